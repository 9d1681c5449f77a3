"""For saksbehandleren: marker hva som skjer med en søknad, så leser beboeren det.

Det beboeren får lese, vises først. Egne ord kan legges til. Det loves ingen ting.
"""

from bot.flow import Flow, from_source, info, one_of, summary, text


class ApplicationStep(Flow, id="application_step", version=1, title="Si hvor søknaden står"):
    """Si hvor søknaden står."""

    step = one_of(
        "Hva skjer med søknaden til {resident_name}?",
        {
            "papers": "Det mangler noe",
            "list": "Den står på lista",
            "meeting": "Den tas opp på et møte",
            "unchanged": "Alt er som før",
            "closed": "Den er avsluttet",
        },
        label="Det som skjer",
    )
    missing = text(
        "Hva mangler? Si det kort, og så det er lett å skjønne.",
        max=300,
        label="Det som mangler",
        when=step.is_("papers"),
    )
    day = one_of(
        "Hvilket møte?",
        from_source("allocation_meetings"),
        label="Møtet",
        when=step.is_("meeting"),
    )
    reads_papers = info(
        "{resident_name} leser:\n\n«{says_papers} {answer_missing}»",
        button="Videre",
        when=step.is_("papers"),
    )
    reads_list = info(
        "{resident_name} leser:\n\n«{says_list}»",
        button="Videre",
        when=step.is_("list"),
    )
    reads_meeting = info(
        "{resident_name} leser:\n\n«{says_meeting} Møtet er {answer_day}. "
        "Det er ikke sikkert at du får svar da.»",
        button="Videre",
        when=step.is_("meeting"),
    )
    reads_unchanged = info(
        "{resident_name} leser:\n\n«{says_unchanged}»",
        button="Videre",
        when=step.is_("unchanged"),
    )
    reads_closed = info(
        "{resident_name} leser:\n\n«{says_closed}»",
        button="Videre",
        when=step.is_("closed"),
    )
    more = text(
        "Vil du legge til noe med dine egne ord?",
        max=500,
        optional=True,
        label="Egne ord",
        why="Det kommer etter det du nettopp leste. Beboeren ser at det er du som skriver.",
    )
    done = summary(
        "Stemmer dette? {resident_name} får vite det med en gang, og ser det under «Bolig».",
        sends="application_step",
        submit="Send til beboeren",
    )
