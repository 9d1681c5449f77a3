"""The HTTP client towards Telegram, over real connections."""

from __future__ import annotations

import asyncio
import socket
import traceback

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut
from telegram_standin import TOKEN, calling, cut_off, refuse, slow, standing

from bot.telegram.api import Api, Flood, message_ids
from bot.telegram.faults import Verdict, classify
from bot.telegram.request import AiohttpRequest, NotSent, Upload


def nobody() -> str:
    """An address on loopback where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/bot"


async def failing(api: Api) -> TelegramError:
    """What a call to somebody raises."""
    with pytest.raises(TelegramError) as caught:
        await api.call("sendMessage", {"chat_id": 1, "text": "hei"})
    return caught.value


async def test_the_librarys_bot_works_over_it() -> None:
    """python-telegram-bot's own Bot sends words and files through this client."""
    async with standing() as there:
        bot = Bot(
            TOKEN,
            base_url=there.base,
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
        )
        async with bot:
            sent = await bot.send_message(7, "Hei på deg")
            await bot.send_document(
                7, InputFile(b"BEGIN", filename="avtale.ics"), caption="Avtalen"
            )
    assert sent.message_id > 0
    assert there.methods() == ["getMe", "sendMessage", "sendDocument"]
    assert there.calls[1][1] == {"chat_id": 7, "text": "Hei på deg"}
    files = [value for value in there.calls[2][1].values() if isinstance(value, tuple)]
    assert [(name, content) for name, content, _ in files] == [("avtale.ics", b"BEGIN")]


async def test_our_short_way_sends_values_and_files() -> None:
    """`Api.call` sends JSON as it is, or a form where there are files, and gives the raw result."""
    async with standing() as there, calling(there.base) as api:
        markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "x"}]]}
        result = await api.call("sendMessage", {"chat_id": 7, "text": "Å", "reply_markup": markup})
        await api.call(
            "sendDocument",
            {"chat_id": 7, "document": "attach://a", "reply_markup": markup},
            {"a": Upload("a.ics", b"BEGIN", "text/calendar")},
        )
    assert message_ids(result)
    assert message_ids(b"true") == ()
    assert there.calls[0][1]["reply_markup"] == markup
    assert there.calls[1][1]["a"] == ("a.ics", b"BEGIN", "text/calendar")
    assert there.calls[1][1]["chat_id"] == "7"


@pytest.mark.parametrize(
    ("status", "words", "kind", "verdict"),
    [
        (400, "Bad Request: message is not modified", BadRequest, Verdict.UNCHANGED),
        (403, "Forbidden: bot was blocked by the user", Forbidden, Verdict.BLOCKED),
        (502, "Bad Gateway", NetworkError, Verdict.UNKNOWN),
        (401, "Unauthorized", TelegramError, Verdict.NOT_SENT),
        (413, "Request Entity Too Large", BadRequest, Verdict.REFUSED),
    ],
)
async def test_refusals_come_with_their_meaning(
    status: int, words: str, kind: type[TelegramError], verdict: Verdict
) -> None:
    """Each refusal is the library's error and has its verdict."""
    async with standing() as there, calling(there.base) as api:
        there.faults.append(refuse(status, words))
        error = await failing(api)
    assert isinstance(error, kind)
    assert classify(error).verdict is verdict


async def test_a_flood_says_how_long() -> None:
    """429 with `retry_after` is a Flood of so many seconds."""
    async with standing() as there, calling(there.base) as api:
        there.faults.append(refuse(429, "Too Many Requests: retry after 3", retry_after=3))
        error = await failing(api)
    assert isinstance(error, Flood)
    assert error.seconds == 3


async def test_refused_connections_are_surely_not_sent() -> None:
    """Where nobody listens, nothing was sent."""
    async with calling(nobody()) as api:
        error = await failing(api)
    assert classify(error).verdict is Verdict.NOT_SENT


async def test_a_full_pool_is_surely_not_sent() -> None:
    """Waiting in vain for a free connection sends nothing."""
    async with (
        standing() as there,
        AiohttpRequest(connections=1, connect=0.1, pool=0.1) as request,
    ):
        api = Api(request, there.base, TOKEN)
        there.faults.append(slow(1.0))
        first = asyncio.create_task(api.call("sendMessage", {"chat_id": 1, "text": "en"}))
        await there.called.wait()
        error = await failing(api)
        first.cancel()
    assert isinstance(error, TimedOut)
    assert classify(error).verdict is Verdict.NOT_SENT
    assert len(there.calls) == 1


async def test_late_and_lost_answers_are_unknown() -> None:
    """A late answer and a broken connection leave open what happened."""
    async with standing() as there, calling(there.base, read=0.2) as api:
        there.faults.append(slow(1.0))
        late = await failing(api)
        there.faults.append(cut_off)
        lost = await failing(api)
    assert isinstance(late, TimedOut)
    assert not isinstance(lost, TimedOut)
    assert [classify(error).verdict for error in (late, lost)] == [Verdict.UNKNOWN] * 2
    assert len(there.calls) == 2


async def test_no_error_holds_the_token() -> None:
    """Whatever fails, neither the error nor anything it hangs on to shows the address with the token."""
    async with standing() as there, calling(there.base, read=0.2) as api:
        there.faults.extend([slow(1.0), cut_off, refuse(404, "Not Found")])
        errors = [await failing(api) for _ in range(3)]
    async with calling(nobody()) as api:
        errors.append(await failing(api))
    async with calling("http://[broken/bot") as api:
        errors.append(await failing(api))
    errors.append(await failing(Api(AiohttpRequest(), nobody(), TOKEN)))
    for error in errors:
        shown = "".join(traceback.format_exception(error)) + repr(error) + repr(error.args)
        assert TOKEN not in shown
        assert error.__context__ is None or TOKEN not in repr(error.__context__)
    assert isinstance(errors[-1].__cause__, NotSent)
    assert TOKEN not in repr(Api(AiohttpRequest(), "http://x/bot", TOKEN))


async def test_one_bad_update_spoils_no_batch() -> None:
    """Updates come one by one as raw JSON; whatever is in them."""
    odd = b'{"update_id": 2, "message": {"date": "never", "chat": 7}}'
    async with standing() as there, calling(there.base) as api:
        there.push({"update_id": 1})
        there.push(odd)
        there.push({"update_id": 3})
        got = await api.updates(0, 0, ["message"])
    assert got == [b'{"update_id": 1}', odd, b'{"update_id": 3}']
