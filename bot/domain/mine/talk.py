"""For the file of everything: what was said to the peers, what was flagged, and whom we may ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.danger import flags as danger
from bot.domain.danger import safety_contact
from bot.domain.relay.threads import Words
from bot.domain.talk import interpreter, peers
from bot.domain.texts import t
from bot.flow.message import Entry, Moment, Text, verbatim
from bot.store import danger as flags
from bot.store import from_us
from bot.store import peers as stored_peers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

EVERYTHING = 1_000_000


async def safety(turn: Turn, who: Person) -> list[Entry]:
    """Whom to ring, where to look, and that an interpreter was asked for."""
    found = [*await safety_contact.texts(turn, who.id), *await interpreter.wish(turn, who.id)]
    return [Entry(one) for one in found]


async def with_peers(turn: Turn, who: Person) -> list[Entry]:
    """Everything between the person and the peers, as it was said."""
    found: list[Entry] = []
    for one in await stored_peers.latest(turn.tx, who.id, EVERYTHING):
        words = await turn.unseal(who.id, peers.LABEL, one.id, one.body, Words)
        author = await people.person(turn, one.author_id)
        name = author.name if author else t("staff.unnamed")
        said = t("mine.said", name=name, at=Moment(from_us(one.created_at)))
        found.append(Entry(said, verbatim(words.text)))
    return found


async def flagged(turn: Turn, who: Person) -> list[Entry]:
    """What was put before a human because it may mean danger."""
    found: list[Entry] = []
    for flag in await flags.every(turn.tx, who.id):
        found += [
            Entry(Text("mine.flagged", {"at": Moment(one.at)}), verbatim(one.words))
            for one in (await danger.words_of(turn, flag)).said
        ]
    return found
