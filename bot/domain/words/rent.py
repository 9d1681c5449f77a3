"""Rent, in bokmål, by key."""

WORDS: dict[str, str] = {
    "rent.saved": "Lagret. Neste påminnelse kommer {at}.",
    "rent.saved.no_payday": (
        "Lagret. Jeg vet ikke hvilken dag pengene kommer, så jeg minner deg tre dager før. "
        "Neste påminnelse kommer {at}."
    ),
    "rent.saved.no_day": (
        "Lagret. Jeg kan ikke minne deg før jeg vet hvilken dag husleia skal betales. "
        "Spør {contact}, og velg husleie i menyen igjen."
    ),
    "rent.saved.none": "Lagret. Du får ingen påminnelser om husleie.",
    "rent.reminder.hello": "Hei. Dette er påminnelsen du ba om.",
    "rent.reminder.press": "Trykk på det som passer.",
    "rent.reminder.date": "Hei. Dette er påminnelsen du ba om. Husleia har frist {date}.",
    "rent.reminder.bank": "Banken er stengt den dagen. Betal senest {date}.",
    "rent.reminder.kid": "KID: {kid}",
    "rent.reminder.account": "Konto: {account}",
    "rent.reminder.hard": "Blir det vanskelig, sier jeg fra til {contact}. Ikke til utleier.",
    "rent.copy.kid": "Kopier KID",
    "rent.copy.account": "Kopier konto",
    "rent.kid.wrong": "Tallene i KID stemmer ikke. Velg «Endre noe», og se på regningen en gang til.",
    "rent.account.wrong": "Kontonummeret stemmer ikke. Velg «Endre noe», og se på regningen en gang til.",
    "rent.paid": "Betalt",
    "rent.fine": "Går fint",
    "rent.hard": "Blir vanskelig",
    "rent.stop": "Ikke minn meg på dette",
    "rent.thanks": "Så bra. Takk for at du sa fra.",
    "rent.noted": "Greit. Det er notert.",
    "rent.next": "Neste påminnelse kommer {at}.",
    "rent.hard.said": (
        "Takk for at du sier det. {contact} får vite det nå, og leser vanligvis {hours}. "
        "Det går ikke til utleier. Du kan skrive mer her, eller ringe {phone}."
    ),
    "cannot_pay.card": "{title}\n\n{text}\n\nSist sjekket {checked}.",
    "cannot_pay.card.law": "{title}\n\n{text}\n\nSist sjekket {checked}. Kilde: {source}.",
    "rent.away.quiet": "Lagret. Jeg minner deg ikke på husleia før {day}.",
    "rent.away.noted": "Lagret. Blir det annerledes, si fra her.",
    "rent.away.told": (
        "Jeg sier fra til {contact}, så dere finner ut av det sammen. {contact} leser vanligvis "
        "{hours}. Du kan også ringe {phone}. Utleier får ikke vite noe."
    ),
    "rent.stopped": "Greit. Jeg minner deg ikke mer på husleia. Du kan skru det på igjen i menyen.",
    "rent_shown.door": "Hva som står om husleia",
    "rent_shown.title": "Dette står i påminnelsen om husleia. ✓ er valgt. Summen står aldri der.",
    "rent_shown.none": "Du har ingen påminnelse om husleie. Den kan du be om her.",
    "rent_shown.hello": "Bare en hilsen",
    "rent_shown.date": "Dagen",
    "rent_shown.kid": "Dagen, KID og konto",
    "rent_shown.chosen": "✓ {what}",
    "rent_shown.other": "– {what}",
    "rent_shown.add_kid": "Legg inn KID og konto",
    "rent.told.may": "Kommer den ikke fram, får {contact} vite at den gjaldt husleia, og hvilken dag.",
    "rent.told.may_not": "Kommer den ikke fram, får {contact} ikke vite at den gjaldt husleia.",
    "rent.told.yes": "Ja, {contact} kan få vite det",
    "rent.told.no": "Nei, {contact} skal ikke vite det",
    "message.emptied": "Denne meldingen er tatt bort.",
}
