"""Files that came with a form: looked at, cleaned, sealed and kept, or told why not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from bot.desk.fields import number
from bot.domain.errors import Refused
from bot.domain.relay import own_files
from bot.domain.texts import t
from bot.rules.uploads import MOST, Clean, cleaned
from bot.store import NoKey, random_id, to_us

if TYPE_CHECKING:
    from bot.desk.base import Base, Visit
    from bot.desk.uploads import Sent
    from bot.flow.message import Text


class Kept(NamedTuple):
    """The ids of what goes along, and why something does not."""

    ids: tuple[int, ...] = ()
    why: Text | None = None


async def keep_files(base: Base, visit: Visit, resident_id: int, sent: Sent) -> Kept:
    """What was kept with an earlier try and is still wanted, and what came now."""
    before = tuple(number(one) for one in sent.kept[:MOST])
    if sent.too:
        return Kept(before, t("desk.files." + sent.too))
    if len(before) + len(sent.files) > MOST:
        return Kept(before, t("desk.files.many"))
    clean: list[Clean] = []
    for one in sent.files:
        # In a thread: a large file holds nobody else up.
        found = await asyncio.to_thread(cleaned, one)
        if not isinstance(found, Clean):
            return Kept(before, t("desk.files." + found))
        clean.append(found)
    if not clean:
        return Kept(before)
    at = to_us(base.clock.now())
    try:
        files = [
            await own_files.sealed(base.house, resident_id, visit.who.id, random_id(), one, at)
            for one in clean
        ]
        await base.store.transact(
            lambda tx: own_files.keep(base.turn(tx), visit.who, resident_id, files)
        )
    except NoKey:
        return Kept(before, t("desk.gone"))
    except Refused as refused:
        return Kept(before, refused.text)
    return Kept((*before, *(one.id for one in files)))
