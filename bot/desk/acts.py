"""What somebody does at the desk: taken into the inbox like everything that happens, handled once."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from bot.desk.carrying import carry_out
from bot.domain import people
from bot.domain.codes import draw
from bot.domain.errors import Told
from bot.domain.turn import Turn
from bot.lanes.intake import Happening, open_door
from bot.store import inbox, random_id

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.turn import House
    from bot.flow.message import Message, Text
    from bot.lanes.intake import Intake
    from bot.lanes.lanes import Lanes
    from bot.store import Store, Tx

SOURCE = "desk"
REFUSALS = 500  # so many are remembered, the latest
PATIENCE = 10.0  # seconds; then the page says that it takes longer than usual

Kind = Literal["press", "say", "write", "open", "change", "react", "again", "delete", "invitation"]


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One thing: a button's data pressed, words said to a question, words to a resident, a person opened,
    what was read of an invitation (as JSON in `words`).

    `message_id` is the message of the thread that is answered, changed or reacted to, `quote` the
    part of it that was chosen, `files` what was kept to go along. `seen` is when the newest message was written that the writer saw.
    """

    kind: Kind
    person_id: int
    data: str = ""
    words: str = ""
    resident_id: int = 0
    message_id: int = 0
    quote: str = ""
    seen: int = 0
    files: tuple[int, ...] = ()


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
        self._refused: dict[str, Answer] = {}

    async def do(self, act: Act, nonce: str) -> Answer:
        """
        Do it, once for each `nonce` of this person: a form sent twice does nothing the second time.
        What was refused is refused again, not taken for done.

        Both who sent it get the answer; whoever sends another's nonce gets nothing of theirs.
        """
        # Other words are another message, whatever number their form has.
        same = msgspec.json.encode((act.person_id, nonce, act.kind, act.data, act.words))
        key = hashlib.sha256(same).hexdigest()
        if key in self._refused:
            return self._refused[key]
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
        except TimeoutError:
            return Answer(late=True)
        else:
            return self._came_of(key)
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
                self._answers.pop(key, None)

    def _came_of(self, key: str) -> Answer:
        answer = self._answers.get(key, Answer())
        if answer.refused is not None:
            self._refused[key] = Answer(refused=answer.refused)
            if len(self._refused) > REFUSALS:
                del self._refused[next(iter(self._refused))]
        return answer

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
                await carry_out(turn, who, act)
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
