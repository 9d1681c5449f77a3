"""For vaktmesteren: spør om det du trenger å vite, så får beboeren spørsmålet."""

from bot.flow import Flow, from_source, one_of, summary, text, world_is


class RepairMore(Flow, id="repair_more", version=1, title="Trenger mer"):
    """Trenger mer."""

    which = one_of(
        "Hvilken sak gjelder det?",
        from_source("their_repairs"),
        when=world_is("several_repairs"),
        label="Sak",
    )
    words = text(
        "Hva trenger du å vite?",
        max=400,
        private=True,
        label="Spørsmål",
        why="Spør bare om det som er ødelagt.",
    )
    done = summary("Skal jeg sende dette?", sends="repair_more", submit="Send")
