"""The environment, read once: every setting the program has, with its default and its rule."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "HJEMVEI_"
TELEGRAM = "https://api.telegram.org"
TOKEN_FORM = re.compile(r"\d{1,12}:[A-Za-z0-9_-]{16,64}")
DESK_PORT, LARGEST_PORT = 8400, 65535
LEVELS = ("debug", "info", "warning", "error")
KNOWN = (
    "TOKEN",
    "API_URL",
    "DATABASE_URL",
    "DATA",
    "PACK",
    "KEYS",
    "LIMITS",
    "LOG",
    "DESK",
    "DESK_PORT",
    "SMTP",
    "OIDC_ISSUER",
    "OIDC_CLIENT",
    "OIDC_SECRET",
    "MAIL_FROM",
    "PUSH",
)
# Read by the tests and the benchmark, not by the program.
OTHERS = ("REQUIRE_CHROMIUM", "BENCH_LAG")

Limits = Literal["telegram", "none"]


class SettingsError(Exception):
    """A setting that cannot be used: one sentence naming it, what was found and what is wanted."""


@dataclass(frozen=True, slots=True)
class Login:
    """The municipality's own login, by OpenID Connect; none without an issuer."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says; the token never shows when this is printed."""

    token: str = field(repr=False)
    api_url: str
    database_url: str
    data: Path
    pack: str
    keys: Path | None
    limits: Limits
    log: str
    desk: str = ""
    desk_port: int = 0
    smtp: str = field(default="", repr=False)
    mail_from: str = ""
    push: str = ""
    login: Login = field(default_factory=Login)


def is_loopback(url: str) -> bool:
    """Whether the address stays on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def hide(words: str) -> str:
    """The words without anything that looks like a token, whatever variable it was put into."""
    return TOKEN_FORM.sub("<a token>", words)


def read(
    environ: Mapping[str, str], *, needs_token: bool = True, needs_keys: bool = False
) -> Settings:
    """
    Settings from `HJEMVEI_…` variables.

    Raises SettingsError with one sentence for the first setting that cannot be used.
    """
    for name in environ:
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in {*KNOWN, *OTHERS}:
            raise SettingsError(
                f"{name} is no setting of Hjemvei; wanted: one of {', '.join(sorted(KNOWN))}."
            )

    def get(name: str, default: str = "") -> str:
        return environ.get(PREFIX + name, "").strip() or default

    data = _folder("DATA", get("DATA", "data"))
    keys = get("KEYS")
    if needs_keys and not keys:
        raise SettingsError(
            f"{PREFIX}KEYS holds nothing; wanted: the file with the master keys, "
            "which `main.py keys FILE` makes once."
        )
    api_url = _api_url(get("API_URL", TELEGRAM))
    return Settings(
        token=_token(get("TOKEN"), needed=needs_token),
        api_url=api_url,
        database_url=_database_url(get("DATABASE_URL", f"sqlite:///{data / 'hjemvei.db'}")),
        data=data,
        pack=get("PACK", "fjordvik"),
        keys=Path(keys) if keys else None,
        limits=_limits(get("LIMITS", "telegram"), api_url),
        log=_one_of("LOG", get("LOG", "info").lower(), LEVELS),
        desk=(desk := _desk(get("DESK"))),
        desk_port=_desk_port(get("DESK_PORT"), desk),
        smtp=(smtp := _smtp(get("SMTP"))),
        login=_login(get("OIDC_ISSUER"), get("OIDC_CLIENT"), get("OIDC_SECRET")),
        mail_from=_mail_from(get("MAIL_FROM"), needed=bool(smtp)),
        push=_push(get("PUSH")),
    )


def _token(found: str, *, needed: bool) -> str:
    if not found and not needed:
        return ""
    if not TOKEN_FORM.fullmatch(found):
        what = f"{len(found)} characters that are no bot token" if found else "nothing"
        raise SettingsError(
            f"{PREFIX}TOKEN holds {what}; wanted: the token from @BotFather, "
            "digits, a colon and letters."
        )
    return found


def _folder(name: str, found: str) -> Path:
    folder = Path(found)
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{PREFIX}{name} is «{found}», which is a file; wanted: a folder.")
    return folder


def _api_url(found: str) -> str:
    try:
        parts = urlsplit(found)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # brackets or a port that are none
        whole = False
    if not whole:
        raise SettingsError(
            f"{PREFIX}API_URL is «{found}»; wanted: {TELEGRAM} or http://127.0.0.1:PORT."
        )
    if parts.scheme == "http" and not is_loopback(found):
        raise SettingsError(
            f"{PREFIX}API_URL is «{found}»; wanted: https, "
            "since plain http is only for a Bot API on this machine."
        )
    return found.rstrip("/")


def _desk(found: str) -> str:
    """Where browsers find the desk; nothing where it is not served."""
    if not found:
        return ""
    try:
        parts = urlsplit(found)
        whole = parts.scheme in {"http", "https"} and parts.hostname and not parts.path.strip("/")
        _ = parts.port
    except ValueError:  # brackets or a port that are none
        whole = False
    if not whole or (parts.scheme == "http" and not is_loopback(found)):
        raise SettingsError(
            f"{PREFIX}DESK is «{found}»; wanted: the https address where staff find the desk, or "
            f"http://127.0.0.1:{DESK_PORT} on this machine."
        )
    return found.rstrip("/")


def _desk_port(found: str, desk: str) -> int:
    """Where it listens, on loopback: the port of an address on this machine, or what stands behind https."""
    if not found:
        own = urlsplit(desk).port if desk and is_loopback(desk) else None
        return own or DESK_PORT
    if not (found.isascii() and found.isdigit() and 0 < int(found) <= LARGEST_PORT):
        raise SettingsError(f"{PREFIX}DESK_PORT is «{found}»; wanted: a port, 1 to {LARGEST_PORT}.")
    return int(found)


def _login(issuer: str, client_id: str, secret: str) -> Login:
    """The municipality's login: all three settings, or none."""
    if not (issuer or client_id or secret):
        return Login()
    try:
        parts = urlsplit(issuer)
        whole = parts.hostname and (parts.scheme == "https" or is_loopback(issuer))
    except ValueError:  # brackets that are none
        whole = False
    if not whole:
        raise SettingsError(
            f"{PREFIX}OIDC_ISSUER is «{issuer}»; wanted: the https address of the municipality's login."
        )
    for name, found in (("OIDC_CLIENT", client_id), ("OIDC_SECRET", secret)):
        if not found:
            raise SettingsError(
                f"{PREFIX}{name} holds nothing; wanted: what the municipality's login gave us."
            )
    return Login(issuer.rstrip("/"), client_id, secret)


def _smtp(found: str) -> str:
    """The mail server; its address may hold a password and is never echoed."""
    try:
        parts = urlsplit(found)
        whole = parts.scheme in {"smtp", "smtps"} and parts.hostname
        _ = parts.port
    except ValueError:  # brackets or a port that are none
        whole = False
    if found and not whole:
        raise SettingsError(
            f"{PREFIX}SMTP names no mail server; wanted: smtps://USER:PASSWORD@HOST, or smtp://HOST."
        )
    return found


def _mail_from(found: str, *, needed: bool) -> str:
    if (needed or found) and ("@" not in found or any(mark.isspace() for mark in found)):
        raise SettingsError(
            f"{PREFIX}MAIL_FROM is «{found}»; wanted: the address that mail to staff comes from."
        )
    return found


def _push(found: str) -> str:
    """Whom push services may ask about what we send (RFC 8292, § 2.1)."""
    whole = found.startswith("https://") or (found.startswith("mailto:") and "@" in found)
    if found and (not whole or any(mark.isspace() for mark in found)):
        raise SettingsError(
            f"{PREFIX}PUSH is «{found}»; wanted: mailto:SOMEBODY@HERE, or an https address."
        )
    return found


def _database_url(found: str) -> str:
    if not found.startswith(("sqlite:///", "postgresql://")) or found == "sqlite:///":
        # Not echoed: a database address may hold a password.
        raise SettingsError(
            f"{PREFIX}DATABASE_URL names no file after sqlite:/// and no server after postgresql://; "
            "wanted: sqlite:///FILE or postgresql://USER@HOST/DATABASE."
        )
    return found


def _limits(found: str, api_url: str) -> Limits:
    limits = cast("Limits", _one_of("LIMITS", found, ("telegram", "none")))
    if limits == "none" and not is_loopback(api_url):
        raise SettingsError(
            f"{PREFIX}LIMITS is «none» while the Bot API is at {urlsplit(api_url).hostname}; "
            "wanted: «telegram», since «none» is only for a Bot API on this machine."
        )
    return limits


def _one_of(name: str, found: str, wanted: tuple[str, ...]) -> str:
    if found not in wanted:
        raise SettingsError(f"{PREFIX}{name} is «{found}»; wanted: {' or '.join(wanted)}.")
    return found
