"""Ønske en avtale: med hvem, hvor, når det passer, følge eller skyss, og hva du vil ta opp.

Et menneske leser ønsket og svarer i chatten med dag og tid.
"""

from bot.flow import Flow, date, from_source, many_of, one_of, summary, text


class WishAppointment(Flow, id="wish_appointment", version=1, title="Ønske en avtale"):
    """Ønske en avtale."""

    with_whom = one_of("Hvem vil du møte?", from_source("people_to_meet"), unknown=True)
    where = one_of(
        "Hvor vil du møtes?",
        {
            "office": "På kontoret",
            "home": "Hjemme hos meg",
            "cafe": "På kafé",
            "outdoors": "Ute",
            "phone": "På telefon",
        },
        unknown=True,
    )
    day = date(
        "Hvilken dag passer for deg?",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        unknown=True,
        why="Vi prøver å finne en tid som passer. Du får svar her.",
    )
    time_of_day = many_of(
        "Når på dagen passer det?",
        {"morning": "Før kl. 11", "noon": "Midt på dagen", "afternoon": "Etter kl. 14"},
        none="Det er det samme",
    )
    company = many_of(
        "Trenger du følge eller skyss?",
        {"company": "Noen som går med meg", "transport": "Skyss"},
        none="Nei takk",
        optional=True,
    )
    bring_up = text(
        "Hva vil du ta opp?",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        why="Da kan den du møter, tenke på det før dere møtes. Du kan hoppe over det.",
    )
    done = summary(
        "Stemmer dette? Et menneske leser det og svarer deg her med dag og tid.",
        sends="appointment_wish",
        submit="Send",
    )
