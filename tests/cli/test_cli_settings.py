"""Settings: each wrong one is refused in one sentence that says what to do; the token shows nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import main
from bot import settings

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105  # invented
GOOD = {"HJEMVEI_TOKEN": TOKEN, "HJEMVEI_KEYS": "keys.json"}


def refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **given: str
) -> str:
    """What `main.py run` says with these settings; it ends with status 2 before it reaches any network."""
    for name in list(os.environ):
        if name.startswith("HJEMVEI_"):
            monkeypatch.delenv(name)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert main.main(["run"]) == main.WRONG
    out, err = capsys.readouterr()
    assert out == ""
    return err


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("TOKEN", "", "the token from @BotFather"),
        ("TOKEN", "hunter2", "the token from @BotFather"),
        ("KEYS", "", "the file with the master keys"),
        ("API_URL", "api.telegram.org", "https://api.telegram.org"),
        ("API_URL", "http://[", "https://api.telegram.org"),
        ("API_URL", "http://127.0.0.1:door", "https://api.telegram.org"),
        ("API_URL", "http://example.org", "https"),
        ("DATABASE_URL", "mysql://root:hemmelig@db/x", "sqlite:///FILE or postgresql://"),
        ("DATABASE_URL", "sqlite:///", "sqlite:///FILE or postgresql://"),
        ("LIMITS", "some", "telegram or none"),
        ("LIMITS", "none", "«telegram»"),
        ("DESK", "http://desk.example", "https"),
        ("DESK", "https://desk.example/path", "https"),
        ("DESK", "skrivebord", "https"),
        ("DESK_PORT", "door", "a port"),
        ("SMTP", "mail.example", "smtps://"),
        ("OIDC_ISSUER", "http://login.example", "https"),
        ("OIDC_ISSUER", "login", "https"),
        ("MAIL_FROM", "Hjemvei", "the address"),
        ("DESK_PORT", "70000", "a port"),
        ("LOG", "loud", "debug or info or warning or error"),
        ("DATA", __file__, "a folder"),
        ("DATABSE_URL", "sqlite:///x.db", "one of API_URL, DATA"),
    ],
)
def test_a_wrong_setting_is_one_sentence_and_status_two(
    name: str,
    value: str,
    wanted: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The sentence names the variable, what was found and what is wanted; there is no traceback."""
    said = refused(monkeypatch, capsys, **(GOOD | {f"HJEMVEI_{name}": value}))
    assert said.startswith(f"HJEMVEI_{name}")
    assert "wanted: " in said
    assert wanted in said
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said


def test_neither_a_token_nor_a_password_is_ever_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A half token, a database's password and a token put into the wrong variable stay unsaid."""
    assert "hunter2" not in refused(monkeypatch, capsys, **GOOD | {"HJEMVEI_TOKEN": "hunter2"})
    wrong = GOOD | {"HJEMVEI_DATABASE_URL": "mysql://root:hemmelig@db/x"}
    assert "hemmelig" not in refused(monkeypatch, capsys, **wrong)
    for name in ("LIMITS", "LOG", "API_URL"):
        said = refused(monkeypatch, capsys, **GOOD | {f"HJEMVEI_{name}": TOKEN})
        assert TOKEN.split(":")[1] not in said
    assert TOKEN not in repr(settings.read(GOOD))


def test_a_pack_that_is_not_there_and_keys_that_are_open_to_all_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a setting points to is looked at before anything starts, and named when it is wrong."""
    missing = GOOD | {"HJEMVEI_KEYS": str(tmp_path / "no.json")}
    said = refused(monkeypatch, capsys, **missing)
    assert said.startswith("HJEMVEI_KEYS: ")
    assert "no.json cannot be read" in said
    keys = tmp_path / "keys.json"
    assert main.main(["keys", str(keys)]) == 0
    capsys.readouterr()
    assert keys.stat().st_mode & 0o777 == 0o600
    no_pack = GOOD | {"HJEMVEI_KEYS": str(keys), "HJEMVEI_PACK": "atlantis"}
    said = refused(monkeypatch, capsys, **no_pack)
    assert said.startswith("HJEMVEI_PACK: atlantis")
    assert "fjordvik, lillevik" in said
    keys.chmod(0o644)
    assert "chmod 600" in refused(monkeypatch, capsys, **GOOD | {"HJEMVEI_KEYS": str(keys)})


def test_a_key_file_is_made_once_and_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`keys` where a key file is already leaves it as it is, and says so with status 2."""
    keys = tmp_path / "keys.json"
    assert main.main(["keys", str(keys)]) == 0
    before = keys.read_bytes()
    assert main.main(["keys", str(keys)]) == main.WRONG
    assert keys.read_bytes() == before
    assert "never overwritten" in capsys.readouterr().err


def test_what_is_not_set_has_its_default() -> None:
    """Telegram's own address and limits, Fjordvik, and a database within the data folder."""
    found = settings.read({"HJEMVEI_TOKEN": TOKEN, "HJEMVEI_DATA": "elsewhere"})
    assert found.api_url == "https://api.telegram.org"
    assert found.database_url == "sqlite:///elsewhere/hjemvei.db"
    assert (found.pack, found.limits, found.log) == ("fjordvik", "telegram", "info")
    assert settings.read({"HJEMVEI_TOKEN": TOKEN}).data == Path("data")


def test_without_limits_only_on_this_machine() -> None:
    """`none` is taken for a Bot API on loopback, by name or by number."""
    for host in ("127.0.0.1:8081", "localhost:8081", "[::1]:8081"):
        here = GOOD | {"HJEMVEI_LIMITS": "none", "HJEMVEI_API_URL": f"http://{host}"}
        assert settings.read(here).limits == "none"
