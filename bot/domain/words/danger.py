"""Words that may mean danger: the numbers, and who is told, in bokmål, by key."""

WORDS: dict[str, str] = {
    "danger.numbers": (
        "Det du skriver, gjør at jeg vil vise deg disse numrene.\n\n{numbers}\n\n"
        "Er det opptatt, prøv det neste."
    ),
    "danger.duty": "vakta",
    "danger.telling": (
        "Jeg sier fra til {name} nå, siden noen kan være i fare. {name} får lese akkurat dette."
    ),
    "danger.telling_next": "Ingen har åpnet det ennå. Nå sier jeg også fra til {name}.",
    "danger.told": "Jeg har sagt fra til {name}, siden noen kan være i fare.",
    "danger.joined": "Den jeg sa fra til, får lese dette også.",
    "danger.nobody": (
        "Ingen leser dette før {until}. Da får et menneske det øverst. Ring et av numrene nå."
    ),
    "danger.nobody_here": (
        "Jeg når ingen som leser dette nå. Ring et av numrene, eller {phone} når kontoret er åpent."
    ),
    "danger.urgent": "Trykk under, så får {name} beskjed nå.",
    "danger.urgent.nobody": "Ingen leser dette før {until}. Da står det øverst hos dem.",
    "danger.unopened": "Ingen har åpnet det du skrev ennå.",
    "mine.flags": "Det du skrev som kunne bety fare",
    "mine.flagged": "{at:year}, lagt fram for et menneske",
    "seen.danger": "{date}: {name} leste noe som kunne bety fare for deg.",
    "danger.staff.notice": "Det haster. Noen kan være i fare.",
    "danger.staff.yours": (
        "Du åpnet noe som hastet. Skriv hva som ble gjort, så vet de andre at noen tok det."
    ),
    "danger.staff.unfinished": "Noe som hastet, er åpnet. Ingen har skrevet hva som ble gjort.",
    "danger.staff.more": "Det haster. Det har kommet mer.",
    "danger.staff.head": "{name} skrev noe {at} som kan bety fare. Les det selv. Jeg kan ta feil.",
    "danger.staff.said.message": "{at}: {words}",
    "danger.staff.said.waiting": "{at}, ikke sendt da det ble skrevet: {words}",
    "danger.staff.said.answer": "{at}, svar på et spørsmål: {words}",
    "danger.staff.said.peer": "{at}, til erfaringskonsulenten: {words}",
    "danger.staff.said.edit": "{at}, endret melding: {words}",
    "danger.staff.hidden": (
        "Noe sto i samtalen med erfaringskonsulenten. Det kan du ikke lese. Ring personen."
    ),
    "danger.staff.open": "Det står øverst til noen har skrevet hva som ble gjort.",
    "danger.staff.see": "Åpne det som kan bety fare",
    "danger.staff.done": "Skriv hva som ble gjort",
    "danger.staff.write_first": "Skriv først hva som ble gjort. Da går den bort.",
    "danger.staff.closed": "Noen har allerede skrevet hva som ble gjort.",
    "danger.staff.not_closed": "Ingen har skrevet hva som ble gjort ennå.",
    "danger.staff.thanks": "Takk. Koordinator kan lese det du skrev.",
    "danger.staff.done_notice": "Noen har skrevet hva som ble gjort da det hastet.",
    "danger.staff.result": "{name} skrev {at} hva som ble gjort for {about}: {words}",
}
