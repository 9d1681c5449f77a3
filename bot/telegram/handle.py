"""One thing from the inbox, in one transaction: an update of Telegram's, or something that is due."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from telegram.error import TelegramError

from bot import logs
from bot.domain import coming_due, front, people, received, tasks
from bot.domain.came import Came
from bot.domain.codes import draw
from bot.domain.outgoing import Address, say
from bot.domain.relay import reactions
from bot.domain.remember import phone
from bot.domain.reminders import ledger
from bot.domain.texts import lines, t
from bot.domain.turn import Turn
from bot.lanes.intake import NotYet
from bot.lanes.line import Where
from bot.store import accounts, inbox, messages, phone_moves, random_id
from bot.telegram.erasing import Eraser
from bot.telegram.incoming import Incoming, read
from bot.telegram.invitations import Reader
from bot.telegram.peek import peek
from bot.telegram.receive import SOURCE, account_lanes
from bot.telegram.shut import Shut

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Coroutine

    from telegram import Bot

    from bot.clock import Clock
    from bot.domain.people import Person
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.lanes.intake import Intake
    from bot.store import Store, Tx
    from bot.telegram.api import Api

log = logs.get(__name__)


OLDER = frozenset(
    {"press", "edited", "reaction", "odd_reaction"}
)  # about a message that stands already


class Handler:
    """Hands what came in to the front; after the commit it does what no transaction can undo."""

    def __init__(
        self, house: House, store: Store, texts: Texts, bot: Bot, api: Api, clock: Clock
    ) -> None:
        """Parse with `bot`; call `api` only for what has no delivery: leaving a group, a farewell."""
        self._house, self._store, self._texts = house, store, texts
        self._bot, self._api, self._clock = bot, api, clock
        self._lane_of = account_lanes(house.keys)
        self._eraser = Eraser(house, store, texts, api)
        self.shut = Shut(house, store, texts, api, clock)
        self._reader = Reader(house, store, api, clock)
        self._cut = self._again = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._soon: dt.datetime | None = None
        self.soon: Callable[[dt.datetime], None] = lambda _: None
        """Told, after a commit, of what is due before the next tick."""
        self.look: Callable[[], Coroutine[None, None, None]]
        """Called, after a commit, where the inbox holds what nobody told of."""

    async def handle(self, tx: Tx, intake: Intake) -> Where | None:
        """Within the transaction that marks it done; the flow it was about, if any, for the log."""
        turn = Turn(tx, self._clock.now(), random_id, self._house, code=draw())
        if intake.source == "timer":
            await self._due(turn, intake)
            return None
        incoming = read(intake.payload or b"", self._bot)
        if incoming.kind == "group":
            self._spawn(self._leave(incoming.chat))
        elif incoming.kind != "nothing":
            await self._update(turn, incoming)
        self._cut = self._cut or turn.cut
        self._again = self._again or turn.again
        self._reader.wanted = self._reader.wanted or turn.fetch
        if turn.soon is not None:
            # Others may have been handled in the same commit.
            self._soon = min(turn.soon, self._soon or turn.soon)
        return Where(*turn.about) if turn.about else None

    async def _due(self, turn: Turn, intake: Intake) -> None:
        what, _, row = (intake.payload or b"").decode().partition(":")
        if what == "erase":
            await coming_due.time_is_up(turn, int(row))
        else:
            await coming_due.came_due(turn, int(row))
        if turn.erased is not None:
            await self._eraser.note(turn, 0, "nb")

    async def _update(self, turn: Turn, incoming: Incoming) -> None:
        account, who = await self._who(turn, incoming)
        if account.valid_to is not None:
            # Shut: for a new phone, which is said; or whose it was is gone, and nothing is.
            if await phone_moves.is_cut(turn.tx, account.id):
                self._spawn(self.shut.closed(incoming.chat, who.language))
            return
        await self._did(turn, account, who, incoming)

    async def _did(
        self, turn: Turn, account: accounts.Row, who: Person, incoming: Incoming
    ) -> None:
        if incoming.kind in {"blocked", "unblocked"}:
            at = turn.at if incoming.kind == "blocked" else None
            await accounts.set_blocked(turn.tx, account.id, at)
            return
        if account.blocked_at is not None:
            await accounts.set_blocked(turn.tx, account.id, None)
        turn.caused_by = who.id
        await phone.used(turn, who)
        came = await self._came(turn, account, incoming)
        replied_to = await self._ours(turn, account, incoming.reply_to)
        looks, quote = incoming.marks, incoming.quote
        match incoming.kind:
            case "start":
                await front.arrived(turn, who, account.id, incoming.text, came)
            case "text":
                await front.said(
                    turn,
                    who,
                    incoming.text,
                    came,
                    replied_to=replied_to,
                    marks=looks,
                    quote=quote,
                )
            case "press":
                await front.pressed(turn, who, incoming.text, came)
            case "media" if incoming.media is not None:
                await received.sent(
                    turn,
                    who,
                    incoming.media,
                    came,
                    words=incoming.text,
                    replied_to=replied_to,
                    marks=looks,
                    quote=quote,
                )
            case "edited":
                await received.edited(
                    turn, who, incoming.text, came, media=incoming.media, marks=looks
                )
            case "reaction":
                await reactions.reacted(turn, who, came.own, incoming.text)
            case "odd_reaction":
                await reactions.not_passed_on(turn, who, came.own)
            case _:
                await front.cannot(turn, who, "came.unknown", came)
        await self._remember(turn, account, incoming, came.own)
        if turn.erased is not None:
            await self._eraser.note(turn, incoming.chat, who.language)

    async def _who(self, turn: Turn, incoming: Incoming) -> tuple[accounts.Row, Person]:
        """The account and its person; raises NotYet in the moment after that one is erased."""
        account_id = int(await self._lane_of(incoming.user))
        account = await accounts.by_id(turn.tx, account_id)
        if account is None:
            who = await people.begin(turn, account_id, incoming.language)
            sealer = await self._house.keys.person(who.id)
            chat = sealer.seal(people.CHAT_LABEL, account_id, msgspec.json.encode(incoming.chat))
            account = accounts.Row(account_id, who.id, SOURCE, chat, turn.at)
            await accounts.add(turn.tx, account)
            return account, who
        found = await people.person(turn, account.person_id)
        if found is None:
            # Once the keys are gone this is a stranger's message, and answered as one.
            raise NotYet(self.finish_erasing)
        return account, found

    async def _came(self, turn: Turn, account: accounts.Row, incoming: Incoming) -> Came:
        number = incoming.message_id
        match incoming.kind:
            case "press":
                return Came(await self._ours(turn, account, number))
            case "edited" | "reaction" | "odd_reaction":
                return Came(None, number, await self._ours(turn, account, number), incoming.album)
            case _:
                return Came(None, number, turn.new_id(), incoming.album)

    async def _remember(
        self, turn: Turn, account: accounts.Row, incoming: Incoming, own: int | None
    ) -> None:
        """Where a person's own message stands: to change, answer or hide it, and for «Slett alt om meg»."""
        known = incoming.kind in OLDER or incoming.message_id is None
        if known or own is None or turn.took_away or turn.erased is not None:
            return
        person_id = account.person_id
        await messages.add(
            turn.tx, messages.Sent(own, person_id, "own", person_id, turn.at, "received")
        )
        placed = messages.Placed(account.id, incoming.message_id or 0, own, turn.at)
        await messages.place(turn.tx, [placed])

    async def _ours(self, turn: Turn, account: accounts.Row, platform_id: int | None) -> int | None:
        if platform_id is None:
            return None
        found = await messages.at_place(turn.tx, account.id, platform_id)
        return found.id if found else None

    # After the commit ---------------------------------------------------------------------------

    def handled(self) -> None:
        """After a commit: finish what it began."""
        if self._again:
            self._again = False
            self._spawn(self.look())
        if self._soon is not None:
            self.soon(self._soon)
            self._soon = None
        if self._reader.wanted:
            self.read_invitations()
        if self._eraser.wanted:
            self._spawn(self.finish_erasing())
        if self._cut:
            self._cut = False
            self._spawn(self.shut.finish_cutting())

    def read_invitations(self) -> None:
        """Fetch and read what was handed in; also asked at start."""
        self._reader.begin(self.soon)

    async def finish_erasing(self) -> None:
        """Destroy the keys of everybody who is erased, say farewell, and empty what is shut."""
        await self._eraser.finish()
        await self.shut.finish_cutting()

    async def _leave(self, chat: int) -> None:
        """A group is no place for what people tell us: say so, and go."""
        words = self._texts.say(t("came.group"), "nb", self._house.zone)
        for method, params in (("sendMessage", {"text": words}), ("leaveChat", {})):
            try:
                await self._api.call(method, {"chat_id": chat, **params})
            except TelegramError as error:
                log.warning("leaving_failed", error=type(error).__name__)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Let what is under way end."""
        await self._reader.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def parked(self, tx: Tx, intake: Intake) -> None:
        """What could not be handled: the person is told, and the administrator has a task."""
        turn = Turn(tx, self._clock.now(), random_id, self._house)
        reasons = [one for one in await inbox.parked(tx) if one.id == intake.id]
        kind, place = (reasons[0].error_type, reasons[0].error_place) if reasons else ("?", "?")
        await tasks.note_fault(turn, kind, place, intake.id)
        what, _, row = (intake.payload or b"").decode(errors="replace").partition(":")
        if intake.source == "timer" and what == "timer":
            await ledger.given_up(turn, int(row))
        user = peek(intake.payload).user if intake.payload and intake.source != "timer" else None
        account_id = await self._house.keys.identify(SOURCE, user) if user else None
        account = await accounts.by_id(tx, account_id) if account_id else None
        who = await people.person(turn, account.person_id) if account else None
        if who is not None:
            turn.caused_by = who.id
            told = lines(t("came.fault"), t("came.fault.call", phone=self._house.phone))
            await say(turn, Address(who.id, who.id), told, purpose="answer")
