"""`check` and `backup`: is everything there that the bot needs, and a copy of what it keeps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot import app, loading, pack, settings
from bot.clock import SystemClock
from bot.flow import DefinitionError
from bot.i18n import Texts
from bot.store import KeyRing, StoreError, to_us
from bot.store.backup import backup as copy
from bot.telegram.api import Api
from bot.telegram.request import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.settings import Settings

    Say = Callable[[str], None]


async def check(environ: Mapping[str, str], say: Say) -> int:
    """One line for settings, pack, flows, texts, keys, database and Bot API; 0 if all is well, else 1."""
    try:
        found = settings.read(environ)
    except settings.SettingsError as wrong:
        say(f"settings   {settings.hide(str(wrong))}")
        return 2
    say("settings   ok")
    results = [
        _pack(found, say),
        _flows(found, say),
        _texts(say),
        _keys(found, say),
        await _database(found, say),
        await _bot_api(found, say),
    ]
    return 0 if all(results) else 1


def _pack(found: Settings, say: Say) -> bool:
    try:
        loaded = pack.load(found.pack)
    except pack.PackError as wrong:
        say(f"pack       {wrong}")
        return False
    stale = pack.warnings(loaded, SystemClock().now().date())
    say(f"pack       ok: {loaded.municipality}")
    for line in stale:
        say(f"           look at this: {line}")
    return True


def _flows(found: Settings, say: Say) -> bool:
    try:
        flows = loading.load_flows()
        loading.check_flows(flows, pack.load(found.pack))
    except (DefinitionError, pack.PackError) as wrong:
        say(f"flows      {wrong}")
        return False
    say(f"flows      ok: {len(flows)}")
    return True


def _texts(say: Say) -> bool:
    try:
        texts = Texts(app.LOCALES, loading.all_words(loading.load_flows()))
    except DefinitionError:
        say("texts      not looked at: the flows come first")
        return False
    problems = texts.check()
    say(f"texts      {'ok' if not problems else f'{len(problems)} to look at'}")
    return True


def _keys(found: Settings, say: Say) -> bool:
    if found.keys is None:
        say(
            "keys       HJEMVEI_KEYS holds nothing; wanted: the file that `main.py keys FILE` makes"
        )
        return False
    try:
        KeyRing.load(found.keys)
    except StoreError as wrong:
        say(f"keys       {wrong}")
        return False
    say("keys       ok")
    return True


async def _database(found: Settings, say: Say) -> bool:
    try:
        store = await app.open_store(found, SystemClock().now(), migrate=False)
    except (StoreError, OSError) as wrong:
        say(f"database   {wrong}")
        return False
    try:
        todo = await store.pending()
    except StoreError as wrong:
        say(f"database   {wrong}")
        return False
    else:
        say(f"database   ok{f': {len(todo)} steps to take at start' if todo else ''}")
        return True
    finally:
        await store.close()


async def _bot_api(found: Settings, say: Say) -> bool:
    request = AiohttpRequest()
    await request.initialize()
    try:
        await Api(request, f"{found.api_url}/bot", found.token).call("getMe", {})
    except TelegramError as wrong:
        say(f"bot api    does not answer: {type(wrong).__name__}")
        return False
    finally:
        await request.shutdown()
    say("bot api    ok")
    return True


async def backup(found: Settings, folder: str, say: Say) -> None:
    """Write the copies; the data's without any key."""
    now = SystemClock().now()
    store = await app.open_store(found, now, migrate=False)
    try:
        copies = await copy(store, Path(folder), to_us(now))
    finally:
        await store.close()
    for one in copies:
        say(f"{one}")
    say(f"written {now.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC; keep the two apart")
