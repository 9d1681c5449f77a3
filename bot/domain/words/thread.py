"""The thread with the follow-up worker, in bokmål, by key."""

WORDS: dict[str, str] = {
    "thread.contact.none": "boligteamet i {municipality}",
    "thread.from": "{name} skriver:",
    "thread.said": "{name} {at}: {words}",
    "thread.voice": "{name} sendte en talemelding.",
    "thread.cover": "Du har en ny melding.",
    "thread.read": "Les",
    "thread.sent": "Sendt til {name}.",
    "thread.opened": "Åpnet av {name} {at}.",
    "thread.failed": "Kom ikke fram til {name}. Det står nå hos {team}. Haster det, ring {phone}.",
    "thread.failed.staff": "Kom ikke fram til {name}. Prøv på en annen måte.",
    "thread.queued": "Står i køen hos {team}. Ingen har fått beskjed ennå. Haster det, ring {phone}.",
    "thread.read_with_reason": "{name} har lest meldingene dine. Grunnen er: {reason}",
    "thread.gone": "Meldingen er ikke her lenger.",
    "thread.late": "Dette er en påminnelse fra {date}.",
    "thread.twice": "(Denne kan ha kommet to ganger.)",
}
