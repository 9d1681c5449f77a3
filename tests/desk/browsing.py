"""A browser without script, for the tests of the desk: it follows links, fills forms, keeps cookies."""

from __future__ import annotations

import html
import re
import secrets
import socket
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from bot.domain.at_desk import signing_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.turn import Turn
    from tests.conftest import House


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass
class Form:
    """A form as it stands on a page: where it goes, what it holds, and the words on its button."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    label: str = ""
    button: tuple[str, str] | None = None


class _Reader(HTMLParser):
    """Text, forms and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self._form: Form | None = None
        self._link = ""
        self._where: list[str] = []
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self._where.append(tag)
        if tag == "form":
            self._form = Form(has.get("action", ""))
            self.forms.append(self._form)
        elif tag == "input" and self._form is not None:
            self._form.fields[has["name"]] = has.get("value", "")
        elif tag == "textarea" and self._form is not None:
            self._area = has["name"]
            self._form.fields[self._area] = ""
        elif tag == "button" and self._form is not None and has.get("name"):
            self._form.button = (has["name"], has.get("value", ""))
        elif tag == "a":
            self._link = has.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "a":
            self._link = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if self._form is not None and self._area:
            self._form.fields[self._area] += data
        if not words:
            return
        self.words.append(words)
        if self._link:
            self.links[words] = self._link
        elif self._form is not None and "button" in self._where[-1:]:
            self._form.label = words


class Page:
    """What came back: status, words, forms, links."""

    def __init__(self, status: int, url: str, text: str, headers: Mapping[str, str]) -> None:
        """Read it."""
        reader = _Reader()
        reader.feed(text)
        self.status, self.url, self.raw, self.headers = status, url, text, headers
        self.words = html.unescape(" ".join(reader.words))
        self.forms, self.links = reader.forms, reader.links

    def form(self, label: str) -> Form:
        """The form whose button says so."""
        found = [one for one in self.forms if one.label == label]
        assert found, f"no «{label}» among {[one.label for one in self.forms]} in «{self.words}»"
        return found[0]

    def says(self, words: str) -> None:
        """It says so, somewhere."""
        assert words in self.words, f"«{words}» is not in «{self.words}»"


class Browser:
    """Somebody's browser at the desk."""

    def __init__(self, house: House, url: str) -> None:
        """At the address of the desk."""
        self.house, self.url = house, url
        self.page = Page(0, "", "", {})
        self._http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def __aenter__(self) -> Self:
        """Open."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self._http.close()

    async def ask(self, method: str, path: str, **more: Any) -> Page:
        """One request, redirects followed."""
        url = path if path.startswith("http") else self.url + path
        async with self._http.request(method, url, **more) as answer:
            self.page = Page(
                answer.status, str(answer.url), await answer.text(), dict(answer.headers)
            )
        return self.page

    async def goes(self, path: str) -> Page:
        """To an address."""
        return await self.ask("GET", path)

    async def follows(self, label: str) -> Page:
        """A link."""
        found = [to for words, to in self.page.links.items() if label in words]
        assert found, f"no «{label}» among {list(self.page.links)}"
        return await self.goes(found[0])

    async def sends(self, form: Form, *, origin: str | None = "", **fields: str) -> Page:
        """A form, as a browser would: with where it comes from."""
        data = form.fields | fields
        if form.button is not None:
            data[form.button[0]] = form.button[1]
        headers = {} if origin is None else {"Origin": origin or self.url}
        action = form.action or re.sub(r"^https?://[^/]+", "", self.page.url)
        return await self.ask("POST", action, data=data, headers=headers)

    async def presses(self, label: str, **fields: str) -> Page:
        """The button of a form that stands on the page."""
        return await self.sends(self.page.form(label), **fields)

    async def comes_in(self, name: str, role: str) -> int:
        """By a link, as a colleague who has no other door; their id."""
        found = await self.house.turn(lambda turn: signing_in.new_colleague(turn, name, role))
        assert isinstance(found, int)
        await self.comes_in_as(found)
        return found

    async def comes_in_as(self, person_id: int) -> None:
        """As somebody who works here already, by a new link."""
        code = secrets.token_urlsafe(20)

        async def begin(turn: Turn) -> None:
            await signing_in.make_link(turn, person_id, code)

        await self.house.turn(begin)
        await self.goes(f"/inn/{code}")
        await self.presses("Logg inn")
        assert self.page.status == 200
