"""Which homes are needed, in bokmål, by key."""

WORDS: dict[str, str] = {
    "need.button": "Boliger det trengs",
    "need.title": "Søknader som venter: {n}. Her står bare hva boligen må være.",
    "need.none": "Ingen søknader venter nå.",
    "need.since": "Venter siden {day}.",
    "need.nothing": "Ikke noe om boligen ennå.",
    "need.wish": "Ønske: {wish}",
}
