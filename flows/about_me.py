"""Om deg: hva vi skal kalle deg, når og hvordan vi skriver, og hvor ofte.

Kommer etter samtykket, og brukes igjen når du vil endre noe. Alt kan hoppes over.
"""

from bot.flow import Flow, back, goto, one_of, summary, text


class AboutMe(Flow, id="about_me", version=2, title="Om deg"):
    """Om deg."""

    migrations = {1: lambda answers: answers}

    name = text(
        "Hva skal vi kalle deg?",
        max=60,
        optional=True,
        private=True,
        why="Det er fint å bruke navn. Fornavn eller et kallenavn holder.",
    )
    safe_times = one_of(
        "Når er det trygt å skrive til deg?",
        {"any": "Når som helst", "day": "Bare på dagen", "not_evening": "Ikke på kvelden"},
        optional=True,
        why="Noen låner telefon eller bor tett. Vi skriver når det passer for deg.",
    )
    neutral = one_of(
        "Et varsel viser bare «Du har en ny melding». Da kan ingen andre lese hva det gjelder. "
        "Er det greit?",
        {"yes": "Ja", "no": "Nei, vis hele meldingen"},
        optional=True,
        label="Skjul det varselet gjelder",
        why="Telefonen kan ligge der andre ser den. Du kan endre dette senere.",
    )
    pace = one_of(
        "Hvor ofte vil du høre fra meg?",
        {"gentle": "Sjelden", "ordinary": "Passe ofte", "often": "Ofte"},
        optional=True,
        why="Dette gjelder det jeg minner om og spør om. Svar fra folk får du alltid.",
    )
    seven = one_of(
        "Har dere ikke snakket på sju dager, kan jeg be den som følger deg opp, om å ta kontakt. "
        "Vil du det?",
        {"on": "Ja, gjerne", "off": "Nei takk"},
        optional=True,
        label="Ta kontakt etter sju dager",
        why="Vi vil ikke miste noen. Du mister ingen hjelp av å være stille, og du bestemmer.",
    )
    safety = one_of(
        "Vil du si hvem vi kan ringe hvis vi blir redde for deg? Det er helt frivillig.",
        {"yes": "Ja, gjerne", "no": "Nei takk"},
        optional=True,
        label="Si hvem dere kan ringe",
        why="Svaret ligger lukket. Åpner noen det, får du vite hvem og hvorfor.",
    )
    contact = goto("safety_contact", when=safety.is_("yes"), then=back)
    done = summary(
        "Stemmer dette? Du kan endre det når du vil.",
        sends="about_me",
        submit="Ja, det stemmer",
    )
