"""The control API: JSON over HTTP, with which the page and scripts play every person and move time.

| | |
|---|---|
| `GET /sim/state?since=N` | `{rev, whole, now, clock, people, faults, bot, links}`; with `since` only people and messages changed after revision N, unless `whole` says otherwise |
| `GET /sim/link/{n}` | on to the page that stands as the n-th in `links` |
| `GET /sim/events` | server-sent events: `{"rev": N}` at each change |
| `POST /sim/people` | `{name, label?, language?, id?, last_name?, username?}` → the person |
| `POST /sim/people/{id}/{act}` | the person does something: `text {text, reply_to?}`, `press {message_id?, data or label}`, `edit {message_id, text}`, `delete {message_id}`, `voice {seconds?}`, `photo {caption?}`, `video`, `album {count?}`, `document {name?}`, `sticker {emoji?}`, `location`, `contact`, `poll`, `dice`, `forward {text?}`, `react {message_id, emoji?}`, `block`, `unblock`, `lock`, `unlock`, `raw {update}` → `{rev, update_id, message?, query_id?}`; 409 with `{error}` for what a phone would not allow |
| `GET /sim/chat/{id}/wait?after=N&text=…&button=…&query=…&timeout=10` | waits for messages of the bot changed after revision N that hold `text` and have a button `button`, or for the answer to the press `query` → `{rev, messages, toast}`; empty when the time is out |
| `GET /sim/clock` | `{rev, revision, offset_seconds, target, now, moving, followed, next_due}` |
| `POST /sim/clock/advance` | `{seconds, mode: step, jump or next, timeout?}` → `{now, moved, steps, settled}` |
| `POST /sim/clock/settle` | `{timeout?}` → `{settled}` once the bot has taken everything and is idle |
| `POST /sim/clock/follow` | the bot's side: `{revision, next_due, idle}`, answered at the next revision |
| `GET /sim/faults` · `POST` · `DELETE` | list, set (`{kind, method?, times? or probability?, seed?, seconds?, retry_after?, chat_id?}`, see `faults.py`), clear |
| `GET /sim/calls` | how often each Bot API method was called |
| `GET /sim/file/{file_id}` | the bytes of a file, for the page |
| `POST /sim/limits` | `{on}` |
| `POST /sim/reset` | forget everything |

A person: `{id, name, label, language, blocked, locked, typing, toast, pinned, rev, messages, notifications}`;
a message: Telegram's fields with `rev`, and `deleted`, `reactions: [{type, emoji, by}]` where they apply; a
notification: `{title, text, at, silent, count, message_id}`. Times are ISO 8601, those in messages Unix seconds.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator import attachments, keyboards  # noqa: F401 - attachments registers acts
from bot.simulator.acts import ACTS, Impossible, perform
from bot.simulator.door import unless_gone
from bot.simulator.errors import ApiError

if TYPE_CHECKING:
    from bot.simulator.model import Entry, Json, Person
    from bot.simulator.world import Simulator

MAX_WAIT = 60.0


class JsonAnswer(Response):
    """JSON, encoded by msgspec."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return msgspec.json.encode(content)


Handler = Callable[["Simulator", Request], Awaitable[Any]]


async def _body(request: Request) -> Json:
    raw = await request.body()
    if not raw:
        return {}
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError):
        raise Impossible("the body is not JSON") from None
    if not isinstance(value, dict):
        raise Impossible("the body is not an object")
    return value


def _person(world: Simulator, request: Request) -> Person:
    return world.person(request.path_params["id"])


def person_state(person: Person, since: int) -> Json:
    """A person with the messages changed after `since`, in the order they were written."""
    entries = changed_entries(person, since)
    entries.sort(key=lambda e: e.message["message_id"])
    return {
        "id": person.id,
        "name": " ".join(part for part in (person.first_name, person.last_name) if part),
        "label": person.label,
        "language": person.language,
        "blocked": person.blocked,
        "locked": person.locked,
        "typing": bool(person.typing),
        "toast": person.toast,
        "pinned": person.pinned,
        "rev": person.rev,
        "messages": [e.seen() for e in entries],
        "notifications": person.notifications,
    }


def changed_entries(person: Person, since: int) -> list[Entry]:
    """Messages changed after `since`, the latest change first."""
    changed = []
    for entry in reversed(person.entries.values()):
        if entry.rev <= since:
            break
        changed.append(entry)
    return changed


async def state(world: Simulator, request: Request) -> Json:
    """See the module."""
    since = int(request.query_params.get("since") or 0)
    whole = since < world.born or since > world.changes.rev
    since = 0 if whole else since
    return {
        "rev": world.changes.rev,
        "whole": whole,
        "now": world.now().isoformat(),
        "clock": world.time.shown(),
        "people": [person_state(p, since) for p in world.people.values() if p.rev > since],
        "faults": [f.as_json() for f in world.faults.active],
        "bot": {"name": world.bot["first_name"], "username": world.bot["username"]},
        "links": list(world.links),
    }


async def link(world: Simulator, request: Request) -> Response:
    """On to another page, at the address it has right now."""
    for address in list(world.links.values())[request.path_params["n"] :]:
        return RedirectResponse(await address(), 303)
    raise Impossible("there is no such page")


async def events(world: Simulator, _request: Request) -> Response:
    """See the module."""

    async def stream() -> AsyncIterator[bytes]:
        rev = 0
        while not world.changes.closed:
            if world.changes.rev != rev:
                rev = world.changes.rev
                yield b'data: {"rev": %d}\n\n' % rev
            elif not await world.changes.wait(None, time.monotonic() + 15):
                yield b": here\n\n"

    headers = {"cache-control": "no-store"}
    return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)


async def add_person(world: Simulator, request: Request) -> Json:
    """See the module."""
    given = await _body(request)
    name = str(given.pop("name", "")).strip()
    known = {"label", "language", "id", "last_name", "username"}
    if not name or given.keys() - known:
        raise Impossible(f"a person needs a name, and may have {sorted(known)}")
    return person_state(world.add(name, **given), 0)


async def do(world: Simulator, request: Request) -> Json:
    """See the module."""
    name = request.path_params["act"]
    if name not in ACTS:
        raise ApiError(404, f"people cannot {name}; they can {', '.join(sorted(ACTS))}")
    return perform(world, _person(world, request), name, await _body(request))


async def wait(world: Simulator, request: Request) -> Json:
    """See the module."""
    person, asked = _person(world, request), request.query_params
    after = int(asked.get("after") or 0)
    until = time.monotonic() + min(float(asked.get("timeout") or 10), MAX_WAIT)
    texts, query = asked.getlist("text"), asked.get("query")
    while True:
        toast = person.toast
        found = [
            e.seen()
            for e in changed_entries(person, after)
            if e.from_bot and not e.deleted and _holds(e.message, texts, asked.get("button"))
        ]
        answered = query is not None and toast is not None and toast["query_id"] == query
        if (found and query is None) or answered:
            break
        if not await world.changes.wait(person.id, until):
            break
    found.sort(key=lambda m: -m["message_id"])
    return {"rev": world.changes.rev, "messages": found, "toast": toast if answered else None}


def _holds(message: Json, texts: list[str], button: str | None) -> bool:
    whole = message.get("text") or message.get("caption") or ""
    if not all(text in whole for text in texts):
        return False
    return button is None or any(b["text"] == button for b in keyboards.buttons(message))


async def clock(world: Simulator, _request: Request) -> Json:
    """See the module."""
    return world.time.shown() | {"rev": world.changes.rev}


async def follow(world: Simulator, request: Request) -> Json:
    """See the module."""
    report = await _body(request)
    answer: Json | None = await unless_gone(request.receive, world.time.follow(report))
    if answer is None:
        world.time.lose()
        return {}
    return answer


async def advance(world: Simulator, request: Request) -> Json:
    """See the module."""
    given = await _body(request)
    mode = given.get("mode", "step")
    if mode not in {"step", "jump", "next"}:
        raise Impossible("mode is step, jump or next")
    seconds, timeout = float(given.get("seconds") or 0), float(given.get("timeout") or 60)
    if seconds < 0:
        raise Impossible("time goes forward only")
    return await world.time.advance(mode, seconds, timeout)


async def settle(world: Simulator, request: Request) -> Json:
    """See the module."""
    timeout = float((await _body(request)).get("timeout") or 20)
    return {"settled": await world.time.settled(timeout)}


async def faults(world: Simulator, request: Request) -> list[Json]:
    """See the module."""
    if request.method == "POST":
        try:
            world.faults.add(**await _body(request))
        except (TypeError, ValueError) as e:
            raise Impossible(str(e)) from None
        world.changes.bump()
    elif request.method == "DELETE":
        world.faults.clear()
        world.changes.bump("faults")
    return [f.as_json() for f in world.faults.active]


async def calls(world: Simulator, _request: Request) -> Json:
    """See the module."""
    return dict(world.calls)


async def file(world: Simulator, request: Request) -> Response:
    """See the module."""
    stored = world.files.get(request.path_params["file_id"])
    kinds = {b"\x89PNG": "image/png", b"RIFF": "audio/wav"}
    return Response(stored.data, media_type=kinds.get(stored.data[:4], stored.mime))


async def limits(world: Simulator, request: Request) -> Json:
    """See the module."""
    world.limits.on = bool((await _body(request)).get("on"))
    return {"on": world.limits.on}


async def reset(world: Simulator, _request: Request) -> Json:
    """See the module."""
    world.reset()
    return {"rev": world.changes.rev}


def routes(world: Simulator) -> list[Route]:
    """The control API's routes for one world."""

    def route(path: str, handler: Handler, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                answer = await handler(world, request)
            except Impossible as e:
                return JsonAnswer({"error": str(e)}, 409)
            except ApiError as e:
                return JsonAnswer({"error": e.description}, 404)
            except (TypeError, ValueError):
                return JsonAnswer({"error": "a value is of the wrong type"}, 400)
            return answer if isinstance(answer, Response) else JsonAnswer(answer)

        return Route(path, endpoint, methods=list(methods or ("GET",)))

    return [
        route("/sim/state", state),
        route("/sim/events", events),
        route("/sim/link/{n:int}", link),
        route("/sim/people", add_person, "POST"),
        route("/sim/people/{id:int}/{act}", do, "POST"),
        route("/sim/chat/{id:int}/wait", wait),
        route("/sim/clock", clock),
        route("/sim/clock/follow", follow, "POST"),
        route("/sim/clock/advance", advance, "POST"),
        route("/sim/clock/settle", settle, "POST"),
        route("/sim/faults", faults, "GET", "POST", "DELETE"),
        route("/sim/calls", calls),
        route("/sim/file/{file_id}", file),
        route("/sim/limits", limits, "POST"),
        route("/sim/reset", reset, "POST"),
    ]
