"""The simulated world: people, their chats with the one bot, its updates and files. State only, no network."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from bot.clock import Clock, SystemClock
from bot.simulator import notifications
from bot.simulator.changes import Changes
from bot.simulator.errors import bad_request, forbidden
from bot.simulator.faults import Faults
from bot.simulator.files import Files
from bot.simulator.limits import Limits
from bot.simulator.model import Entry, Json, Person
from bot.simulator.stepping import Stepping

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable

TOKEN = "1000001:HJEMVEI-SIMULATOR"  # noqa: S105 - opens nothing but a simulator
DEFAULT_OFF = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
TYPING_SECONDS = 5.0
POLL_SECONDS = 15.0
"""How long after its last poll a bot is taken to be running."""
QUERY_SECONDS = 15.0
"""How long a press may be answered; Telegram tells no number, bots see «query is too old» after about this."""


class Simulator:
    """One bot's world. `clock` is moved by the simulator; a SystemClock may be shared with the bot."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        limits: bool = True,
        strict: bool = True,
        clock: Clock | None = None,
        name: str = "Hjemvei",
        username: str = "hjemvei_bot",
    ) -> None:
        """`limits` turns 429 for sending too often on, `strict` refuses parameters Telegram does not know."""
        self.token = token
        self.strict = strict
        self.clock = clock or SystemClock()
        self.changes = Changes()
        self.time = Stepping(self)
        self.limits = Limits(on=limits)
        self.query_seconds = QUERY_SECONDS
        head = token.split(":", 1)[0]
        self.bot: Json = {
            "id": int(head) if head.isdecimal() else 1000001,
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        # Other pages beside the phones: what each is called, and how one gets its address.
        self.links: dict[str, Callable[[], Awaitable[str]]] = {}
        self.poll: object | None = None
        self.last_poll = -POLL_SECONDS
        self.last_ids = {"message": 0, "update": 100_000_000, "other": 0, "person": 7_000_000}
        self.reset()

    def reset(self) -> None:
        """Forget people, messages, files, updates and faults; time and ids go on."""
        self.born = self.changes.bump("updates", "faults")
        self.faults = Faults()
        self.files = Files()
        self.profile: Json = {
            "commands": [],
            "description": "",
            "short_description": "",
            "menu": {},
        }
        self.people: dict[int, Person] = {}
        self.updates: deque[Json] = deque()
        self.replay: list[Json] = []
        self.allowed: frozenset[str] | None = None
        self.webhook: Json = {"url": ""}
        self.queries: dict[str, tuple[int, dt.datetime]] = {}
        self.calls: dict[str, int] = {}

    # Time

    def now(self) -> dt.datetime:
        """The simulated moment."""
        return self.clock.now()

    def unix(self) -> int:
        """The simulated moment in whole seconds since the epoch, as Telegram dates messages."""
        return int(self.clock.now().timestamp())

    # People

    def add(self, name: str, *, label: str = "", language: str = "nb", **more: Any) -> Person:
        """A new person, who has not written to the bot yet; `more` may hold id, last_name, username."""
        number = more.pop("id", None)
        if number is not None and number in self.people:
            raise ValueError("there is a person with this id already")
        while number is None or number in self.people:
            number = self._next("person")
        person = Person(id=number, first_name=name, label=label, language=language, **more)
        self.people[number] = person
        self.touch(person)
        return person

    def person(self, number: int) -> Person:
        """The person with this id; raises ApiError 400 «chat not found»."""
        person = self.people.get(number)
        if person is None:
            raise bad_request("chat not found")
        return person

    def chat(self, chat_id: int | str) -> Person:
        """Whom the bot means by chat_id; raises ApiError as Telegram for strangers and blocks."""
        try:
            number = int(chat_id)
        except ValueError:
            raise bad_request("chat not found") from None
        person = self.people.get(number)
        if person is None or not person.started:
            raise bad_request("chat not found")
        return person

    def reachable(self, chat_id: int | str) -> Person:
        """As `chat`, and the person has not blocked the bot; else ApiError 403."""
        person = self.chat(chat_id)
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        return person

    def touch(self, person: Person) -> int:
        """Something about the person changed."""
        person.rev = self.changes.bump(person.id)
        return person.rev

    # Messages

    def _next(self, what: str) -> int:
        self.last_ids[what] += 1
        return self.last_ids[what]

    def next_message_id(self) -> int:
        """A bot's private chats share one row of message ids."""
        return self._next("message")

    def next_id(self) -> int:
        """A number for files, queries and albums."""
        return self._next("other")

    def next_update_id(self) -> int:
        """The number of the next update."""
        return self._next("update")

    def post(self, person: Person, message: Json, *, by_bot: bool, silent: bool = False) -> Json:
        """Put a message into a chat, with its id, sender, chat and date; returns it as Telegram's Message."""
        whole: Json = {
            "message_id": self.next_message_id(),
            "from": self.bot if by_bot else person.user(),
            "chat": person.chat(),
            "date": self.unix(),
            **message,
        }
        entry = Entry(whole)
        person.entries[whole["message_id"]] = entry
        if by_bot:
            person.typing = ""
            self._notify(person, whole, silent=silent)
        else:
            person.started = True
            person.notifications.clear()
        entry.rev = self.touch(person)
        return whole

    def changed(self, person: Person, entry: Entry) -> None:
        """A message was edited, deleted or reacted to."""
        number = entry.message["message_id"]
        person.entries[number] = person.entries.pop(number)
        entry.rev = self.touch(person)

    def remove(self, person: Person, entry: Entry) -> None:
        """Take a message out of the chat, and off the lock screen."""
        entry.deleted = True
        number = entry.message["message_id"]
        person.notifications = [n for n in person.notifications if n["message_id"] != number]
        self.changed(person, entry)

    def entry(self, person: Person, message_id: int | None) -> Entry | None:
        """A message that is there and not deleted."""
        entry = person.entries.get(message_id) if message_id is not None else None
        return None if entry is None or entry.deleted else entry

    def _notify(self, person: Person, message: Json, *, silent: bool) -> None:
        person.notifications.append(
            {
                "title": self.bot["first_name"],
                "text": notifications.shown(message),
                "at": message["date"],
                "silent": silent,
                "count": len(person.notifications) + 1,
                "message_id": message["message_id"],
            }
        )

    def show_typing(self, person: Person, action: str) -> None:
        """«skriver …» for five seconds or until a message comes."""
        person.typing = action
        rev = self.touch(person)

        def stop() -> None:
            if person.typing and person.rev >= rev and not self.changes.closed:
                person.typing = ""
                self.touch(person)

        asyncio.get_running_loop().call_later(TYPING_SECONDS, stop)

    # Updates

    def update(self, kind: str, what: Json) -> int:
        """Queue an update of a kind («message», «callback_query» …); returns its update_id.

        As with Telegram, kinds not asked for are dropped when they happen, not when they are fetched.
        """
        number = self.next_update_id()
        wanted = kind not in DEFAULT_OFF if self.allowed is None else kind in self.allowed
        if wanted:
            self.updates.append({"update_id": number, kind: what})
            self.changes.wake("updates")
        return number

    def raw(self, update: Json) -> int:
        """Queue any update as it is; an update_id is given if it has none."""
        update = {"update_id": self.next_update_id(), **update}
        self.updates.append(update)
        self.changes.wake("updates")
        return int(update["update_id"])

    def query(self, person: Person) -> str:
        """A new callback query's id, which may be answered for QUERY_SECONDS of simulated time."""
        number = str(self.next_id() + (person.id << 20))
        self.queries[number] = (person.id, self.now())
        return number

    def polled(self) -> bool:
        """Whether the bot waits for updates, or did a moment ago."""
        return self.poll is not None or time.monotonic() - self.last_poll < POLL_SECONDS
