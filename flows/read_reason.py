"""For koordinatoren: lese en tråd som ikke står i egen kø. Det tar en grunn, og personen får se den."""

from bot.flow import Flow, summary, text


class ReadReason(Flow, id="read_reason", version=1, title="Lese med grunn"):
    """Lese med grunn."""

    reason = text(
        "Dette står ikke i din kø. Hvorfor må du lese det?\n\n"
        "Personen får se navnet ditt og grunnen.",
        max=300,
        private=True,
        why="Den som har skrevet, skal vite hvem som leser, og hvorfor.",
    )
    done = summary(
        "Stemmer dette? Personen får vite det med en gang.",
        sends="read_with_reason",
        submit="Åpne tråden",
    )
