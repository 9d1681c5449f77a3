"""Small invented flows, and a world for them."""

from __future__ import annotations

import datetime as dt

from bot.flow import (
    Choice,
    Flow,
    World,
    back,
    date,
    end,
    from_source,
    goto,
    info,
    link,
    many_of,
    maybe,
    number,
    one_of,
    photo_or_voice,
    summary,
    text,
    world_is,
    yes_no,
)
from bot.flow.message import verbatim

SUNDAY = dt.date(2026, 11, 22)

WORLD = World(
    now=dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC),
    today=SUNDAY,
    values={"municipality": "Fjordvik", "page": "https://example.org/rett"},
    sources={
        "areas": [
            Choice(f"a{number}", verbatim(name))
            for number, name in enumerate(
                ["Sentrum", "Havna", "Åsen", "Elvebakken", "Moen", "Vika", "Sletta"]
            )
        ]
    },
    facts={"on_duty": True},
)


class Move(Flow, id="move", version=2):
    """Finne et sted. Alle slags spørsmål, med veier som deler seg."""

    migrations = {1: lambda old: {**old, "people": old.pop("adults", None)}}  # noqa: RUF012 - a flow's class body is its declaration

    name = text("Hva skal vi kalle deg?", max=40, optional=True)
    safe = yes_no("Har du et trygt sted å sove i natt?", unknown=True, sends="safety")
    tonight = goto("tonight", when=safe.is_not("yes"), then=back)
    now = one_of(
        "Hvor bor du nå?",
        {
            "own": "I egen bolig",
            "friends": "Hos noen jeg kjenner",
            "family": "Hos familie",
            "shelter": "På et natthjem",
            "hospital": "På sykehus",
            "hotel": "På hotell",
            "none": "Jeg har ikke noe sted",
        },
        why="Vi spør for å vite hvor mye det haster i {municipality}.",
    )
    people = number("Hvor mange skal bo der?", min=1, max=12, help="Tell med deg selv.")
    children = yes_no("Er noen av dem under 18 år?", when=people.at_least(2), unknown=True)
    ages = text("Hvor gamle er barna?", when=children.is_("yes"), private=True, voice=True, max=200)
    area = many_of(
        "Hvor vil du helst bo?", from_source("areas"), up_to=2, none="Det er ikke så viktig"
    )
    day = date(
        "Når vil du flytte?",
        earliest="today",
        latest="+1y",
        suggest=("today", "tomorrow"),
        optional=True,
        unknown=True,
    )
    pic = photo_or_voice("Vis oss hvor du bor.", when=now.is_("own", "friends"), optional=True)
    duty = info("Noen er på vakt.", when=world_is("on_duty") & ~now.is_("own"))
    rights = info(
        "Barn har egne rettigheter.",
        button="Greit",
        when=maybe(children.is_("yes")),
        links={"read": link("Les mer", "{page}")},
    )
    done = summary("Stemmer dette?", sends="application", enough=("safe", "now"))


class Brief(Flow, id="brief", version=1, title="Kort"):
    """Uten oppsummering, og med en vei ut."""

    how = one_of("Hvordan går det?", {"fine": "Fint", "bad": "Ikke så bra"}, sends="mood")
    leave = goto("tonight", when=how.is_("bad"), then=end)
    more = text("Vil du si mer?", voice=True, optional=True)
