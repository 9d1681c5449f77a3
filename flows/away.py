"""For den som følger opp: planlegg fravær, med vikar. Grunnen spør vi ikke om.

De det gjelder, får vite hvem som svarer, dagen før. Det slutter av seg selv.
"""

from bot.flow import Flow, date, from_source, one_of, summary


class Away(Flow, id="away", version=1, title="Fravær"):
    """Fravær."""

    first = date(
        "Fra hvilken dag er du borte?",
        earliest="today",
        latest="+1y",
        suggest=("today", "tomorrow", "+7d"),
        label="Fra",
    )
    last = date(
        "Hva er siste dag du er borte?",
        earliest="today",
        latest="+1y",
        suggest=("today", "tomorrow", "+7d"),
        unknown=True,
        label="Til og med",
        why="Vet du det ikke, varer det til du sier fra.",
    )
    stand_in = one_of(
        "Hvem svarer mens du er borte?",
        from_source("stand_ins"),
        label="Vikar",
        why="Vikaren leser det som er åpent, og det som kommer. Det som er eldre, spør vi beboeren om.",
    )
    done = summary(
        "Stemmer dette? De det gjelder, får vite hvem som svarer. De får ikke vite hvorfor.",
        sends="away",
        submit="Lagre",
    )
