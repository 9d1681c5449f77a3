"""For ansatte: åpne hvem vi kan ringe. Det tar en grunn, og personen får vite hvem og hvorfor."""

from bot.flow import Flow, summary, text


class SafetyReason(Flow, id="safety_reason", version=1, title="Åpne hvem vi kan ringe"):
    """Åpne hvem vi kan ringe."""

    reason = text(
        "Hvorfor må du vite hvem vi kan ringe?\n\nPersonen får se navnet ditt og grunnen.",
        max=300,
        private=True,
        label="Grunnen",
        why="Personen ga dette for at vi skal bruke det når vi er redde for dem.",
    )
    done = summary(
        "Stemmer dette? Personen får vite det med en gang.",
        sends="safety_opened",
        submit="Åpne",
    )
