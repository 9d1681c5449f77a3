"""What could not be read, and faults of ours, in bokmål, by key."""

WORDS: dict[str, str] = {
    "came.unknown": "Den meldingen kan jeg ikke lese. Skriv det med ord, eller send en talemelding.",
    "came.not_relayed": (
        "Slike meldinger kan jeg ikke sende videre. "
        "Skriv det med ord, eller send et bilde eller en talemelding."
    ),
    "came.empty": "Den meldingen var tom. Skriv gjerne på nytt.",
    "came.edited": (
        "Jeg ser at du endret en melding som ikke er sendt til noen. "
        "Skriv det på nytt, så tar jeg det med."
    ),
    "came.stale": "Den knappen er gammel. Her er det som gjelder nå.",
    "came.not_yours": "Den knappen hører ikke til deg. Her er det som gjelder for deg.",
    "came.group": "Jeg snakker bare med én om gangen. Derfor går jeg ut av gruppa nå. Skriv til meg alene.",
    "came.fault": "Noe gikk galt hos oss. Vi har fått beskjed.",
    "came.fault.call": "Haster det, ring {phone}.",
    "came.command": "Det kjenner jeg ikke. Her er det jeg kan hjelpe med.",
    "came.identity_number": (
        "Det så ut som et fødselsnummer. Det er ikke lagret og ikke sendt videre. "
        "Ikke skriv slike numre her. Telegram kan lese det."
    ),
}
