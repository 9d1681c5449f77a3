"""For vaktmesteren: si når du kommer, så blir det en avtale som beboeren får og blir minnet om."""

from bot.flow import Flow, clock, date, from_source, one_of, summary, world_is


class RepairVisit(Flow, id="repair_visit", version=1, title="Kommer"):
    """Kommer."""

    which = one_of(
        "Hvilken sak gjelder det?",
        from_source("their_repairs"),
        when=world_is("several_repairs"),
        label="Sak",
    )
    day = date(
        "Hvilken dag kommer du?",
        earliest="today",
        latest="+3m",
        suggest=("today", "tomorrow", "+2d"),
    )
    time = clock("Når på dagen? Skriv klokka, for eksempel 10.30.", label="Klokka")
    done = summary(
        "Stemmer dette? Da sender jeg avtalen, og minner om den før du kommer.",
        sends="repair_visit",
        submit="Send",
    )
