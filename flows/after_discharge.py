"""Hvordan har du det? Spurt noen få ganger de første ukene, av den du har sagt ja til.

Er det tungt, får et menneske vite det med en gang. Du kan si nei til flere spørsmål når du vil.
"""

from bot.flow import Flow, end, goto, one_of, text


class AfterDischarge(Flow, id="after_discharge", version=1, title="Hvordan du har det"):
    """Hvordan du har det."""

    how = one_of(
        "Hvordan har du det?",
        {
            "good": "Det går bra",
            "fair": "Sånn passe",
            "hard": "Det er tungt",
            "talk": "Jeg vil snakke med noen",
            "there": "Jeg er ikke ute ennå",
        },
        optional=True,
        why="{contact} leser svaret. Det er ikke noe galt svar.",
        sends="check_in",
    )
    there = goto("discharge", when=how.is_("there"), then=end)
    more = text(
        "Vil du si noe mer til {contact}?",
        max=500,
        optional=True,
        private=True,
        when=how.is_("fair", "hard", "talk"),
        sends="check_in_words",
    )
