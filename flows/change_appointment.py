"""For den som følger opp: flytt eller avlys en avtale.

Den gamle tiden minnes det ikke om mer. Beboeren får vite det med en gang.
"""

from bot.flow import Flow, clock, date, from_source, one_of, summary


class ChangeAppointment(Flow, id="change_appointment", version=1, title="Endre en avtale"):
    """Endre en avtale."""

    which = one_of("Hvilken avtale?", from_source("our_appointments"))
    what = one_of("Hva vil du gjøre?", {"move": "Flytte den", "cancel": "Avlyse den"})
    day = date(
        "Hvilken dag passer?",
        earliest="today",
        latest="+1y",
        suggest=("tomorrow", "+2d", "+7d"),
        when=what.is_("move"),
        label="Ny dag",
    )
    time = clock(
        "Når på dagen? Skriv klokka, for eksempel 14.30.",
        when=what.is_("move"),
        label="Klokka",
    )
    done = summary(
        "Stemmer dette? Den du skal møte, får vite det med en gang.",
        sends="appointment_change",
        submit="Send",
    )
