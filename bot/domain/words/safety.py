"""The voluntary safety contact, in bokmål, by key."""

WORDS: dict[str, str] = {
    "safety.button": "Hvem dere kan ringe",
    "safety.none": (
        "Du har ikke sagt hvem vi kan ringe hvis vi blir redde for deg. Det er frivillig."
    ),
    "safety.say": "Si hvem dere kan ringe",
    "safety.mine": "Dette har du sagt. Det ligger lukket.",
    "safety.who": "Vi kan ringe: {words}",
    "safety.where": "Vi kan lete her: {words}",
    "safety.since": "Sagt {date}.",
    "safety.change": "Endre",
    "safety.delete": "Slett det",
    "safety.deleted": "Slettet. Vi vet ikke lenger hvem vi kan ringe.",
    "safety.kept": "Lagret. Det ligger lukket til noen har en grunn til å åpne det.",
    "safety.nothing": "Du skrev ikke noe, så det er ikke lagret noe.",
    "safety.opened": (
        "{name} åpnet {at} hvem vi kan ringe hvis vi blir redde for deg. Grunnen er: {reason}"
    ),
    "mine.safety": "Hvem vi kan ringe, og tolk",
    "seen.safety": "{date}: {name} åpnet hvem vi kan ringe.",
    "seen.interpreter": "{date}: {name} leste hva du har sagt om tolk.",
    "safety.staff.button": "Hvem kan vi ringe?",
    "safety.staff.none": "Personen har ikke sagt hvem vi kan ringe.",
    "safety.staff.head": "{name} har sagt dette. {name} får vite at du åpnet det.",
}
