"""Templates, and the words in them: everything that is shown is escaped, nothing is fetched from elsewhere."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from starlette.responses import HTMLResponse

from bot.desk.looks import dressed
from bot.desk.units_view import rooms_of
from bot.domain.relay.content import snippet, what
from bot.domain.texts import t
from bot.flow.message import Moment, verbatim
from bot.rules.paper import page_of

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.domain.relay.room import Line
    from bot.flow.message import Button, Message, Paper, Text
    from bot.i18n import Texts

HERE = Path(__file__).parent


class Drawing:
    """Pages in the reader's language."""

    def __init__(self, texts: Texts, zone: ZoneInfo, version: str) -> None:
        """`version` goes into the addresses of style and script, so that a new one is fetched."""
        self._texts, self._zone, self._version = texts, zone, version
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, name: str, language: str, status: int = 200, **values: Any) -> HTMLResponse:
        """One page; in it `say(text)` shows a Text, `_(key, …)` the house's words, `nonce()` makes a form's own."""

        def say(text: Text) -> str:
            return self._texts.say(text, language, self._zone)

        def words(key: str, **given: Any) -> str:
            return say(t(key, **given))

        def when(at: dt.datetime, form: str = "full") -> str:
            return words("desk.when", at=Moment(at, form))  # type: ignore[arg-type]  # a form of Moment

        def file(paper: Paper) -> str:
            # In the page itself: it is stored nowhere, and gone when the page is.
            data = base64.b64encode(page_of(paper, say).encode()).decode()
            return f"data:text/html;base64,{data}"

        drawn = self._templates.get_template(name).render(
            say=say,
            _=words,
            when=when,
            file=file,
            text=t,
            moment=Moment,
            nonce=lambda: secrets.token_urlsafe(16),
            language=language,
            version=self._version,
            pressable=pressable,
            dressed=dressed,
            rooms_of=rooms_of,
            quoted=quoted,
            facts=lambda media: dict(media.facts),
            **values,
        )
        return HTMLResponse(drawn, status)


def quoted(line: Line, quote: str) -> Text:
    """What of a message is answered, in a few words."""
    return verbatim(snippet(quote)) if quote else what(line.words)


def pressable(message: Message) -> list[list[Button]]:
    """The buttons of a message that come back to us, or lead somewhere."""
    return [[one for one in row if one.data or one.url or one.copy] for row in message.rows]
