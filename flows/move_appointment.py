"""Flytte en avtale: to eller tre forslag som passer deg bedre.

Den gamle tiden gjelder til et menneske har svart. Det er alltid lov å flytte.
"""

from bot.flow import Flow, date, from_source, many_of, one_of, summary


class MoveAppointment(Flow, id="move_appointment", version=1, title="Flytte en avtale"):
    """Flytte en avtale."""

    which = one_of("Hvilken avtale?", from_source("my_appointments"))
    first = date(
        "Det er helt greit å flytte. Hvilken dag passer bedre?",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        unknown=True,
        label="Passer bedre",
    )
    second = date(
        "Er det en annen dag som også passer?",
        earliest="today",
        latest="+1y",
        optional=True,
        when=first.known(),
        label="Passer også",
    )
    third = date(
        "Er det en tredje?",
        earliest="today",
        latest="+1y",
        optional=True,
        when=second.known(),
        label="Passer også",
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
    done = summary(
        "Stemmer dette? Den gamle tiden gjelder til du får svar her.",
        sends="appointment_move",
        submit="Send",
    )
