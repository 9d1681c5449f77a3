"""«Slett», for both sides, in bokmål, by key."""

WORDS: dict[str, str] = {
    "delete.ask": "Vil du slette det du skrev? Da blir det borte for dere begge.",
    "delete.which": "Hva vil du slette? Det blir borte for dere begge.",
    "delete.yes": "Ja, slett",
    "delete.this": "Slett: {words}",
    "delete.no": "Nei, la det stå",
    "delete.done": "Slettet for dere begge. At noe er slettet, står igjen i tråden.",
    "delete.was_opened": "Det var åpnet fra før, så det kan være lest.",
    "delete.file_stays": "Det er over to døgn gammelt. Da får jeg ikke tatt bort en fil hos den andre.",
    "delete.own_stays": (
        "Linjen du skrev, er over to døgn gammel. Den får jeg ikke tatt bort her hos deg. "
        "Hold på den og velg «Slett»."
    ),
    "delete.gone": "Det er allerede slettet.",
    "delete.how": "Svar på meldingen du vil ha bort, og skriv «slett».",
    "thread.edited_deleted": "Den meldingen er slettet. Skriv på nytt, så sender jeg det.",
    "thread.odd_reaction": "Den emojien kan jeg ikke sende videre. En vanlig går fint.",
    "thread.reacted": "{name} svarte med {emoji}",
}
