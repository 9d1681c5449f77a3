"""The coordinator's list of workers: who is here, who is away, and away or back in one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.owners import away
from bot.domain.owners.assigning import A_PAGE, MENU, named
from bot.domain.owners.standing import who_may_stand_in
from bot.domain.texts import button, lines, t
from bot.rules.access import Thing
from bot.store import absences

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.store.absences import Absence

BACK = (button("absent.list", "staff_list"), *MENU)


async def _ask(turn: Turn, staff: Person, worker_id: int) -> Person:
    if "coordinator" not in staff.roles:
        raise Refused("staff.refused")
    await access.ask(turn, staff, "write", Thing.AWAY, worker_id)
    worker = await people.person(turn, worker_id)
    if worker is None or not worker.roles & {"worker", "stand_in"}:
        raise Refused("staff.refused")
    return worker


async def listed(turn: Turn, staff: Person, page: int = 0) -> Message:
    """Every worker with their state; raises Refused for anybody but a coordinator."""
    if "coordinator" not in staff.roles:
        raise Refused("staff.refused")
    workers = await people.holders(turn, "worker")
    gone = {one.worker_id: one for one in await absences.all_now(turn.tx, turn.at)}
    rows: list[tuple[Button, ...]] = []
    for one in workers[page * A_PAGE : (page + 1) * A_PAGE]:
        worker = await people.the(turn, one)
        key, values = await _state(turn, gone.get(one))
        rows.append((button(key, "absent", one, name=worker.name, **values),))
    steering = [button("owners.before", "staff_list", page - 1)] if page else []
    if len(workers) > (page + 1) * A_PAGE:
        steering.append(button("owners.more", "staff_list", page + 1))
    rows += [tuple(steering)] if steering else []
    return lines(t("absent.title" if rows else "absent.none"), rows=(*rows, MENU))


async def _state(turn: Turn, absence: Absence | None) -> tuple[str, dict[str, Text]]:
    if absence is None:
        return "absent.here", {}
    if absence.stand_in_id is None:
        return "absent.away.nobody", {}
    stand_in = await people.the(turn, absence.stand_in_id)
    return "absent.away", {"other": stand_in.name}


async def one(turn: Turn, staff: Person, worker_id: int) -> Message:
    """One worker: away from now with a suggested stand-in, or back; raises Refused."""
    worker = await _ask(turn, staff, worker_id)
    absence = await absences.now(turn.tx, worker_id, turn.at)
    rows: list[tuple[Button, ...]] = []
    if absence is None:
        free = await who_may_stand_in(turn, worker_id)
        if free:
            first = await people.the(turn, free[0])
            does = f"{worker_id}.{first.id}"
            rows.append((button("absent.set", "absent_set", does, name=first.name),))
        else:
            rows.append((button("absent.set.nobody", "absent_set", worker_id),))
    else:
        rows.append((button("absent.back", "absent_back", worker_id),))
    rows.append((button("absent.choose", "absent_choose", worker_id),))
    key, values = await _state(turn, absence)
    return lines(t(key, name=worker.name, **values), rows=(*rows, BACK))


async def choose(turn: Turn, staff: Person, worker_id: int, page: int = 0) -> Message:
    """Who stands in for this worker from now; raises Refused."""
    worker = await _ask(turn, staff, worker_id)
    free = await who_may_stand_in(turn, worker_id)
    rows = await named(turn, free, page, f"absent_set:{worker_id}.", f"absent_choose:{worker_id}.")
    rows.append((button("staff.away.none", "absent_set", worker_id),))
    return lines(t("absent.who", name=worker.name), rows=(*rows, BACK))


async def set_away(turn: Turn, staff: Person, worker_id: int, stand_in: int | None) -> Message:
    """Away from this moment, until somebody says that they are back; raises Refused."""
    worker = await _ask(turn, staff, worker_id)
    await away.set_away(turn, staff, worker_id, stand_in)
    rows = ((button("absent.back", "absent_back", worker_id),), BACK)
    if stand_in is None:
        return lines(t("absent.done.nobody", name=worker.name), rows=rows)
    other = await people.the(turn, stand_in)
    return lines(t("absent.done", name=worker.name, other=other.name), rows=rows)


async def back(turn: Turn, staff: Person, worker_id: int) -> Message:
    """Back from this moment; raises Refused."""
    worker = await _ask(turn, staff, worker_id)
    await away.come_back(turn, staff, worker_id)
    return lines(t("absent.here", name=worker.name), rows=(BACK,))
