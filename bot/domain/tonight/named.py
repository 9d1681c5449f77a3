"""What the flow about tonight may name: who reads it now, who owns it, where one can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.texts import t
from bot.flow.message import Moment, Text, verbatim
from bot.pack import posts_at, tonight_next_read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def _tonight_reading(turn: Turn, who: Person) -> Text | str:
    pack = turn.house.pack
    posts = posts_at(pack, turn.now)
    if posts:
        name = posts[0].name.in_language(who.language)
        return t("tonight.reading", who=name)
    until = tonight_next_read(pack, turn.now)
    phone = pack.tonight.nobody_phone.number
    if until is None:
        return t("tonight.exhausted", phone=phone)
    return t("tonight.nobody", until=Moment(until), phone=phone)


async def _tonight_owner(turn: Turn, who: Person) -> Text | str:
    tonight = turn.house.pack.tonight
    post = next((one for one in tonight.posts if one.id == tonight.nav_post), None)
    return verbatim(post.name.in_language(who.language)) if post else turn.house.team


async def _tonight_places(turn: Turn, who: Person) -> Text | str:
    pack = turn.house.pack
    language = who.language
    shown = [
        f"{place.name.in_language(language)}, {place.address}. "
        f"{place.for_whom.in_language(language)} {place.phone.number}, "
        f"{turn.house.hours(place.phone.hours, language)}"
        for place in pack.acute_places
    ] or [f"{pack.tonight.place.in_language(language)}, {pack.tonight.address}"]
    return "\n".join(shown)


VALUES: dict[str, Callable[[Turn, Person], Awaitable[Text | str]]] = {
    "tonight_reading": _tonight_reading,
    "tonight_owner": _tonight_owner,
    "tonight_places": _tonight_places,
}
