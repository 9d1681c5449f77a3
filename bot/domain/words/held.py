"""Held words: nothing is sent without a yes, nothing typed is lost, in bokmål, by key."""

WORDS: dict[str, str] = {
    "held.ask": "Skal jeg sende dette til {contact}?",
    "held.ask_more": "Skal jeg sende disse {n} meldingene til {contact}?",
    "held.when": "Meldinger leses vanligvis {hours}.",
    "held.again": "Du har skrevet noe som ikke er sendt. Skal jeg sende det til {contact}?",
    "held.gone": "Det du skrev, er slettet. Ingen har lest det.",
    "held.yes": "Ja, send",
    "held.no": "Nei, slett det",
    "held.show": "Vis det jeg skrev",
    "held.removed": "Slettet. Ingen har lest det.",
    "held.kept": "Det var ikke et svar på spørsmålet, men jeg har tatt vare på det.",
    "held.send_to": "Send til {contact}",
    "held.try_again": "Prøv igjen",
    "held.nothing": "Det er allerede gjort.",
}
