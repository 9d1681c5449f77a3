"""Snakk med en som har vært der: skriv til erfaringskonsulentene. De ser ikke saken din.

Én skjerm sier hvem som leser, og hvem som ikke gjør det. Så skriver du.
"""

from bot.flow import Flow, info, text, world_is


class Peer(Flow, id="peer", version=1, title="En som har vært der"):
    """En som har vært der."""

    nobody = info(
        "Det er ingen å skrive til her akkurat nå. Vil du snakke med noen, kan du ringe {phone}.",
        button="Greit",
        when=~world_is("has_peers"),
    )
    readers = info(
        "Du skriver til {peers}, som selv har vært der og har som jobb å dele det. "
        "Saken din vises ikke der, bare det du skriver her. {peer_hours}\n\n"
        "{contact} leser det ikke. Ser noe ut som fare for liv, "
        "får et menneske lese akkurat den meldingen. Du får vite det.",
        button="Jeg vil skrive",
        when=world_is("has_peers") & ~world_is("has_written_to_peers"),
    )
    words = text(
        "Hva vil du skrive til {peers}?",
        max=2000,
        private=True,
        label="Det du skrev",
        when=world_is("has_peers"),
        sends="peer_message",
    )
