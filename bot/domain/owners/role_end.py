"""A colleague's role ends: their residents stand with the coordinators, their chat shows nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.cases import moves
from bot.domain.danger import opening
from bot.domain.errors import Refused, Told
from bot.domain.meetings import partings
from bot.domain.meetings.inviting import INVITABLE
from bot.domain.outgoing import Address, say
from bot.domain.owners import sweep, uncovered
from bot.domain.owners.assigning import A_PAGE, MENU
from bot.domain.relay import threads
from bot.domain.repairs import waiting
from bot.domain.repairs.parts import CARETAKER
from bot.domain.roles import UNITS
from bot.domain.screens import bury
from bot.domain.talk import peers
from bot.domain.texts import button, lines, t
from bot.flow.message import Message
from bot.rules import ownership
from bot.rules.access import Thing
from bot.store import absences, appointments, owning
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button

ROLES = ("worker", "duty", "coordinator", *UNITS, "consultant", "administrator")
BACK = (button("ended.list", "colleagues"), *MENU)


async def _ask(turn: Turn, admin: Person) -> None:
    await access.ask(turn, admin, "write", Thing.ROLES, admin.id)


async def listed(turn: Turn, admin: Person, page: int = 0) -> Message:
    """Every role that somebody holds, to end it; raises Refused for anybody but an administrator."""
    await _ask(turn, admin)
    held = [(role, one) for role in ROLES for one in await people.holders(turn, role)]
    rows: list[tuple[Button, ...]] = []
    for role, one in held[page * A_PAGE : (page + 1) * A_PAGE]:
        who = await people.the(turn, one)
        label = t(f"staff.role.{role}")
        rows.append((button("ended.row", "end_role", f"{one}.{role}", name=who.name, role=label),))
    steering = [button("owners.before", "colleagues", page - 1)] if page else []
    if len(held) > (page + 1) * A_PAGE:
        steering.append(button("owners.more", "colleagues", page + 1))
    rows += [tuple(steering)] if steering else []
    return lines(t("ended.title"), rows=(*rows, MENU))


async def ask(turn: Turn, admin: Person, person_id: int, role: str) -> Message:
    """What ending it means, before it is done; raises Refused."""
    await _ask(turn, admin)
    who = await _holder(turn, person_id, role)
    yes = button("ended.yes", "end_role_yes", f"{person_id}.{role}")
    body = [t("ended.ask", name=who.name, role=t(f"staff.role.{role}"))]
    if role == "worker":
        n = len(await stored_people.residents_of(turn.tx, person_id, turn.at))
        body.append(t("ended.ask.residents", n=n))
    return lines(*body, rows=((yes,), BACK))


async def end(turn: Turn, admin: Person, person_id: int, role: str) -> Message:
    """The role ends now; raises Refused, Told for the last administrator."""
    await _ask(turn, admin)
    who = await _holder(turn, person_id, role)
    if role == "administrator" and len(await people.holders(turn, role)) == 1:
        raise Told("ended.last")
    await stored_people.revoke(turn.tx, person_id, role, turn.at)
    await access.note(turn, admin, f"ended role {role}", person_id)
    if role == "worker":
        await _without(turn, person_id)
    if role == "case_officer":
        await moves.left(turn, person_id)
    await _release(turn, person_id, role)
    if role == peers.ROLE:
        await peers.left(turn, person_id)
    if role == CARETAKER:
        await waiting.left(turn, person_id)
    left = await people.the(turn, person_id)
    if not left.roles.intersection(INVITABLE):
        await partings.leaves(turn, person_id)
    await opening.opener_left(turn, left)
    await sweep.no_longer_theirs(turn, left)
    await sweep.show_anew(turn, person_id)
    label = t(f"staff.role.{role}")
    return lines(t("ended.done", name=who.name, role=label), rows=(BACK,))


async def _release(turn: Turn, person_id: int, role: str) -> None:
    """
    What stood in their own name is not theirs any more, and somebody else's from now on.

    A worker's goes to the coordinators: to every worker it would name somebody who is not theirs.
    """
    others = role != "worker" and await people.holders(turn, role)
    released = await owning.release(turn.tx, person_id, role, role if others else "coordinator")
    if role in UNITS and not others:
        released += await owning.move_queue(turn.tx, role, "coordinator")
    for task_id in released:
        await tasks.ring(turn, task_id)


async def _holder(turn: Turn, person_id: int, role: str) -> Person:
    who = await people.person(turn, person_id)
    if who is None or role not in ROLES or role not in who.roles:
        raise Refused("staff.refused")
    return who


async def _without(turn: Turn, worker_id: int) -> None:
    """Whom they followed up are the coordinators' to give; whom they stood in for have nobody yet."""
    worker = await people.the(turn, worker_id)
    residents = await stored_people.residents_of(turn.tx, worker_id, turn.at)
    ahead = await appointments.coming_with(turn.tx, worker_id, turn.at)
    stood_in_for = await stored_people.stood_in_for(turn.tx, worker_id, turn.at)
    lost = ownership.behind(worker_id, await people.away_now(turn))
    for resident_id in residents:
        await stored_people.unassign(turn.tx, resident_id, turn.at)
        for one in lost:
            await owning.to_queue(turn.tx, resident_id, one)
        await tasks.open_once(turn, "new_resident", "coordinator", subject=resident_id)
        for one in lost:
            await sweep.take_away(turn, one, resident_id)
        await threads.notify_anew(turn, resident_id)
        told = Message((t("ended.told", worker=worker.name, team=turn.house.team),))
        await say(turn, Address(resident_id, resident_id), told, purpose="news")
        await bury(turn, resident_id)
    for appointment in ahead:
        await uncovered.hold(turn, appointment)
    await absences.nobody_for(turn.tx, worker_id, turn.at)
    for other in stood_in_for:
        for resident_id in await stored_people.residents_of(turn.tx, other, turn.at):
            await sweep.take_away(turn, worker_id, resident_id)
            await threads.notify_anew(turn, resident_id)
