"""Si mer om noe du har meldt fra om: med ord, et bilde eller stemmen. Det går til vaktmesteren."""

from bot.flow import Flow, from_source, one_of, photo_or_voice, summary, text, world_is


class RepairAdd(Flow, id="repair_add", version=1, title="Si mer om det som er ødelagt"):
    """Si mer om det som er ødelagt."""

    which = one_of(
        "Hva gjelder det?",
        from_source("their_repairs"),
        when=world_is("several_repairs"),
        label="Gjelder",
    )
    words = text(
        "Hva vil du si til vaktmesteren?", max=600, optional=True, private=True, label="Mer"
    )
    picture = photo_or_voice(
        "Vil du sende et bilde, eller si det med stemmen?",
        optional=True,
        private=True,
        label="Bilde eller stemme",
    )
    done = summary("Skal jeg sende dette?", sends="repair_add", submit="Send")
