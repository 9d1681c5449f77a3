"""Everything that is stored about a person, as one file for them to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access
from bot.domain.archive import parts as archive_parts
from bot.domain.mine import agreed, case, home, noted, parts, seen, talk
from bot.domain.mine.stays import stays
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_paper
from bot.domain.screens import bury
from bot.domain.texts import button, t
from bot.flow.message import Entry, Message, Moment, Paper, Section
from bot.rules.access import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def send(turn: Turn, who: Person) -> None:
    """Send it as a file with today's date; raises Refused for anybody but the person."""
    await access.ask(turn, who, "read", Thing.EXPORT, who.id)
    rows = ((button("menu.button.back", "about"), button("menu.button.menu", "menu")),)
    said = (t("mine.file"), t("mine.file.where"))
    message = Message(said, rows, paper=await paper(turn, who))
    await say(turn, Address(who.id, who.id), message, purpose="answer")
    await bury(turn, who.id)


async def paper(turn: Turn, who: Person) -> Paper:
    """The file itself, part by part; what there is nothing of says so."""
    thread = await archive_parts.all_messages(turn, who.id)
    seen_by = [await seen.wording(turn, one) for one in await seen.all_of(turn, who)]
    office = turn.house.pack.office.name.in_language(who.language)
    found: tuple[tuple[Text, Iterable[Entry]], ...] = (
        (t("mine.about"), parts.heads(await parts.about(turn, who))),
        (t("mine.agreed"), parts.heads(await agreed.log(turn, who))),
        (t("mine.thread"), await thread_paper.entries(turn, thread)),
        (t("mine.applications"), await parts.applications(turn, who)),
        (t("mine.case"), await case.everything(turn, who)),
        (t("mine.answers"), await parts.answers(turn, who)),
        (t("mine.nights"), await parts.nights(turn, who)),
        (t("mine.appointments"), await parts.appointments(turn, who)),
        (t("mine.repairs"), await home.repairs(turn, who)),
        (t("mine.rent"), parts.heads(await parts.rent(turn, who))),
        (t("mine.deadlines"), parts.heads(await parts.ends(turn, who))),
        (t("mine.discharge"), await stays(turn, who)),
        (t("mine.planned"), parts.heads(await parts.planned(turn, who))),
        (t("mine.peers"), await talk.with_peers(turn, who)),
        (t("mine.flags"), await talk.flagged(turn, who)),
        (t("mine.safety"), await talk.safety(turn, who)),
        (t("mine.waits"), await parts.waits(turn, who)),
        (t("mine.noted"), parts.heads(await noted.noted(turn, who))),
        (t("mine.seen"), parts.heads(seen_by)),
        (
            t("mine.notes"),
            parts.heads([t("mine.notes.ask", office=office, phone=turn.house.phone)]),
        ),
    )
    nothing = (Entry(t("mine.nothing")),)
    sections = tuple(Section(heading, tuple(entries) or nothing) for heading, entries in found)
    title = t("mine.title", municipality=turn.house.pack.municipality, at=Moment(turn.now))
    return Paper(f"om-meg-{turn.today.isoformat()}", who.language, title, sections)
