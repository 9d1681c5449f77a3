"""`check`, `invite`, `backup`, `messages` and `flows`, as somebody at a terminal meets them."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

import main
from bot import app, checking, inviting, settings
from bot.pack.load import EXAMPLES
from bot.store import InUse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import House

LINES = ["settings", "pack", "flows", "texts", "keys", "database", "bot api"]


def environment(house: House, **other: str) -> dict[str, str]:
    """The settings of a running house, some of them changed."""
    return {
        "HJEMVEI_TOKEN": house.world.token,
        "HJEMVEI_API_URL": house.server.url,
        "HJEMVEI_DATA": str(house.folder),
        "HJEMVEI_KEYS": str(house.folder / "keys.json"),
        "HJEMVEI_LOG": "error",
    } | {f"HJEMVEI_{name}": value for name, value in other.items()}


async def checked(environ: dict[str, str]) -> tuple[int, dict[str, str]]:
    """The status of `check`, and its lines by what they are about."""
    said: list[str] = []
    status = await checking.check(environ, said.append)
    return status, {line[:10].strip(): line[10:].strip() for line in said if line[:10].strip()}


async def test_check_says_one_line_for_each_thing_and_what_is_wrong_with_it(
    house: House, tmp_path: Path
) -> None:
    """All is well: status 0. A broken pack, missing keys, a silent Bot API: status 1 and a sentence."""
    await house.stop()
    status, lines = await checked(environment(house))
    assert status == 0, lines
    assert list(lines) == LINES
    lines.pop("texts")  # a text without English is something to look at, and never stops anybody
    assert all(line.startswith("ok") for line in lines.values()), lines

    pack = tmp_path / "broken.toml"
    text = (EXAMPLES / "fjordvik.toml").read_text("utf-8")
    pack.write_text(text.replace("municipality =", "municipalty =", 1))
    status, lines = await checked(environment(house, PACK=str(pack)))
    assert status == 1
    assert "broken.toml" in lines["pack"]

    status, lines = await checked(environment(house, KEYS=str(tmp_path / "none.json")))
    assert status == 1
    assert "none.json cannot be read" in lines["keys"]
    status, lines = await checked(environment(house, KEYS=""))
    assert status == 1
    assert "HJEMVEI_KEYS holds nothing" in lines["keys"]

    status, lines = await checked(environment(house, API_URL="http://127.0.0.1:9"))
    assert status == 1
    assert lines["bot api"].startswith("does not answer")
    assert lines["database"].startswith("ok")

    status, lines = await checked(environment(house, TOKEN="nonsense"))  # noqa: S106  # opens nothing
    assert status == main.WRONG
    assert list(lines) == ["settings"]


async def test_check_points_at_numbers_that_nobody_has_looked_at_for_long(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number last checked in 2019 is a line to look at, and no reason not to start."""
    text = (EXAMPLES / "fjordvik.toml").read_text("utf-8")
    pack = tmp_path / "old.toml"
    pack.write_text(re.sub(r"checked = \d{4}-\d\d-\d\d", "checked = 2019-01-02", text, count=1))
    said: list[str] = []
    await house.stop()
    assert await checking.check(environment(house, PACK=str(pack)), said.append) == 0
    assert any("look at this" in line and "2019-01-02" in line for line in said)


async def test_an_invitation_is_a_link_and_a_picture_of_it_that_lets_one_person_in(
    house: House,
) -> None:
    """
    The printed link's code makes somebody a worker, once; a place's code lets many in, as nobody yet.

    Codes are made while the bot stands still, since one process at a time writes to a database.
    """
    said: list[str] = []
    here = settings.read(environment(house))
    with pytest.raises(InUse):
        await inviting.invite(here, inviting.Wish("worker", "Mari"), said.append)
    await house.stop()
    await inviting.invite(here, inviting.Wish("worker", "Mari"), said.append)
    link, lasts, *rows = said
    assert re.fullmatch(r"https://t\.me/hjemvei_bot\?start=[A-Za-z0-9_-]{22,64}", link)
    assert "once" in lasts
    assert len({len(row) for row in rows}) == 1
    assert len(rows) * 2 >= len(rows[0])  # two modules above each other in every character
    assert set("".join(rows)) <= set("█▀▄ ")

    places: list[str] = []
    await inviting.invite(here, inviting.Wish("worker", place="Natthjemmet"), places.append)
    await house.start()

    code = link.partition("start=")[2]
    mari = await house.phones.add("Mari")
    await mari.says(f"/start {code}")
    await mari.reads("Mari", "oppfølger")
    other = await house.phones.add("Other")
    await other.says(f"/start {code}")
    await other.reads("virker ikke")

    place = places[0].partition("start=")[2]
    for name in ("Per", "Pia"):
        phone = await house.phones.add(name)
        await phone.says(f"/start {place}")
        await phone.reads("Natthjemmet")


async def test_a_backup_is_two_files_and_the_data_holds_no_key(
    house: House, tmp_path: Path
) -> None:
    """`backup` writes the data and the keys apart, readable by their owner alone, while the bot runs."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("En hemmelighet")
    await house.settled()
    said: list[str] = []
    to = tmp_path / "copies"
    here = settings.read(environment(house, TOKEN=""), needs_token=False)
    await checking.backup(here, str(to), said.append)
    (data,), (keys,) = (to / "data").glob("*.db"), (to / "keys").glob("*.db")
    assert said[:2] == [str(data), str(keys)]
    assert {path.stat().st_mode & 0o777 for path in (data, keys)} == {0o600}
    with sqlite3.connect(keys) as connection:
        held = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        wrapped = [
            value
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            for row in connection.execute(f"SELECT * FROM {table}")
            for value in row
            if isinstance(value, bytes)
        ]
    connection.close()
    assert held
    assert wrapped
    whole = data.read_bytes()
    assert not any(value in whole for value in wrapped)
    assert b"En hemmelighet" not in whole


def test_flows_prints_every_conversation_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    """`flows` shows the questions in bokmål, as one would meet them."""
    assert main.main(["flows"]) == 0
    said = capsys.readouterr().out
    assert "Hvem er avtalen med?" in said
    assert "Har du et trygt sted å sove i natt?" in said


def test_the_catalogues_are_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`messages` makes a catalogue for a new language with every text in it."""
    (tmp_path / "se" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "se" / "LC_MESSAGES" / "hjemvei.po").write_text("")
    monkeypatch.setattr(app, "LOCALES", tmp_path)
    main.main(["messages"])
    capsys.readouterr()
    text = (tmp_path / "se" / "LC_MESSAGES" / "hjemvei.po").read_text("utf-8")
    assert 'msgctxt "menu.hello"' in text


def test_help_and_a_command_that_is_none_are_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` lists every command with a sentence; an unknown one is refused with status 2."""
    for words, status in ((["--help"], 0), (["fly"], main.WRONG), ([], main.WRONG)):
        with pytest.raises(SystemExit) as ended:
            main.main(words)
        assert ended.value.code == status
    assert "phones in a page" in capsys.readouterr().out


async def test_a_colleague_without_telegram_is_invited_to_the_desk(house: House) -> None:
    """`invite --desk` prints a link to the desk; without an address for one it says which setting is missing."""
    said: list[str] = []
    wish = inviting.Wish("worker", "Mari", desk=True)
    await house.stop()
    with pytest.raises(settings.SettingsError, match="HJEMVEI_DESK"):
        await inviting.invite(house.settings(), wish, said.append)
    house.more["HJEMVEI_DESK"] = "https://skrivebord.example"
    await inviting.invite(house.settings(), wish, said.append)
    assert re.fullmatch(r"https://skrivebord\.example/inn/[A-Za-z0-9_-]{20,}", said[0])
    assert said[1] == "Works once, for 24 hours."
