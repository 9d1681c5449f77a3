"""For den som følger opp: lag en avtale, så får beboeren den med dag, tid og sted.

Hva avtaler heter, når det minnes om dem, og hvor man kan møtes, står i kommunens oppsett.
"""

from bot.flow import Flow, clock, date, from_source, many_of, one_of, summary, text


def _to_the_pack(answers: dict[str, object]) -> dict[str, object]:
    """Da kommunen fikk sine egne navn: det som het bare «Avtale», spørres det om på nytt."""
    if answers.get("kind") == "appointment":
        answers.pop("kind")
    if answers.get("place") == "outdoors":
        answers["place"], answers["spot"] = "elsewhere", answers.pop("address", None)
    return answers


class NewAppointment(Flow, id="new_appointment", version=2, title="Ny avtale"):
    """Ny avtale."""

    migrations = {1: _to_the_pack}

    resident = one_of("Hvem er avtalen med?", from_source("my_residents"))
    kind = one_of(
        "Hva skal den hete?",
        from_source("appointment_kinds"),
        why="Navnet kan stå på en låst skjerm. Derfor er det nøytralt.",
    )
    day = date("Hvilken dag?", earliest="today", latest="+1y", suggest=("tomorrow", "+2d", "+7d"))
    time = clock("Når på dagen? Skriv klokka, for eksempel 14.30.", label="Klokka")
    length = one_of(
        "Hvor lenge?",
        {"30": "En halv time", "45": "Tre kvarter", "60": "En time", "90": "Halvannen time"},
        unknown=True,
    )
    place = one_of(
        "Hvor?",
        {
            "office": "På kontoret",
            "home": "Hjemme",
            "cafe": "På kafé",
            "elsewhere": "Et annet sted",
            "phone": "På telefon",
        },
    )
    address = text(
        "Hvor er det? Skriv det så den andre finner fram.",
        max=200,
        label="Sted",
        optional=True,
        private=True,
        # Kontoret står i kommunens oppsett: adressen kommer med av seg selv.
        when=place.is_("home", "cafe"),
    )
    spot = text(
        "Hvor er det? Trykk på et sted, eller skriv det så den andre finner fram.",
        max=200,
        suggest=from_source("meeting_places"),
        when=place.is_("elsewhere"),
        why="De på knappene har kart. Det du skriver selv, står som det er.",
        label="Sted",
    )
    offers = many_of(
        "Hva kan du tilby?",
        {"company": "Følge", "transport": "Skyss", "interpreter": "Tolk"},
        none="Ikke noe av dette",
        optional=True,
        why="Det står i meldingen den andre får. Er det ikke avtalt ennå, hopper du over.",
    )
    done = summary(
        "Stemmer dette? Da sender jeg avtalen. Jeg minner om den i god tid før.",
        sends="appointment",
        submit="Send",
    )
