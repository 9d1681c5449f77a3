"""For den som følger opp, eller koordinatoren: gi en beboer en ny oppfølger.

Beboeren får vite det først, med navnet på den nye. Det som er åpent, flytter med.
"""

from bot.flow import Flow, from_source, one_of, summary, text


class HandOver(Flow, id="hand_over", version=1, title="Overlevere"):
    """Overlevere."""

    worker = one_of(
        "Hvem skal følge opp {resident_name}?",
        from_source("other_workers"),
        label="Ny oppfølger",
    )
    note = text(
        "Hva bør den nye vite? Bare ansatte leser dette.",
        max=1000,
        optional=True,
        private=True,
        label="Notat",
        why="Den nye ser notatet når hen åpner personen. Beboeren ser det ikke her i chatten.",
    )
    done = summary(
        "Stemmer dette?\n\n{resident_name} leser først:\n"
        "«{worker_now} har fulgt deg opp. Fra nå følger {answer_worker} deg opp. "
        "{answer_worker} kan lese det du har skrevet her. Meldinger og avtaler følger med.»\n\n"
        "Når den er sendt, overtar {answer_worker}. Det jeg har vist om personen, "
        "blir tatt bort hos den som slutter.",
        sends="hand_over",
        submit="Overlever",
    )
