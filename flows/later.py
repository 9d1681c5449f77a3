"""For den som følger opp: skriv nå, og la det gå ut senere."""

from bot.flow import Flow, clock, date, from_source, one_of, summary, text


class Later(Flow, id="later", version=1, title="Send senere"):
    """Send senere."""

    words = text("Hva vil du skrive til {person}?", max=1000, label="Melding", private=True)
    when = one_of("Når skal det gå ut?", from_source("later_times"), label="Tid")
    day = date(
        "Hvilken dag?",
        earliest="today",
        latest="+90d",
        suggest=("tomorrow", "+2d", "+7d"),
        when=when.is_("own"),
        label="Dag",
    )
    time = clock(
        "Når på dagen? Skriv klokka, for eksempel 14.30.",
        when=when.is_("own"),
        label="Klokka",
    )
    done = summary(
        "Stemmer dette? Du kan angre fram til det går ut.", sends="later", submit="Planlegg"
    )
