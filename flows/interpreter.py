"""Tolk: språk, måte og ønsker. Det er alt sagt fra ved første trykk; alt her kan hoppes over."""

from bot.flow import Flow, one_of, summary, text


class Interpreter(Flow, id="interpreter", version=1, title="Tolk"):
    """Tolk."""

    language = one_of(
        "{contact} får vite at du trenger tolk. Hvilket språk?",
        {
            "ar": "Arabisk",
            "ti": "Tigrinja",
            "so": "Somali",
            "uk": "Ukrainsk",
            "ru": "Russisk",
            "pl": "Polsk",
            "sign": "Tegnspråk",
            "other": "Et annet språk",
        },
        label="Språk",
        optional=True,
    )
    which = text("Hvilket språk er det?", max=60, optional=True, when=language.is_("other"))
    how = one_of(
        "Skal tolken være på telefon eller i rommet?",
        {"phone": "På telefon", "present": "I rommet", "any": "Det er det samme"},
        label="Telefon eller rom",
        optional=True,
    )
    who = one_of(
        "Vil du ha en kvinne eller en mann som tolk?",
        {"woman": "En kvinne", "man": "En mann", "any": "Det er det samme"},
        label="Kvinne eller mann",
        optional=True,
    )
    avoid = text(
        "Er det noen du ikke vil møte som tolk?",
        max=200,
        optional=True,
        private=True,
        label="Vil ikke møte",
        why="På små steder vet folk hvem andre er. Du må ikke si hvorfor.",
    )
    done = summary("Stemmer dette? Det går til {contact}.", sends="interpreter", submit="Send")
