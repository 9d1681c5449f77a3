"""For den som følger opp: foreslå en ny tid, flytt, avlys, eller si at en avtale ikke ble av.

Den gamle tiden gjelder til begge er enige. Beboeren får vite det med en gang. At noe ikke ble av,
blir en oppgave for et menneske; beboeren får ingen melding om det.
"""

from bot.flow import Flow, clock, date, from_source, info, one_of, summary, world_is


class ChangeAppointment(Flow, id="change_appointment", version=2, title="Endre en avtale"):
    """Endre en avtale."""

    migrations = {1: dict}

    which = one_of("Hvilken avtale?", from_source("our_appointments"))
    what = one_of(
        "Hva vil du gjøre?",
        {
            "propose": "Foreslå en ny tid",
            "move": "Vi er enige om en ny tid",
            "cancel": "Avlyse den",
            "missed": "Den ble ikke av",
            "repeat": "Gjør den fast",
        },
    )
    repeats = one_of(
        "Hvor ofte skal dere møtes?",
        {"week": "Hver uke", "fortnight": "Annenhver uke", "month": "Hver måned"},
        when=what.is_("repeat"),
    )
    how_many = one_of(
        "Gjelder det bare denne gangen?",
        {"once": "Bare denne", "all": "Denne og de som kommer etter"},
        when=world_is("has_series") & what.is_("move", "cancel"),
        label="Gjelder",
    )
    missed = info(
        "Det skjer. Du får en oppgave om å ta kontakt. Den andre får ingen melding om dette herfra.",
        button="Videre",
        when=what.is_("missed"),
    )
    day = date(
        "Hvilken dag passer?",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        when=what.is_("move", "propose"),
        label="Ny dag",
    )
    time = clock(
        "Når på dagen? Skriv klokka, for eksempel 14.30.",
        when=what.is_("move", "propose"),
        label="Klokka",
    )
    day_two = date(
        "Har du et forslag til? Da kan den andre velge.",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        optional=True,
        when=what.is_("propose"),
        label="Eller",
    )
    time_two = clock(
        "Når på dagen? Skriv klokka, for eksempel 14.30.",
        when=day_two.known(),
        label="Eller klokka",
    )
    day_three = date(
        "Og et tredje?",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        optional=True,
        when=day_two.known(),
        label="Eller",
    )
    time_three = clock(
        "Når på dagen? Skriv klokka, for eksempel 14.30.",
        when=day_three.known(),
        label="Eller klokka",
    )
    done = summary(
        "Stemmer dette?",
        sends="appointment_change",
        submit="Send",
    )
