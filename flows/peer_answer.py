"""For erfaringskonsulenten: svare en som har skrevet. Det går til personen og ingen andre."""

from bot.flow import Flow, summary, text


class PeerAnswer(Flow, id="peer_answer", version=1, title="Svare"):
    """Svare."""

    words = text(
        "Skriv svaret ditt.",
        max=2000,
        private=True,
        label="Svaret ditt",
        why="Det går til personen og ingen andre. Den som følger opp, leser det ikke.",
    )
    done = summary(
        "Stemmer dette? Navnet ditt står over det du skriver.",
        sends="peer_answer",
        submit="Send",
    )
