"""What somebody does at the desk: taken into the inbox like everything that happens, handled once."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from bot.domain import front, people
from bot.domain.came import Came
from bot.domain.codes import draw
from bot.domain.errors import Told
from bot.domain.relay import reading, threads
from bot.domain.relay.threads import Words
from bot.domain.turn import Turn
from bot.flow.errors import Invalid
from bot.flow.hearing import cleaned
from bot.lanes.intake import Happening, open_door
from bot.rules.identity_numbers import mask_identity_numbers
from bot.store import inbox, random_id

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.people import Person
    from bot.domain.turn import House
    from bot.flow.message import Message, Text
    from bot.lanes.intake import Intake
    from bot.lanes.lanes import Lanes
    from bot.store import Store, Tx

SOURCE = "desk"
PATIENCE = 10.0  # seconds; then the page says that it takes longer than usual

Kind = Literal["press", "say", "write", "open"]


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing: a button's data pressed, words said to a question, words to a resident, a person opened."""

    kind: Kind
    person_id: int
    data: str = ""
    words: str = ""
    resident_id: int = 0


class Answer(NamedTuple):
    """What came of it: what the house said to whoever did it, or why not; `late` where nobody knows yet."""

    said: tuple[Message, ...] = ()
    refused: Text | None = None
    late: bool = False


class Acts:
    """Hands acts to the lanes and waits for what comes of them."""

    def __init__(self, store: Store, lanes: Lanes, house: House, clock: Clock) -> None:
        """Acts are in the lane of whoever does them, between everything else they do."""
        self._store, self._lanes, self._house, self._clock = store, lanes, house, clock
        self._answers: dict[str, Answer] = {}
        self._waiting: Counter[str] = Counter()
        self._happened = asyncio.Event()
        self._again = False

    async def do(self, act: Act, nonce: str) -> Answer:
        """
        Do it, once for each `nonce` of this person: a form sent twice does nothing the second time.

        Both who sent it get the answer; whoever sends another's nonce gets nothing of theirs.
        """
        key = hashlib.sha256(f"{act.person_id}:{nonce}".encode()).hexdigest()
        happening = Happening(SOURCE, key, str(act.person_id), msgspec.json.encode(act))
        door = await open_door(self._house.keys, self._clock.now())
        self._waiting[key] += 1
        try:
            self._lanes.wake(await self._store.transact(lambda tx: door.take_in(tx, [happening])))
            async with asyncio.timeout(PATIENCE):
                await self._done(key)
            if self._again:
                self._again = False
                await self._lanes.look()
            return self._answers.get(key, Answer())
        except TimeoutError:
            return Answer(late=True)
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
                self._answers.pop(key, None)

    async def _done(self, key: str) -> None:
        while True:
            happened = self._happened
            state = await self._store.read(lambda tx: inbox.state_of(tx, SOURCE, key))
            if state != "new":
                return
            await happened.wait()

    def handled(self) -> None:
        """After each commit of the lanes: whoever waits looks again."""
        self._happened.set()
        self._happened = asyncio.Event()

    async def handle(self, tx: Tx, intake: Intake) -> None:
        """Within the transaction that marks it done."""
        act = msgspec.json.decode(intake.payload or b"", type=Act)
        turn = Turn(tx, self._clock.now(), random_id, self._house, code=draw())
        turn.caused_by = act.person_id
        who = await people.person(turn, act.person_id)
        refused: Text | None = None
        if who is None or not who.is_staff:
            # The role ended while the page was open.
            refused = Told("staff.refused").text
        else:
            try:
                await _carry_out(turn, who, act)
            except Told as told:
                refused = told.text
        self._again = self._again or turn.again
        said = tuple(
            one.message
            for one in turn.said
            if one.recipient_id == act.person_id and one.purpose in {"screen", "answer"}
        )
        if intake.external_id in self._waiting:
            self._answers[intake.external_id] = Answer(said, refused)


async def _carry_out(turn: Turn, who: Person, act: Act) -> None:
    match act.kind:
        case "press":
            await front.pressed(turn, who, act.data, Came())
        case "say":
            await front.said(turn, who, act.words, Came())
        case "write":
            await _write(turn, who, act)
        case "open":
            await _open(turn, who, act.resident_id)


async def _write(turn: Turn, who: Person, act: Act) -> None:
    try:
        words = cleaned(act.words)
    except Invalid:
        raise Told("came.empty") from None
    masked = mask_identity_numbers(words)
    if masked.count:
        raise Told("came.identity_number")
    await threads.write_to_resident(turn, who, act.resident_id, Words(text=words))


async def _open(turn: Turn, who: Person, resident_id: int) -> None:
    """What stands there is read now: its writer is told by whom, as from any other door."""
    try:
        await reading.open_thread(turn, who, resident_id)
    except reading.ReasonNeeded:
        return
