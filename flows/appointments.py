"""Avtaler: se dine, og gå videre til å ønske en ny, flytte en, eller snakke om en.

Listen står øverst. Alt som sendes herfra, går til et menneske som svarer med dag og tid.
"""

from bot.flow import Flow, end, goto, info, one_of


class Appointments(Flow, id="appointments", version=1, title="Avtaler"):
    """Avtaler."""

    what = one_of(
        "{my_appointments}\n\nHva vil du?",
        {
            "new": "Ønske en ny avtale",
            "move": "Flytte en avtale",
            "talk": "Snakke om en avtale",
            "done": "Ingenting mer nå",
        },
        label="Jeg vil",
    )
    wish = goto("wish_appointment", when=what.is_("new"), then=end)
    move = goto("move_appointment", when=what.is_("move"), then=end)
    talk = goto("talk_appointment", when=what.is_("talk"), then=end)
    goodbye = info(
        "Greit. Du finner avtalene dine under «Avtaler».",
        button="Ferdig",
        when=what.is_("done"),
    )
