"""For saksbehandleren og boligkontoret: gi en beboer et tilbud om en bolig.

Beboeren svarer på telefonen. Den som ikke svarer, har ikke sagt nei.
"""

from bot.flow import Flow, date, from_source, many_of, number, summary, text, world_is


class OfferHome(Flow, id="offer_home", version=1, title="Tilbud om bolig"):
    """Tilbud om bolig."""

    dwelling = text(
        "Hva slags bolig er det, og hvor er den? Beboeren leser det du skriver.",
        max=200,
        label="Boligen",
    )
    size = number(
        "Hvor mange kvadratmeter er den?",
        min=1,
        max=400,
        unknown=True,
        label="Størrelse",
    )
    rent = number(
        "Hva er husleia i måneden, i kroner?",
        min=0,
        max=50000,
        unknown=True,
        label="Husleie",
        why="Beboeren ser den hvis hen spør.",
    )
    begins = date(
        "Når kan beboeren flytte inn?",
        earliest="today",
        latest="+1y",
        suggest=("+14d", "+1m"),
        label="Fra",
    )
    fits = many_of(
        "Hvilke av ønskene passer den med?",
        from_source("recorded_wishes"),
        none="Ingen av dem",
        optional=True,
        label="Passer med",
        when=world_is("has_wishes"),
    )
    against = many_of(
        "Hvilke av ønskene passer den ikke med?",
        from_source("recorded_wishes"),
        none="Ingen av dem",
        optional=True,
        label="Passer ikke med",
        when=world_is("has_wishes"),
        why="Det er bedre å si det nå enn at beboeren finner det ut selv.",
    )
    answer_by = date(
        "Hva er siste dag å svare?",
        earliest="tomorrow",
        latest="+2m",
        suggest=("+7d", "+14d"),
        label="Svar innen",
        why="Kommer det ikke svar, er det ikke et nei. Da får du vite det.",
    )
    more = text(
        "Vil du si noe mer om boligen?",
        max=500,
        optional=True,
        label="Mer om boligen",
    )
    done = summary(
        "Stemmer dette? Det er dette {resident_name} leser. Husleia vises når hen spør.",
        sends="offer_home",
        submit="Send tilbudet",
    )
