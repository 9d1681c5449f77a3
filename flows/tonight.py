"""Trygt sted i natt: nummer, sted, tider og en knapp til vakta, før noe annet.

Ingen språkvalg, ikke samtykke og ikke oppsummering står foran. Alt etter knappen sendes etter hvert.
"""

from bot.flow import Flow, info, many_of, maybe, text, world_is, yes_no


class Tonight(Flow, id="tonight", version=1, title="Trygt sted i natt"):
    """Trygt sted i natt."""

    # Den som nettopp har sagt det i en annen samtale, skal ikke spørres en gang til.
    safe = yes_no(
        "Har du et trygt sted å sove i natt?",
        unknown=True,
        when=maybe(~world_is("said_unsafe_tonight")),
    )
    good = info(
        "Det er godt. Blir det annerledes, trykk på «Trygt sted i natt» igjen.",
        button="Greit",
        when=safe.is_("yes"),
    )
    tell = info(
        "Ring {tonight_phone}. Åpent {tonight_hours}.\n"
        "Sted: {tonight_place}, {tonight_address}.\n\n"
        "NAV må vurdere det i dag.\n\n"
        "{tonight_reading}",
        button="Si fra til vakta nå",
        when=safe.is_not("yes") | world_is("said_unsafe_tonight"),
        sends="tonight_request",
    )
    danger = yes_no(
        "Jeg sier fra nå. {tonight_reading}\n\nEr du i fare akkurat nå?",
        unknown=True,
        optional=True,
        label="I fare nå",
        when=tell.known(),
        sends="tonight_detail",
    )
    danger_now = info(
        "Ring 112. Er noen skadet, ring 113. Kan du gå, gå dit det er folk.",
        button="Videre",
        when=danger.is_not("no"),
    )
    company = many_of(
        "{confidentiality_limit}\n\nHvem er sammen med deg?",
        {"adult": "En voksen", "children": "Barn", "animal": "Et dyr"},
        none="Jeg er alene",
        label="Sammen med",
        optional=True,
        when=tell.known(),
        why="Da kan vakta lete etter et sted til alle. Du får hjelp uansett hva du svarer.",
        sends="tonight_detail",
    )
    where = text(
        "Omtrent hvor er du nå?\n\nSvaret brukes bare én gang.",
        max=300,
        location=True,
        optional=True,
        private=True,
        when=tell.known(),
        label="Hvor jeg er",
        why="Da kan vakta finne et sted nær deg.",
        sends="tonight_detail",
    )
    right = info(
        "NAV må se på dette samme dag. Grunnen spiller ingen rolle, og det kan gjelde selv om du "
        "bor hos venner. Det gjelder der du er nå.",
        button="Videre",
        when=tell.known(),
    )
    counts = info(
        "Det du har sendt, teller som en søknad til NAV i dag.",
        button="Videre",
        when=tell.known() & world_is("tonight_is_request_to_nav"),
    )
    counts_not = info(
        "Det du har sendt, er ikke en søknad til NAV ennå. Nå skal {tonight_owner} melde det til NAV. "
        "Du får se når det er gjort.",
        button="Videre",
        when=tell.known() & maybe(~world_is("tonight_is_request_to_nav")),
    )
    places = info(
        "Steder du kan gå til:\n{tonight_places}\n\n"
        "Jeg kan ikke love en seng. Er det fullt, ring {tonight_phone}.",
        button="Greit",
        when=tell.known(),
    )
