"""The command line: demo · run · check · keys · invite · revoke · backup · figures · messages · flows."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot import logs, settings
from bot.flow import DefinitionError
from bot.pack import PackError
from bot.store import KeyRing, KeyRingError, SchemaError, StoreError
from bot.telegram.receive import SecondPoller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WRONG = 2


def demo(given: argparse.Namespace) -> int:
    """Everything on this machine: phones in a page, a moving clock, people already linked."""
    from bot import demo as show  # noqa: PLC0415 -- the simulator is loaded for the demo alone

    asyncio.run(show.run(os.environ, keep=given.keep, port=given.port))
    return 0


def run(_: argparse.Namespace) -> int:
    """The bot, with the settings from the environment."""
    from bot import app  # noqa: PLC0415 -- so that `messages` and `--help` start at once

    asyncio.run(app.run(_settings()))
    return 0


def check(_: argparse.Namespace) -> int:
    """Look at everything the bot needs: one line each; exit status 0 only if all is well."""
    from bot import checking  # noqa: PLC0415 -- as in run

    return asyncio.run(checking.check(os.environ, print))


def keys(given: argparse.Namespace) -> int:
    """Make the file with the master keys, once; keep a copy of it apart from every other copy."""
    KeyRing.create(given.file)
    print(f"{given.file} is made, and only you can read it. Without it nothing can be read again.")
    return 0


def invite(given: argparse.Namespace) -> int:
    """Print a code for one person: link and QR; works once, for 72 hours."""
    from bot import inviting  # noqa: PLC0415 -- as in run

    wish = inviting.Wish(given.role, given.name, given.place, given.desk)
    asyncio.run(inviting.invite(_settings(), wish, print))
    return 0


def revoke(given: argparse.Namespace) -> int:
    """Let the codes of a place lead nowhere any more."""
    from bot import inviting  # noqa: PLC0415 -- as in run

    asyncio.run(inviting.revoke(_settings(), given.place, print))
    return 0


def backup(given: argparse.Namespace) -> int:
    """One copy of the data without its keys, and one of the keys, apart from each other."""
    from bot import checking  # noqa: PLC0415 -- as in run

    asyncio.run(checking.backup(_settings(needs_token=False), given.folder, print))
    return 0


def figures(given: argparse.Namespace) -> int:
    """What reminders do, with intervals; never of fewer than five people."""
    from bot import counting  # noqa: PLC0415 -- as in run

    asyncio.run(counting.count(_settings(needs_token=False), given.days, print))
    return 0


def messages(_: argparse.Namespace) -> int:
    """Collect every text, and bring the catalogues in locales/ up to date."""
    from bot import app, i18n, loading  # noqa: PLC0415 -- as in run

    problems = i18n.update(app.LOCALES, loading.all_words(loading.load_flows()))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def flows(_: argparse.Namespace) -> int:
    """Print every flow as a resident would read it."""
    from bot import loading  # noqa: PLC0415 -- as in run
    from bot.flow.book import walk  # noqa: PLC0415 -- as in run

    for definition in loading.load_flows().values():
        print(walk(definition))
        print()
    return 0


def _settings(*, needs_token: bool = True) -> settings.Settings:
    found = settings.read(os.environ, needs_token=needs_token, needs_keys=True)
    if found.keys is not None:
        KeyRing.load(found.keys)  # before anything is asked of a network
    logs.configure(found.log)
    return found


def options() -> argparse.ArgumentParser:
    """The commands and what they take."""
    parser = argparse.ArgumentParser("main.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        about = (does.__doc__ or "").split("\n")[0]
        one = commands.add_parser(name, help=about, description=about)
        one.set_defaults(does=does)
        return one

    show = command("demo", demo)
    show.add_argument("--keep", action="store_true", help="go on where the last demo ended")
    show.add_argument("--port", type=int, default=8300, help="where the page is (default 8300)")
    command("run", run)
    command("check", check)
    command("keys", keys).add_argument("file", type=Path, help="a file that is not there yet")
    code = command("invite", invite)
    code.add_argument(
        "--role",
        default="worker",
        choices=[
            "worker",
            "stand_in",
            "duty",
            "coordinator",
            "case_officer",
            "housing_office",
            "caretaker",
            "consultant",
            "administrator",
        ],
    )
    code.add_argument("--name", default="", help="what residents will call them")
    code.add_argument("--place", default="", help="a place's code for a poster instead: its name")
    code.add_argument("--desk", action="store_true", help="for one who works at the desk")
    command("revoke", revoke).add_argument("place", help="the name it was given with --place")
    command("backup", backup).add_argument("folder", help="where to put the copies")
    command("figures", figures).add_argument(
        "--days", type=int, default=90, help="how far back (default 90)"
    )
    command("messages", messages)
    command("flows", flows)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Do what was asked; 2 and one sentence for what cannot be."""
    given = options().parse_args(words)
    try:
        return int(given.does(given))
    except PackError as wrong:
        return _refuse(f"HJEMVEI_PACK: {wrong}")
    except KeyRingError as wrong:
        return _refuse(f"HJEMVEI_KEYS: {wrong}" if given.command != "keys" else f"{wrong}")
    except (
        settings.SettingsError,
        DefinitionError,
        SchemaError,
        StoreError,
        SecondPoller,
    ) as wrong:
        return _refuse(str(wrong))
    except TelegramError as wrong:
        # Not its own words: a rejected token stands in them.
        return _refuse(
            f"HJEMVEI_API_URL: the Bot API there does not answer as it should "
            f"({type(wrong).__name__}); wanted: its address, and a token it knows in HJEMVEI_TOKEN."
        )
    except OSError as wrong:
        where = f"{wrong.filename}: " if wrong.filename else ""
        return _refuse(f"{where}{wrong.strerror or type(wrong).__name__}.")
    except KeyboardInterrupt:
        return 0


def _refuse(sentence: str) -> int:
    print(settings.hide(sentence), file=sys.stderr)
    return WRONG


if __name__ == "__main__":
    sys.exit(main())
