"""
The front: whatever a person does, and what it means for them.

A door (Telegram now, the desk later) says who did what; here it becomes an answer to a question, a
press on a menu, words for a human, or a kind word that it could not be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.domain import codes, conversations, menu, people, screens, staff
from bot.domain.commands import command
from bot.domain.danger import flags
from bot.domain.errors import Told
from bot.domain.for_a_human import (
    masked,
    number_told,
    pass_on_albums,
    to_a_human,
)
from bot.domain.outgoing import Address, say, take_away
from bot.domain.owners import new_phone
from bot.domain.presses.everybody import home_of
from bot.domain.presses.press import press
from bot.domain.relay import answers, deleting, held
from bot.domain.relay.content import Words, marks_within
from bot.domain.texts import lines, t
from bot.flow import pressed as flow_press
from bot.flow.errors import Invalid
from bot.flow.events import Said
from bot.flow.hearing import cleaned, has_words
from bot.flow.message import Mark, Message, Text
from bot.store import runs

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn

# Said at any time, these open «Trygt sted i natt». What was typed is kept all the same.
TONIGHT = re.compile(
    r"\b(sove ute|kastet ut|ingen steder å sove|ikke noe sted å sove|sleep outside|kicked out|"
    r"nowhere to sleep)\b",
    re.IGNORECASE,
)
WORDS_FOR_HELP = {"hjelp", "help", "/hjelp", "/help"}
WORDS_FOR_MENU = {"meny", "menu", "/meny", "/menu", "stopp", "stop", "/stopp", "/stop"}


async def arrived(turn: Turn, who: Person, account_id: int, code: str, came: Came) -> None:
    """`/start`, with or without a code: the first screen, at once, whatever the code was."""
    told: tuple[Text, ...] = ()
    if code:
        try:
            found = await codes.redeem(turn, who, account_id, code)
        except Told as refused:
            told = (refused.text,)
        else:
            who = await people.the(turn, found.person_id or who.id)
            told = await _welcome_by_code(turn, who, found.kind, found.place)
    await home(turn, who, came, told=told, anew=True)


async def _welcome_by_code(
    turn: Turn, who: Person, kind: str, place: str | None
) -> tuple[Text, ...]:
    if kind == "place":
        await people.change(turn, who, place=place)
        return (t("code.place", place=place or ""),)
    if who.is_staff:
        role = min(who.roles)
        return (t("code.staff", name=who.name, role=t(f"staff.role.{role}")),)
    if await new_phone.came_back(turn, who):
        return (t("phone.welcome_back", name=who.name),)
    contact = await people.contact_of(turn, who.id)
    return (t("code.linked", worker=contact.name),)


async def home(
    turn: Turn, who: Person, came: Came, *, told: tuple[Text, ...] = (), anew: bool = False
) -> None:
    """The menu of this person's role; a conversation under way rests, with its place kept."""
    await conversations.pause(turn, who)
    screen = await home_of(turn, who)
    message = Message((*told, *screen.lines), screen.rows)
    await screens.show(turn, who.id, message, pressed=came.pressed, anew=anew)


async def said(
    turn: Turn,
    who: Person,
    words: str,
    came: Came,
    *,
    replied_to: int | None = None,
    marks: tuple[Mark, ...] = (),
    quote: str = "",
) -> None:
    """Words: an answer to the question asked, a word that opens a door, or words for a human."""
    await pass_on_albums(turn, who)
    row = await conversations.current(turn, who)
    await _heard(turn, who, words, came, replied_to, marks, quote)
    place: flags.Place = "message" if row is None else "answer"
    if await held.waits(turn, who.id):
        place = "waiting"
    elif row is not None and row.flow == "peer":
        place = "peer"
    await flags.look(turn, who, words, place)


async def _heard(
    turn: Turn,
    who: Person,
    words: str,
    came: Came,
    replied_to: int | None,
    marks: tuple[Mark, ...],
    quote: str,
) -> None:
    stripped = await _without_identity_numbers(turn, who, words, came)
    if stripped is None:
        return
    marks = marks if stripped == words else ()
    words = stripped
    plain = words.strip().casefold()
    if plain in deleting.WORDS_FOR_DELETE and await _deleted(turn, who, plain, came, replied_to):
        return
    if plain in WORDS_FOR_HELP:
        inside = await conversations.current(turn, who) is not None
        await conversations.pause(turn, who)
        numbers = menu.help_numbers(turn, who.language, back="again" if inside else "menu")
        await screens.show(turn, who.id, numbers, anew=True)
        return
    if plain in WORDS_FOR_MENU:
        await home(turn, who, came, anew=True)
        return
    if plain.startswith("/"):
        if not await command(turn, who, plain, came):
            await home(turn, who, came, told=(t("came.command"),), anew=True)
        return
    row = await conversations.current(turn, who)
    answers_to, quote = await answers.answered(turn, who, replied_to, masked(quote))
    written = Words(words, marks=marks, answers=answers_to, quote=quote, own=came.own)
    if who.is_staff and (row is None or replied_to is not None):
        await screens.bury(turn, who.id)
        await staff.said(turn, who, written, replied_to)
        return
    if TONIGHT.search(words) and (row is None or row.flow != "tonight"):
        await screens.bury(turn, who.id)
        await held.keep_for_later(turn, who, written)
        parent = row.id if row is not None else None
        await conversations.start(turn, who, "tonight", came, parent=parent, fresh=True)
        return
    if row is not None:
        await conversations.hear(turn, who, row, Said(words), came, words=written)
        return
    try:
        kept = cleaned(words)
    except Invalid:
        await cannot(turn, who, "came.empty", came)
        return
    looks = marks_within(words, kept, marks)
    await to_a_human(turn, who, replace(written, text=kept, marks=looks))


async def _deleted(turn: Turn, who: Person, plain: str, came: Came, replied_to: int | None) -> bool:
    """«Slett» as a reply to one's own words; as a command without one, how it is done is told."""
    if await deleting.by_reply(turn, who, replied_to):
        if came.platform_id is not None:
            await take_away(turn, who.id, came.platform_id)
        return True
    if not plain.startswith("/"):
        return False
    await cannot(turn, who, "delete.how", came)
    return True


async def _without_identity_numbers(turn: Turn, who: Person, words: str, came: Came) -> str | None:
    """
    The words with national identity numbers masked; None where nothing else was said.

    Such a number is not stored and not passed on; it leaves the chat, and the person is told why.
    """
    harmless = masked(words)
    if harmless == words:
        return words
    await number_told(turn, who, came)
    if has_words(harmless):
        return harmless
    await conversations.show_again(turn, who, came)
    return None


async def cannot(turn: Turn, who: Person, key: str, came: Came) -> None:
    """Say kindly that this could not be read or sent on, above the question asked or the menu."""
    await screens.bury(turn, who.id)
    if await conversations.show_again(turn, who, came, before=(t(key),)):
        return
    if who.is_staff:
        await say(turn, Address(who.id, who.id), lines(t(key)), purpose="answer")
        return
    await home(turn, who, came, told=(t(key),))


async def pressed(turn: Turn, who: Person, data: str, came: Came) -> None:
    """A button: of the flow the person is in, of a menu, or an old one, which is answered kindly."""
    found = flow_press(data)
    if found is None:
        await press(turn, who, data, came)
        return
    flow, event = found
    row = await _run_for_press(turn, who, flow)
    if row is not None:
        await conversations.hear(turn, who, row, event, came)
        return
    if await conversations.show_again(turn, who, came, before=(t("came.stale"),)):
        return
    if await screens.is_shown(turn, who.id, came.pressed) and await screens.repeat(turn, who.id):
        # Tapped again, faster than the screen changed: the receipt stays.
        return
    await home(turn, who, came, told=(t("came.stale"),))


async def _run_for_press(turn: Turn, who: Person, flow: str) -> runs.Row | None:
    """The run a press belongs to; a paused one is taken up by pressing on it."""
    current = await conversations.current(turn, who)
    if current is not None and current.flow == flow:
        return current
    row = await conversations.unfinished(turn, who, flow)
    if row is None or current is not None:
        # In the middle of something else: a press never answers a question of another flow.
        return None
    await runs.set_state(turn.tx, row.id, "open", turn.at)
    return row
