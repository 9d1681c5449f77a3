"""Et tilbud om bolig: se det, si ja, si nei, eller snakk med noen først.

Sier du ingenting, har du ikke sagt nei. Du kan ombestemme deg til siste dag.
"""

from bot.flow import Flow, from_source, info, one_of, summary, text, world_is


class Offer(Flow, id="offer", version=1, title="Tilbud om bolig"):
    """Tilbud om bolig."""

    nothing = info(
        "Du har ikke noe tilbud å svare på nå.",
        button="Greit",
        when=~world_is("has_offer"),
    )
    look = one_of(
        "{offer_words}\n\nDu kan svare til og med {offer_day}.",
        {"answer": "Svar på tilbudet", "rent": "Hva er husleia?"},
        label="Tilbudet",
        when=world_is("has_offer"),
    )
    rent = info("{offer_rent}", button="Videre", when=look.is_("rent"))
    answer = one_of(
        "Hva vil du? Svarer du ikke nå, har du ikke sagt nei.",
        {
            "yes": "Ja, jeg vil ha den",
            "no": "Nei takk",
            "talk": "Snakk med noen først",
        },
        label="Svaret ditt",
        when=world_is("has_offer"),
    )
    rule = info("{after_a_no}", button="Videre", when=answer.is_("no"))
    reason = one_of(
        "Hvorfor passer den ikke? Du trenger ikke svare.",
        from_source("offer_reasons"),
        optional=True,
        label="Hvorfor",
        when=answer.is_("no"),
        why="Har du ønsket noe som boligen ikke har, følger ønsket med svaret.",
    )
    words = text(
        "Vil du si mer om det?",
        max=500,
        optional=True,
        private=True,
        label="Med egne ord",
        when=answer.is_("no"),
    )
    done = summary(
        "Stemmer dette? Du kan ombestemme deg til og med {offer_day}.",
        sends="offer_answer",
        submit="Send svaret",
    )
