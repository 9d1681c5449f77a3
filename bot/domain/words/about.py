"""About me, and erasing, in bokmål, by key."""

WORDS: dict[str, str] = {
    "about.title": "Dette har jeg lagret",
    "about.name": "Navn: {name}",
    "about.answers": "{n} samtaler med svar, {m} meldinger.",
    "about.readers": "{contact} kan lese meldingene dine. Søknaden leses bare av dem du har sagt ja til.",
    "about.telegram": "Telegram har sin egen kopi av det som står i chatten. Den må du slette selv.",
    "about.erase": "Slett alt om meg",
    "about.erase.ask": (
        "Da sletter jeg alt du har svart og skrevet. Det kan ikke hentes tilbake. "
        "Søknader som er registrert hos kommunen, slettes ikke herfra."
    ),
    "about.erase.yes": "Ja, slett alt",
    "about.erase.no": "Nei, behold det",
    "about.erased": "Alt er slettet her. Vil du ta bort denne chatten også, sletter du den i Telegram.",
    "about.none": "ikke sagt",
    # Settings changed from a flow
}
