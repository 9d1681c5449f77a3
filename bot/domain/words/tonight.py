"""Tonight, in bokmål, by key."""

WORDS: dict[str, str] = {
    "tonight.sent": "Sagt fra til vakta {at}. Ingen har åpnet det ennå.",
    "tonight.asked": "Jeg sier fra til vakta nå, {at}.",
    "tonight.told": "Sagt fra til vakta {at}.",
    "tonight.nobody": "Ingen leser dette før {until}. Ring {phone} nå.",
    "tonight.opened": "Åpnet av {name} {at}.",
    "tonight.escalated": "Ingen har åpnet det ennå. Nå har jeg også sagt fra til {next}. Ring gjerne {phone}.",
    "tonight.exhausted": "Ingen har åpnet det ennå. Ring {phone} nå.",
    "tonight.reported": "{name} har meldt det til NAV {at}.",
    "tonight.staff": "Noen trenger et trygt sted i natt.",
    "tonight.staff.body": "{name}. Bedt om {at}.",
    "tonight.staff.more": "Nytt til forespørselen om i natt.",
    "tonight.staff.write": "Skriv til personen",
    "tonight.staff.already": "Åpnet av {name} {at}.",
    "tonight.morning": "Hei. I går trengte du et sted å sove. Hvordan gikk det?",
    "tonight.morning.answer": "Svar",
    "tonight.added": "Det du skrev, er lagt til det andre om i natt.",
    "tonight.reading": "Det går til {who}, som har vakt nå.",
}
