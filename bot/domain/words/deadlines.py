"""Deadlines, in bokmål, by key."""

WORDS: dict[str, str] = {
    "deadline.saved": "Lagret. Neste påminnelse kommer {at}.",
    "deadline.saved.far": "Lagret. Jeg minner deg på det når det nærmer seg.",
    "deadline.saved.appeal": "Lagret. Vil du klage, må klagen være sendt senest {day}.",
    "deadline.saved.late": "Fristen var vanligvis {day}. Snakk med {contact} likevel, gjerne i dag.",
    "deadline.say.bostotte": (
        "Søknad om bostøtte må vanligvis være sendt innen {day}. "
        "Får du bostøtte alt, går den av seg selv. Har du flyttet, må du søke på nytt."
    ),
    "deadline.say.appeal": "Vil du klage, må klagen være sendt senest {day}. {contact} kan hjelpe deg.",
    "deadline.say.offer": "Du kan svare på tilbudet til og med {day}. Du kan snakke med {contact} først.",
    "deadline.say.papers": "Papirene skal være inne {day}. {contact} kan hjelpe deg med å finne dem.",
    "deadline.say.contract": (
        "Kontrakten din varer til {day}. Vil du, kan {contact} se på hva du gjør videre, sammen med deg."
    ),
    "deadline.say.temporary": (
        "Du kan bo der du er nå, til {day}. {contact} kan snakke med deg om hva som kommer etterpå."
    ),
    "deadline.say.arrangement": (
        "Til {day} går husleia av seg selv. Etter det må den betales på en annen måte. "
        "{contact} kan hjelpe deg med det."
    ),
    "deadline.done": "Det er ordnet",
    "deadline.help": "Jeg vil ha hjelp",
    "deadline.noted": "Så bra. Det er notert.",
    "deadline.helped": "{contact} får vite det nå, og leser vanligvis {hours}. Du kan også ringe {phone}.",
    "deadline.list": "Dette minner jeg deg på:",
    "deadline.none": "Jeg kan minne deg på frister, så du slipper å huske dem.",
    "deadline.row": "{what}: {day}",
    "deadline.kind.bostotte": "Bostøtte hver måned",
    "deadline.kind.appeal": "Å klage",
    "deadline.kind.offer": "Svare på et tilbud",
    "deadline.kind.papers": "Levere papirer",
    "deadline.kind.contract": "Kontrakten min",
    "deadline.kind.temporary": "Der jeg bor nå",
    "deadline.kind.arrangement": "Husleia går av seg selv",
    "deadline.by": "Siste dag: {day}.",
    "deadline.drop": "Ta bort: {what}",
    "deadline.add": "Minn meg på en frist",
}
