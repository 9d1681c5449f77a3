"""Snakke sammen: når og hvordan du vil snakke med kontakten din.

Det går til kontakten, som svarer i chatten og sier når det kan bli.
"""

from bot.flow import Flow, one_of, summary


class Speak(Flow, id="speak", version=1, title="Snakke sammen"):
    """Snakke sammen."""

    time = one_of(
        "Når passer det best?",
        {
            "today": "I dag",
            "tomorrow": "I morgen",
            "week": "Denne uka",
            "any": "Når som helst",
        },
        unknown=True,
    )
    how = one_of(
        "Hvordan vil du snakke?",
        {"phone": "På telefon", "meet": "Vi møtes", "video": "Med video"},
        unknown=True,
    )
    done = summary(
        "Stemmer dette? Det går til {contact}, som svarer deg her og sier når det kan bli.",
        sends="wish_to_speak",
        submit="Send",
    )
