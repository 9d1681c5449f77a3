"""The first screen and the menu, in bokmål, by key."""

WORDS: dict[str, str] = {
    "menu.hello": "Hei. Jeg er en digital hjelper fra {municipality}, ikke et menneske.",
    "menu.hello_named": "Hei, {name}.",
    "menu.what": "Hva kan jeg hjelpe deg med?",
    "menu.write": "Du kan også bare skrive. Da spør jeg om jeg skal sende det til {contact}.",
    "menu.first": "Du trenger ikke si hvem du er for å få numre eller hjelp i natt.",
    "menu.button.tonight": "Trygt sted i natt",
    "menu.button.help": "Hjelpenumre",
    "menu.button.begin": "Kom i gang",
    "menu.button.home": "Bolig",
    "menu.button.appointments": "Avtaler",
    "menu.button.money": "Penger og husleie",
    "menu.button.talk": "Snakk med noen",
    "menu.button.more": "Mer",
    "menu.button.back": "Tilbake",
    "menu.button.menu": "Til menyen",
    "menu.more.title": "Mer",
    "menu.more.hide": "Skjul denne skjermen",
    "menu.more.about": "Hva dere vet om meg",
    "menu.more.settings": "Endre navn og varsler",
    "menu.home.title": "Bolig",
    "menu.home.apply": "Søk om bolig",
    "menu.home.resume": "Fortsett søknaden",
    "menu.home.situation": "Slik bor jeg nå",
    "menu.home.mine": "Min søknad",
    "menu.money.title": "Penger og husleie",
    "menu.money.rent": "Påminnelse om husleie",
    "menu.money.deadlines": "Bostøtte og andre frister",
    "menu.money.away": "Jeg skal være borte",
    "menu.money.cannot": "Jeg klarer ikke å betale",
    "menu.talk": (
        "Skriv det du vil her, så spør jeg om jeg skal sende det til {contact}. "
        "Meldinger leses vanligvis {hours}.\n\nDu kan også ringe {phone}."
    ),
    "menu.talk.contact": "Kontakten min",
    "menu.hidden": "Alt er lagret.",
    "menu.hidden.older": "Det du skrev for mer enn to døgn siden, kan jeg ikke ta bort.",
    "menu.hidden.chat": "Vil du ta bort hele chatten? Hold på den i lista, og velg «Slett».",
    "menu.hidden.show": "Vis",
    "menu.typed_stays": (
        "Svaret er lagret, men Telegram lot meg ikke ta bort meldingen din. "
        "Du kan slette den selv: Hold på den, og velg «Slett»."
    ),
    "menu.consent_first": (
        "For å lagre det du svarer, trenger jeg et ja fra deg. Du kan lese hva det betyr først."
    ),
    "menu.typed_away": (
        "Svaret ditt er lagret. Jeg tar bort meldingen, så ingen andre kan bla i det du skriver."
    ),
}
