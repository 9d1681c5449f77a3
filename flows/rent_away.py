"""Når du skal være borte en stund: hvem betaler husleia så lenge?

Betaler ingen, får kontakten din vite det. Aldri utleier.
"""

from bot.flow import Flow, date, info, one_of, summary, yes_no


class RentAway(Flow, id="rent_away", version=1, title="Husleia mens du er borte"):
    """Husleia mens du er borte."""

    home = yes_no(
        "Betaler du husleie for en bolig?",
        unknown=True,
        label="Betaler husleie",
    )
    no_home = info("Greit. Da er det ikke noe å passe på her.", button="Greit", when=home.is_("no"))
    pays = one_of(
        "Hvem betaler husleia mens du er borte?",
        {
            "self": "Jeg gjør det selv",
            "standing": "Den går av seg selv",
            "other": "Noen andre gjør det",
            "nobody": "Ingen",
        },
        unknown=True,
        when=home.is_not("no"),
        label="Betaler mens du er borte",
        why="Da slipper du at regningene ligger og venter når du kommer hjem.",
    )
    until = date(
        "Når er du tilbake?",
        earliest="today",
        latest="+5y",
        suggest=("+7d", "+14d", "+1m", "+3m"),
        unknown=True,
        optional=True,
        when=home.is_not("no"),
        label="Tilbake",
    )
    done = summary(
        "Stemmer dette? Det går til {contact}. Ikke til utleier.",
        sends="rent_away",
        submit="Ja, det stemmer",
    )
