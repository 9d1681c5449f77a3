"""What the program says of itself: one JSON line per event, with keys from a list and nothing anybody typed.

Whatever is not on the list does not come through, neither from us nor from a library: httpx logs the token, aiosqlite
bound values, python-telegram-bot whole updates (tried November 2026).
"""

from __future__ import annotations

import logging
import re
import sys
import sysconfig
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TextIO

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from types import TracebackType

CAPPED = (
    "httpx",
    "httpcore",
    "aiosqlite",
    "asyncpg",
    "telegram",
    "apscheduler",
    "aiohttp",
    "uvicorn.access",
    "asyncio",
)
# Every key that may stand in a line. Add one only if its value can never be a person's words, name, number or chat.
KEYS = frozenset(
    {
        "event", "level", "logger", "timestamp", "error", "place", "cause", "id", "kind", "flow", "step", "ms",
        "outcome", "reason", "source", "method", "purpose", "count", "tries", "state", "seconds", "status", "table",
        "version", "channel", "lane_count", "queue", "setting", "pack", "language", "backend", "port", "signal",
        "room", "task", "rows", "bytes", "day", "actor_role", "command", "hint",
    }
)  # fmt: skip
_PLAIN = re.compile(r"[\w .,:;/+()<>=%\[\]«»&!?'–-]{0,200}\Z")
_NUMBER = re.compile(r"\d{6,}")


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Set up structlog and the standard library's logging once; JSON unless `stream` is a terminal.

    `level` is debug, info, warning or error (`HJEMVEI_LOG`). Libraries stay at WARNING whatever it is.
    """
    out = stream or sys.stdout
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        type_and_place,
        allow_listed,
    ]
    pretty = structlog.dev.ConsoleRenderer(colors=False)
    last: Any = pretty if out.isatty() else structlog.processors.JSONRenderer(ensure_ascii=False)
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
            foreign_pre_chain=[without_words, *shared],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(number)
    for name in CAPPED:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def get(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module: `log = logs.get(__name__)`, then `log.info("sent", id=..., ms=...)`."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def place(error: BaseException) -> str:
    """Where an error came from: the innermost module and line of ours, never its words or values."""
    steps = list(_steps(error.__traceback__))
    name, line = next(
        (step for step in reversed(steps) if _ours(step[0])), (steps or [("?", 0)])[-1]
    )
    return f"{_short(name)}:{line}" if steps else "?"


def type_and_place(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
    """A processor: an exception becomes its type, its cause's type and its place."""
    info = event.pop("exc_info", None)
    event.pop("exception", None)
    event.pop("stack_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["place"] = place(error)
        if error.__cause__ is not None:
            event["cause"] = type(error.__cause__).__name__
    return event


def allow_listed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
    """A processor: keys off the list are dropped, values that are not short and plain are replaced."""
    for key in [key for key in event if key not in KEYS and not key.startswith("_")]:
        del event[key]
    for key, value in event.items():
        if (
            isinstance(value, bool | int | float)
            or value is None
            or key in {"timestamp", "_record"}
        ):
            continue
        if key.startswith("_"):
            continue
        words = value if isinstance(value, str) else type(value).__name__
        plain = _PLAIN.match(words) and not _NUMBER.search(words)
        event[key] = words if plain else "(withheld)"
    return event


def without_words(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
    """A processor for lines of libraries: who and where, not what; their words may hold anything."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord):
        event["event"] = "library"
        event["place"] = f"{_short(record.pathname)}:{record.lineno}"
        event["exc_info"] = record.exc_info
    return event


def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For `sys.excepthook`: what nobody caught is logged as type and place instead of with its words."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    get(__name__).critical("uncaught", exc_info=(kind, error, trace))


def canaries_in(text: str, canaries: Mapping[str, str]) -> list[str]:
    """The names of the canaries whose word shows in `text`; a test plants them and expects an empty list."""
    return [name for name, word in canaries.items() if word and word in text]


def _steps(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


# Every statement goes through these: who asked says more.
_THOROUGHFARES = tuple(
    f"bot/store/{name}.py" for name in ("database", "driver", "postgres", "sqlite")
)


def _ours(path: str) -> bool:
    folders = PurePath(path).parts
    library = "site-packages" in folders or path.startswith(sysconfig.get_path("stdlib"))
    return not library and not path.endswith(_THOROUGHFARES)


def _short(path: str) -> str:
    parts = PurePath(path).parts
    for root in ("bot", "flows", "site-packages"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return ".".join(parts[at + (root == "site-packages") :]).removesuffix(".py")
    return PurePath(path).stem
