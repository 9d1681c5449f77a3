"""Før en avtale: hva du vil ta opp, om du trenger følge, og når du må dra hjemmefra.

Alt kan hoppes over. Det går til den du skal møte.
"""

from bot.flow import Flow, clock, from_source, many_of, one_of, summary, text


class PrepareAppointment(Flow, id="prepare_appointment", version=1, title="Før avtalen"):
    """Før avtalen."""

    which = one_of("Hvilken avtale?", from_source("my_appointments"))
    bring_up = text(
        "Hva vil du ta opp?",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        why="Da kan den du møter, tenke på det før dere møtes. Du kan hoppe over det.",
    )
    company = many_of(
        "Trenger du følge eller skyss?",
        {"company": "Noen som går med meg", "transport": "Skyss"},
        none="Nei takk",
        optional=True,
    )
    leave = clock(
        "Når må du dra hjemmefra? Skriv klokka, for eksempel 13.15.",
        optional=True,
        label="Drar hjemmefra",
        why="Det er lettere å komme når man har tenkt på det. Du kan hoppe over det.",
    )
    done = summary(
        "Stemmer dette? Den du skal møte, får vite det.",
        sends="appointment_prepare",
        submit="Send",
    )
