"""What the house's own buttons do. A button says what is wanted; whether it may is asked by its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens
from bot.domain.errors import Told
from bot.domain.presses.absent import ABSENT, OLDER
from bot.domain.presses.archive import ARCHIVE
from bot.domain.presses.cases import CASES_RESIDENT, CASES_STAFF
from bot.domain.presses.danger import DANGER_RESIDENT, DANGER_STAFF
from bot.domain.presses.departing import DEPARTING, SUMMARY
from bot.domain.presses.discharge import DISCHARGE_RESIDENT, DISCHARGE_STAFF
from bot.domain.presses.everybody import EVERYBODY, home_of
from bot.domain.presses.interpreter import INTERPRETER_RESIDENT, INTERPRETER_STAFF
from bot.domain.presses.meetings import MEETINGS_RESIDENT, MEETINGS_STAFF
from bot.domain.presses.mine import MINE
from bot.domain.presses.own_words import OWN_WORDS
from bot.domain.presses.owners import OWNERS, RESIDENTS_OWN
from bot.domain.presses.peers import PEERS_STAFF
from bot.domain.presses.pressing import Press
from bot.domain.presses.remember import REMEMBER_RESIDENT, REMEMBER_STAFF
from bot.domain.presses.repairs import REPAIRS_RESIDENT, REPAIRS_STAFF
from bot.domain.presses.residents import RESIDENT
from bot.domain.presses.rooms import ROOMS_STAFF
from bot.domain.presses.working import STAFF
from bot.domain.staff import OPEN_LASTS
from bot.domain.texts import button, lines
from bot.store import open_persons, to_us

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn

OF_STAFF = (
    STAFF
    | ARCHIVE
    | CASES_STAFF
    | OWNERS
    | ABSENT
    | DEPARTING
    | DANGER_STAFF
    | PEERS_STAFF
    | INTERPRETER_STAFF
    | MEETINGS_STAFF
    | REMEMBER_STAFF
    | DISCHARGE_STAFF
    | REPAIRS_STAFF
    | ROOMS_STAFF
)
OF_RESIDENTS = (
    RESIDENT
    | RESIDENTS_OWN
    | CASES_RESIDENT
    | OLDER
    | SUMMARY
    | MINE
    | DANGER_RESIDENT
    | INTERPRETER_RESIDENT
    | MEETINGS_RESIDENT
    | REMEMBER_RESIDENT
    | DISCHARGE_RESIDENT
    | REPAIRS_RESIDENT
)
"""The buttons of each side; whoever adds a module of them joins it to one of these."""

ALL = EVERYBODY | OWN_WORDS


async def press(turn: Turn, who: Person, data: str, came: Came) -> None:
    """
    Do what a button asks; whose it is and whether it still holds is checked by each verb.

    What a verb refuses is told kindly, and the person's own menu is shown.
    """
    kind, _, rest = data.partition(":")
    name, _, argument = rest.partition(":") if kind == "d" else ("", "", "")
    act = (OF_STAFF if who.is_staff else OF_RESIDENTS).get(name) or ALL.get(name)
    if act is None:
        key = "came.not_yours" if name in OF_STAFF or name in OF_RESIDENTS else "came.stale"
        await _show_home(turn, who, came, Told(key))
        return
    try:
        screen = await act(Press(turn, who, argument, came))
    except Told as refused:
        await _show_home(turn, who, came, refused)
        return
    if screen is not None:
        # Something else than the question is shown now: what is typed then is no answer to it.
        await conversations.pause(turn, who)
        await screens.show(turn, who.id, screen, pressed=came.pressed)


async def _show_home(turn: Turn, who: Person, came: Came, told: Told) -> None:
    if await conversations.show_again(turn, who, came, before=(told.text,)):
        return
    opened = None
    if who.is_staff:
        opened = await open_persons.of(turn.tx, who.id, to_us(turn.now - OPEN_LASTS))
    if opened is not None:
        # In the middle of somebody: the way back is to them, not out to the menu.
        back = (button("situation.person", "open", opened), button("menu.button.menu", "menu"))
        await screens.show(turn, who.id, lines(told.text, rows=(back,)), pressed=came.pressed)
        return
    home = await home_of(turn, who)
    await screens.show(
        turn, who.id, lines(told.text, *home.lines, rows=home.rows), pressed=came.pressed
    )
