"""For den som følger opp: en invitasjon fra en kalender blir til en avtale, når du har sett på den.

Det som står i invitasjonen, er fylt ut fra før, og hver linje kan endres. Teksten i den, deltakerne
og avsenderen følger ikke med til noen.
"""

from bot.flow import (
    Flow,
    clock,
    date,
    end,
    from_source,
    goto,
    info,
    many_of,
    number,
    one_of,
    summary,
    text,
    world_is,
    yes_no,
)


class Invitation(Flow, id="invitation", version=1, title="En invitasjon"):
    """En invitasjon."""

    make = yes_no(
        "{invitation}\n\nSkal jeg lage denne avtalen?",
        no="Nei, ikke lag den",
        label="Lag avtalen",
        sends="invitation_no",
    )
    left = goto("invitation_left", when=make.is_("no"), then=end)
    resident = one_of(
        "Hvem er avtalen med?", from_source("my_residents"), when=make.is_("yes"), label="Med"
    )
    kind = one_of(
        "Hva skal den hete?",
        from_source("appointment_kinds"),
        when=make.is_("yes"),
        why="Navnet kan stå på en låst skjerm. Derfor er det nøytralt.",
        label="Navn",
    )
    day = date(
        "Hvilken dag?",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        when=make.is_("yes"),
        label="Dag",
    )
    time = clock(
        "Når på dagen? Skriv klokka, for eksempel 14.30.", when=make.is_("yes"), label="Klokka"
    )
    length = number(
        "Hvor mange minutter tar det?",
        min=1,
        max=720,
        suggest=(30, 45, 60, 90),
        unknown=True,
        when=make.is_("yes"),
        label="Minutter",
    )
    place = one_of(
        "Hvor?",
        {
            "office": "På kontoret",
            "home": "Hjemme",
            "cafe": "På kafé",
            "elsewhere": "Et annet sted",
            "phone": "På telefon",
        },
        when=make.is_("yes"),
        label="Hvor",
    )
    address = text(
        "Hvor er det? Skriv det så den andre finner fram.",
        max=200,
        label="Sted",
        optional=True,
        private=True,
        when=place.is_("home", "cafe"),
    )
    spot = text(
        "Hvor er det? Trykk på et sted, eller skriv det så den andre finner fram.",
        max=200,
        suggest=from_source("meeting_places"),
        when=place.is_("elsewhere"),
        label="Sted",
    )
    repeats = one_of(
        "Hvor ofte skal dere møtes?",
        {
            "once": "Bare denne gangen",
            "week": "Hver uke",
            "fortnight": "Annenhver uke",
            "month": "Hver måned",
        },
        when=make.is_("yes"),
        label="Hvor ofte",
    )
    offers = many_of(
        "Hva kan du tilby?",
        {"company": "Følge", "transport": "Skyss", "interpreter": "Tolk"},
        none="Ikke noe av dette",
        optional=True,
        when=make.is_("yes"),
        label="Tilbud",
    )
    done = summary(
        "Stemmer dette? Det er bare dette den andre får se.",
        sends="invitation_made",
        submit="Send",
    )


class InvitationLeft(Flow, id="invitation_left", version=1, title="Ikke laget"):
    """Ikke laget."""

    left = info("Greit. Jeg har ikke laget noe.", button="Ferdig")


class InvitationChange(Flow, id="invitation_change", version=1, title="En endret invitasjon"):
    """En endret invitasjon."""

    cancel = yes_no(
        "{invitation}\n\nInvitasjonen er avlyst. Skal jeg avlyse avtalen?",
        yes="Ja, avlys den",
        no="Nei, la den stå",
        when=world_is("invitation_cancels"),
        label="Avlyse avtalen",
        sends="invitation_change",
    )
    move = yes_no(
        "{invitation}\n\nTiden er en annen nå. Skal jeg flytte avtalen?",
        yes="Ja, flytt den",
        no="Nei, la den stå",
        when=world_is("invitation_moves"),
        label="Flytte avtalen",
        sends="invitation_change",
    )
