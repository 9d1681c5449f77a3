"""A kit for tests: people with phones, who read and press what the bot shows them.

    async with Phones(server.url) as phones:
        kari = await phones.add("Kari", label="Beboer")
        await kari.says("/start")
        await kari.reads("Hei", button="Bolig")
        await kari.presses("Bolig")
        screen = await kari.reads("Hvor bor du nå?")
        await phones.days(1)
        await kari.reads("Påminnelse")

Nothing here sleeps for luck. `reads` looks at what the bot wrote or changed since the phone's owner last did
something (or since time was moved, or `looks_away`), and waits for what is not there yet; when it does not come, the
test fails with what stands on the phone.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, Self

import aiohttp

if TYPE_CHECKING:
    from types import TracebackType

from bot.simulator.phone import Message, NotPossible, NotSeen, Phone, buttons, labels, text_of

__all__ = [
    "Message",
    "NotPossible",
    "NotSeen",
    "Phone",
    "Phones",
    "buttons",
    "labels",
    "text_of",
    "together",
]
PATIENCE = 10.0


class Phones:
    """All the phones of one simulator, its time and its faults."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        """`url` is the server's, without a path; `patience` is how many seconds one waits for a message."""
        self.url = url
        self.patience = patience
        self.all: list[Phone] = []
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=None),
        )
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, path: str, *, body: Any = None, query: Any = None) -> Any:
        """One call of the control API; raises NotPossible with its words for a refusal."""
        if self._session is None:
            raise RuntimeError("use `async with Phones(url) as phones`")
        async with self._session.request(
            method, f"{self.url}/sim{path}", json=body, params=query
        ) as response:
            answer = await response.json(content_type=None)
            if response.status >= 400:  # noqa: PLR2004 - an error
                raise NotPossible(answer.get("error", response.status))
            return answer

    async def add(self, name: str, **facts: Any) -> Phone:
        """A new person with a phone; `facts`: label, language, last_name, username, id."""
        person = await self.call("POST", "/people", body={"name": name, **facts})
        return self._phone(person)

    async def of(self, person_id: int) -> Phone:
        """The phone of somebody who is there already."""
        state = await self.state()
        return self._phone(next(p for p in state["people"] if p["id"] == person_id))

    def _phone(self, person: dict[str, Any]) -> Phone:
        phone = Phone(self, person["id"], person["name"], person["rev"])
        self.all.append(phone)
        return phone

    async def state(self) -> dict[str, Any]:
        """Everything, as the page gets it."""
        answer: dict[str, Any] = await self.call("GET", "/state")
        return answer

    async def settled(self, within: float = 20.0) -> None:
        """Wait until the bot has taken every update and, if it follows the clock, is idle; for «and nothing comes»."""
        answer = await self.call("POST", "/clock/settle", body={"timeout": within})
        if not answer["settled"]:
            raise NotSeen(f"the bot did not come to rest within {within} s")

    # Time

    async def now(self) -> dt.datetime:
        """The simulated moment."""
        return dt.datetime.fromisoformat((await self.call("GET", "/clock"))["now"])

    async def days(self, n: float = 1) -> dict[str, Any]:
        """«+1 dag»: step through every due instant."""
        return await self.forward(dt.timedelta(days=n))

    async def forward(self, by: dt.timedelta) -> dict[str, Any]:
        """Step through every due instant until `by` has passed."""
        return await self._advance("step", by)

    async def until(self, moment: dt.datetime) -> dict[str, Any]:
        """Step through every due instant until `moment`."""
        return await self._advance("step", moment - await self.now())

    async def outage(self, by: dt.timedelta) -> dict[str, Any]:
        """«Strømbrudd»: jump, and the bot gets nothing meanwhile."""
        return await self._advance("jump", by)

    async def next_due(self) -> dict[str, Any]:
        """«Neste påminnelse»: step to the next due instant; `moved` is 0 when there is none."""
        return await self._advance("next", dt.timedelta())

    async def _advance(
        self, mode: Literal["step", "jump", "next"], by: dt.timedelta
    ) -> dict[str, Any]:
        rev = (await self.call("GET", "/clock"))["rev"]
        for phone in self.all:
            phone.since = max(phone.since, rev)
        body = {"mode": mode, "seconds": max(0.0, by.total_seconds())}
        answer: dict[str, Any] = await self.call("POST", "/clock/advance", body=body)
        if not answer["settled"]:
            raise NotSeen("the bot did not come to rest while time moved")
        return answer

    # Faults

    async def fault(self, kind: str, method: str = "*", **more: Any) -> None:
        """Set a fault, see `bot/simulator/faults.py`; `more`: times, probability, seed, seconds, retry_after, chat_id."""
        await self.call("POST", "/faults", body={"kind": kind, "method": method, **more})

    async def mend(self) -> None:
        """Clear all faults."""
        await self.call("DELETE", "/faults")

    async def calls(self) -> dict[str, int]:
        """How often each Bot API method was called."""
        answer: dict[str, int] = await self.call("GET", "/calls")
        return answer


async def together(*doing: Any) -> list[Any]:
    """Let several people act at once: hand in `kari.says("hei")`, `ola.says("hallo")`."""
    return list(await asyncio.gather(*doing))
