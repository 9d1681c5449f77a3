"""Snakke om en avtale før den er: si fra at du vil snakke, og gjerne hva det gjelder.

Det går til den du skal møte, som svarer i chatten.
"""

from bot.flow import Flow, from_source, one_of, summary, text


class TalkAppointment(Flow, id="talk_appointment", version=1, title="Snakke om en avtale"):
    """Snakke om en avtale."""

    which = one_of("Hvilken avtale?", from_source("my_appointments"))
    bring_up = text(
        "Hva vil du snakke om?",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        why="Da kan den du skal møte, tenke på det først. Du kan hoppe over det.",
    )
    done = summary(
        "Stemmer dette? Den du skal møte, svarer deg her.",
        sends="appointment_talk",
        submit="Send",
    )
