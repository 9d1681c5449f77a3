"""Nothing anybody typed, and no token, comes through the logs."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest
import structlog

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARIES = {"name": "Kanarifugl Gulnebb", "token": "123456:AAAA-kanari-token", "answer": "dyp sorg"}


def fail(error: Exception, cause: Exception | None) -> None:
    """Raise one error because of another."""
    raise error from cause


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Logging set up on a stream of its own, and put back afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("debug", stream)
    yield stream
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def test_only_listed_keys_come_through(out: io.StringIO) -> None:
    """A key that is not on the list is dropped, whatever it holds."""
    logs.get("bot.x").info("handled", id=7, ms=1.5, name=CANARIES["name"], text=CANARIES["answer"])
    line = json.loads(out.getvalue())
    assert line["event"] == "handled"
    assert line["id"] == 7
    assert set(line) == {"event", "id", "ms", "level", "logger", "timestamp"}


def test_an_exception_is_type_and_place(out: io.StringIO) -> None:
    """An exception's words are never logged; its type, its cause's type and its place are."""
    try:
        fail(ValueError(CANARIES["name"]), KeyError(CANARIES["token"]))
    except ValueError:
        logs.get("bot.x").exception("handler_failed")
    line = json.loads(out.getvalue())
    assert (line["error"], line["cause"]) == ("ValueError", "KeyError")
    assert line["place"].startswith("test_logs:")
    assert logs.canaries_in(out.getvalue(), CANARIES) == []


def test_libraries_say_who_and_where_but_not_what(out: io.StringIO) -> None:
    """A library's line keeps its logger and place and loses its words, at any level."""
    for name in (*logs.CAPPED, "some.other"):
        logger = logging.getLogger(name)
        logger.debug("bound %s", CANARIES["answer"])
        logger.info("POST /bot%s/getMe", CANARIES["token"])
        logger.error("whole update %s", CANARIES["name"])
        try:
            fail(RuntimeError(CANARIES["token"]), None)
        except RuntimeError:
            logger.exception(CANARIES["name"])
    assert logs.canaries_in(out.getvalue(), CANARIES) == []
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert all(line["event"] == "library" for line in lines)
    assert {line["logger"] for line in lines if line["level"] == "info"} == {"some.other"}


def test_the_canary_finder_finds() -> None:
    """The helper names each canary that shows, so that a test of ours can fail by it."""
    assert logs.canaries_in("… dyp sorg …", CANARIES) == ["answer"]


def test_long_or_odd_values_are_withheld(out: io.StringIO) -> None:
    """Even under a listed key, long numbers and anything but short plain words are withheld."""
    logs.get("bot.x").info(
        "x", reason=CANARIES["token"], kind="12345678", error="a\nb", step="ok_1"
    )
    line = json.loads(out.getvalue())
    assert [line[key] for key in ("reason", "kind", "error")] == ["(withheld)"] * 3
    assert line["step"] == "ok_1"


def test_an_uncaught_error_is_type_and_place(out: io.StringIO) -> None:
    """What nobody caught is told by type and place as well."""
    error = ValueError(CANARIES["name"])
    logs.uncaught(ValueError, error, None)
    line = json.loads(out.getvalue())
    assert (line["event"], line["error"], line["place"]) == ("uncaught", "ValueError", "?")
