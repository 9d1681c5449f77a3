"""
A resident has a new phone: a worker who has recognised them shuts the old account at once.

What is theirs waits for whoever opens the code. Nobody is recognised by questions in a chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, codes, people
from bot.domain.errors import Told
from bot.domain.outgoing import Address, say
from bot.domain.owners.assigning import MENU
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Media, Message, Moment
from bot.rules.access import Thing
from bot.store import accounts, phone_moves

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def ask(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What happens at the press, before it; raises Refused."""
    await access.ask(turn, staff, "write", Thing.NEW_PHONE, resident_id, thing_open=True)
    resident = await people.the(turn, resident_id)
    yes = button("phone.yes", "new_phone_yes", resident_id)
    no = button("phone.no", "open", resident_id)
    return lines(t("phone.ask", name=resident.name), t("phone.ask.how"), rows=((yes,), (no,), MENU))


async def cut(turn: Turn, staff: Person, resident_id: int) -> None:
    """
    The old account is shut in this moment, and a code that works once is made; raises Refused.

    Pressed once more it makes a new code, and the one before leads nowhere.
    """
    await access.ask(turn, staff, "write", Thing.NEW_PHONE, resident_id, thing_open=True)
    account = await accounts.of_person(turn.tx, resident_id)
    if account is not None:
        await accounts.end(turn.tx, account.id, turn.at)
        row = phone_moves.PhoneMove(turn.new_id(), resident_id, account.id, staff.id, turn.at)
        await phone_moves.add(turn.tx, row)
        turn.cut = True
    elif await phone_moves.cut_of(turn.tx, resident_id) is None:
        raise Told("phone.none")
    await phone_moves.revoke_codes(turn.tx, resident_id, turn.at)
    await access.note(turn, staff, "new phone: old account shut", resident_id)
    resident = await people.the(turn, resident_id)
    made = await codes.invite(turn, turn.code, person_id=resident_id, language=resident.language)
    text = t("phone.made", name=resident.name, link=made.link, until=Moment(made.until))
    back = (button("phone.undo", "new_phone_undo", resident_id),)
    shown = Message((text, t("phone.made.undo")), (back,), Media("qr", made.link))
    to = Address(staff.id, resident_id)
    await say(turn, to, shown, purpose="answer", reads=Thing.CONTACT)
    await bury(turn, staff.id)


async def undo(turn: Turn, staff: Person, resident_id: int) -> Message:
    """A wrong press: the old account is open again, the code leads nowhere; raises Refused, Told."""
    await access.ask(turn, staff, "write", Thing.NEW_PHONE, resident_id, thing_open=True)
    row = await phone_moves.cut_of(turn.tx, resident_id)
    if row is None:
        raise Told("phone.linked")
    await phone_moves.settle(turn.tx, row.id, "undone")
    await phone_moves.reopen(turn.tx, row.account_id)
    await phone_moves.revoke_codes(turn.tx, resident_id, turn.at)
    await access.note(turn, staff, "new phone: taken back", resident_id)
    return lines(t("phone.undone"), rows=(MENU,))


async def came_back(turn: Turn, who: Person) -> bool:
    """Whether the account that came now is the new one of somebody whose old one was shut."""
    row = await phone_moves.cut_of(turn.tx, who.id)
    if row is None:
        return False
    await phone_moves.settle(turn.tx, row.id, "linked")
    await access.note(turn, who, "new phone: linked", who.id)
    return True
