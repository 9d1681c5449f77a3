"""For den som følger opp: lag en avtale, så får beboeren den med dag, tid og sted.

Navnet på avtalen er nøytralt, for den kan stå på en låst skjerm.
"""

from bot.flow import Flow, clock, date, from_source, many_of, one_of, summary, text


class NewAppointment(Flow, id="new_appointment", version=1, title="Ny avtale"):
    """Ny avtale."""

    resident = one_of("Hvem er avtalen med?", from_source("my_residents"))
    kind = one_of(
        "Hva skal den hete?",
        {
            "appointment": "Avtale",
            "talk": "Prat",
            "visit": "Besøk",
            "meeting": "Møte",
            "viewing": "Visning",
        },
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
            "outdoors": "Ute",
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
        when=place.is_not("phone", "office"),
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
