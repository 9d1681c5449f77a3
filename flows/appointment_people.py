"""For den som følger opp: spør om en til skal være med på en avtale, for eksempel i ansvarsgruppa.

Beboeren blir spurt om hver enkelt. Ingen andre får vite noe før det er et ja.
"""

from bot.flow import Flow, from_source, one_of, summary, text, world_is


class AppointmentPeople(Flow, id="appointment_people", version=1, title="Avtaler med flere"):
    """Avtaler med flere."""

    which = one_of(
        "Hvilken avtale?", from_source("meetings_ahead"), when=world_is("several_meetings")
    )
    who = one_of(
        "Hvem vil du ha med?",
        {"colleague": "En som jobber her", "guest": "En utenfra"},
        why="En utenfra får ingen melding herfra. Da er det du som sier fra.",
    )
    colleague = one_of(
        "Hvem av dem?",
        from_source("colleagues_to_ask"),
        when=who.is_("colleague"),
        label="Hvem",
    )
    name = text(
        "Hva heter vedkommende?",
        max=60,
        private=True,
        when=who.is_("guest"),
        label="Navn",
    )
    role = text(
        "Hvem er det? For eksempel: bror, fastlege, NAV.",
        max=60,
        private=True,
        optional=True,
        when=who.is_("guest"),
        label="Rolle",
    )
    how_many = one_of(
        "Gjelder det bare denne gangen?",
        {"once": "Bare denne", "all": "Denne og de som kommer etter"},
        when=world_is("meetings_repeat"),
        label="Gjelder",
    )
    done = summary(
        "Stemmer dette? Beboeren blir spurt først. Ingen andre får vite noe før det er et ja.",
        sends="appointment_people",
        submit="Spør",
    )
