"""What staff send: saved answers, messages for later, the alarm, in bokmål, by key."""

WORDS: dict[str, str] = {
    # Answers that the team shares
    "saved.button": "Lagrede svar",
    "saved.title": "Svar hele teamet kan bruke.",
    "saved.none": "Teamet har ingen lagrede svar ennå.",
    "saved.row": "{title}",
    "saved.new": "Lag et nytt svar",
    "saved.change": "Endre",
    "saved.remove": "Slett",
    "saved.removed": "Svaret er slettet for hele teamet.",
    "saved.restore": "Hent det tilbake",
    "saved.gone": "Det svaret er slettet.",
    "saved.saved": "Svaret er lagret for hele teamet.",
    "saved.ask": "Send dette til {name}?",
    "saved.send": "Ja, send dette",
    "saved.another": "Velg et annet",
    "saved.going": "Det går til {name} nå.",
    # Later
    "planned.write": "Send senere",
    "planned.button": "Planlagt",
    "planned.title": "Dette har du planlagt å sende.",
    "planned.none": "Du har ikke planlagt å sende noe.",
    "planned.row": "{name} · {at}",
    "planned.shown": "Til {name}. Går ut {at}.",
    "planned.made": "Planlagt. Det går til {name} {at}. Du finner det under «Planlagt».",
    "planned.at.afternoon": "I dag kl. 14",
    "planned.at.tomorrow": "I morgen kl. 9",
    "planned.at.monday": "Mandag kl. 9",
    "planned.at.own": "En annen tid",
    "planned.to.afternoon": "Flytt til i dag kl. 14",
    "planned.to.tomorrow": "Flytt til i morgen kl. 9",
    "planned.to.monday": "Flytt til mandag kl. 9",
    "planned.now": "Send nå",
    "planned.undo": "Ikke send",
    "planned.undone": "Det blir ikke sendt. Dette skrev du:",
    "planned.redo": "Send likevel",
    "planned.past": "Det tidspunktet har vært. Velg en tid som kommer.",
    "planned.gone": "Den meldingen er sendt, eller den skal ikke sendes.",
    "planned.passed_on": (
        "Noe du hadde planlagt, ble ikke sendt. Den som har oppfølgingen nå, har fått det du skrev."
    ),
    "task.later_unsent": "{worker} ville sende dette til {name} {at}. Det er ikke sendt. Se om det passer nå.",
    # Two at once, and words for somebody who is another's now
    "answering.other": "{name} svarte {at}.",
    "answering.lost": (
        "Det er ikke sendt. Personen har fått en annen oppfølger. "
        "Jeg har tatt vare på det du skrev. Skal den som har oppfølgingen nå, få det?"
    ),
    "answering.pass_on": "Ja, gi det videre",
    "answering.passed_on": "Gitt videre til {name}. Det er ikke sendt til personen.",
    "task.kept_words": "{worker} skrev dette til {name} {at}. Det er ikke sendt. Se om det skal fram.",
    # The alarm
    "threat.button": "Trussel, jeg trenger leder",
    "threat.first": "Er du i fare nå? Gå et trygt sted, og ring 112.",
    "threat.told": "Jeg sier fra til koordinator nå: {names}.",
    "threat.nobody": "Her er det ingen koordinator jeg kan nå. Ring lederen din, eller {phone}.",
    "threat.silent": "Personen får ikke vite det. Hjelp og bolig går som før.",
    "threat.undo": "Trykket feil, ta det tilbake",
    "threat.undone": "Tatt tilbake. Koordinator får vite det.",
    "threat.undone.notice": "{name} har tatt tilbake et varsel. Det var et feiltrykk.",
    "threat.again": (
        "Ingen har åpnet varselet ditt ennå. Jeg sier fra en gang til. "
        "Er du i fare, ring 112. Ellers ring {phone}."
    ),
    "threat.opened": "{name} åpnet varselet ditt {at}.",
    "task.threat": "{worker} trenger leder nå: trussel. Det gjelder {name}. Meldt {at}.",
}
