"""The thread with the follow-up worker, in bokmål, by key."""

WORDS: dict[str, str] = {
    "thread.contact.none": "boligteamet i {municipality}",
    "thread.from": "{name} skriver:",
    "thread.said": "{name} {at}: {words}",
    "thread.voice": "{name} sendte en talemelding.",
    "thread.photo": "{name} sendte et bilde.",
    "thread.video": "{name} sendte en video.",
    "thread.video_note": "{name} sendte en videomelding.",
    "thread.animation": "{name} sendte en GIF.",
    "thread.audio": "{name} sendte en lydfil.",
    "thread.document": "{name} sendte et dokument.",
    "thread.sticker": "{name} sendte et klistremerke.",
    "thread.location": "{name} sendte et sted på kartet.",
    "thread.venue": "{name} sendte et sted på kartet.",
    "thread.contact": "{name} sendte et kontaktkort.",
    "thread.album": "{name} sendte {n} filer sammen.",
    "thread.kind.album": "{n} filer",
    "thread.answers": "{line}\n(Svar på: «{answered}»)",
    "thread.edited": "{line}\n(endret {at})",
    "thread.deleted": "{name} slettet en melding {at}.",
    "thread.file_failed": "Filen fra {name} lot seg ikke vise. Be om å få den på en annen måte.",
    "thread.file_name": (
        "Filnavnet ser ut som et fødselsnummer. Filen er ikke lagret og ikke sendt videre. "
        "Gi den et annet navn, og send den på nytt."
    ),
    "thread.change.in_chat": "Du skrev dette i chatten. Endre det der, så endres det her også.",
    "thread.slow": "Nå kommer det mye på en gang. Alt blir tatt vare på. Svarene mine kommer litt saktere.",
    "thread.cover_number": (
        "Står det et fødselsnummer på det du sendte? Trykk «Slett», dekk det til, og send på nytt."
    ),
    "thread.cover": "Du har en ny melding.",
    "thread.read": "Les",
    "thread.sent": "Sendt til {name}.",
    "thread.waits": "Ikke sendt ennå. Det går til {name} {at}.",
    "thread.opened": "Åpnet av {name} {at}.",
    "thread.opened_some": "{n} av {m} åpnet av {name} {at}.",
    "thread.delete": "Slett",
    "thread.again": "Prøv igjen",
    "thread.again.not_needed": "Den er på vei, eller har kommet fram. Du trenger ikke å sende den på nytt.",
    "thread.failed": "Kom ikke fram til {name}. Det står nå hos {team}. Haster det, ring {phone}.",
    "thread.failed.staff": "Kom ikke fram til {name}. Prøv på en annen måte.",
    "thread.queued": "Står i køen hos {team}. Ingen har fått beskjed ennå. Haster det, ring {phone}.",
    "thread.read_with_reason": "{name} har lest meldingene dine. Grunnen er: {reason}",
    "thread.gone": "Meldingen er ikke her lenger.",
    "thread.late": "Dette er en påminnelse fra {date}.",
    "thread.twice": "(Denne kan ha kommet to ganger.)",
}
