"""«Påminnelsene mine»: which kinds, how long before appointments, and whether hard things keep to daytime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments.before import offsets_of
from bot.domain.errors import Told
from bot.domain.menu import BACK
from bot.domain.reminders import silenced
from bot.domain.reminders.answers import listen_again, plan_anew, silence
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message


async def page(turn: Turn, who: Person) -> Message:
    """What is on and off, each changed with one tap."""
    rows: list[tuple[Button, ...]] = []
    if silenced.ALL in who.profile.silenced:
        rows.append((button("remind.mine.all_on", "reminders_set", "on.all"),))
        return lines(t("remind.mine.none"), rows=(*rows, BACK))
    for family in silenced.FAMILIES:
        turns = "off" if silenced.wanted(who, family) else "on"
        rows.append(
            (button(f"remind.mine.{family}.{turns}", "reminders_set", f"{turns}.{family}"),)
        )
    wanted = offsets_of(turn, who)
    for offset in turn.house.pack.reminders.choices:
        turns = "off" if offset in wanted else "on"
        n = int(offset[:-1])
        when = t("remind.mine.days", n=n) if offset.endswith("d") else t("remind.mine.hours", n=n)
        label = t("remind.mine.before", when=when)
        if turns == "on":
            label = t("remind.mine.not_before", when=when)
        rows.append((Button(label, verb("reminders_set", f"{turns}.{offset}")),))
    if silenced.wanted(who, "rent"):
        rows.append((button("rent_shown.door", "rent_shows"),))
    turns = "off" if who.profile.hard_any_time else "on"
    rows.append((button(f"remind.mine.hard.{turns}", "reminders_set", f"{turns}.hard"),))
    rows.append((button("remind.stop.all", "reminders_set", "off.all"),))
    return lines(t("remind.mine.title"), t("remind.mine.press"), rows=(*rows, BACK))


async def change(turn: Turn, who: Person, wish: str) -> Message:
    """Turn one thing on or off: a kind, an offset such as «7d», or hard things at any time."""
    turned, _, what = wish.partition(".")
    on = turned == "on"
    if what in {*silenced.FAMILIES, silenced.ALL}:
        who = await (listen_again if on else silence)(turn, who, what)
    elif what in turn.house.pack.reminders.choices:
        before = offsets_of(turn, who)
        after = (*before, what) if on else tuple(one for one in before if one != what)
        who = await people.change(turn, who, offsets=tuple(dict.fromkeys(after)))
        await plan_anew(turn, who)
    elif what == "hard":
        who = await people.change(turn, who, hard_any_time=on)
        await plan_anew(turn, who)
    else:
        raise Told("came.stale")
    return await page(turn, who)
