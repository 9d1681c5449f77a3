"""Codes, in bokmål, by key."""

WORDS: dict[str, str] = {
    "code.wrong": (
        "Den koden virker ikke. Den kan være brukt eller for gammel. "
        "Du kan be om en ny, eller bare fortsette her."
    ),
    "code.for_a_resident": "Den koden er til en beboer. Den er ikke brukt.",
    "code.known": (
        "Du har allerede begynt her, så koden kan ikke brukes på denne telefonen. Ring {phone}."
    ),
    "code.too_many": "Det ble mange forsøk. Prøv igjen om en time, eller ring {phone}.",
    "code.linked": "Du er nå koblet til {worker}. Det du sender hit, går til {worker}.",
    "code.for_staff": (
        "Den koden er for en ansatt, og du er her som deg selv. Den er ikke brukt opp. "
        "Åpne den fra en annen konto."
    ),
    "code.staff": "Hei, {name}. Du er koblet til som {role}.",
    "code.place": "Hei. Du kom hit fra {place}.",
}
