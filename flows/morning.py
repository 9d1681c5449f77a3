"""Morgenen etter: ett spørsmål til den som manglet et trygt sted i natt.

Et natthjem er ikke et hjem, så svaret går til et menneske.
"""

from bot.flow import Flow, one_of


class Morning(Flow, id="morning", version=1, title="God morgen"):
    """God morgen."""

    night = one_of(
        "God morgen. Hvordan gikk natta?",
        {
            "safe": "Jeg hadde et trygt sted",
            "shelter": "Jeg var på natthjem",
            "out": "Jeg var ute",
            "talk": "Jeg vil snakke med noen",
        },
        optional=True,
        why="Svaret går til vakta i dag. De hjelper deg videre.",
        sends="morning_answer",
    )
