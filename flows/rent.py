"""Husleie: hvordan du betaler, når pengene kommer, og om du vil bli minnet på det.

Påminnelsen er din. Trekkes husleia eller betaler NAV, minner vi ikke om noe.
"""

from bot.flow import Flow, date, info, many_of, number, one_of, summary, text


class Rent(Flow, id="rent", version=3, title="Husleie"):
    """Husleie."""

    migrations = {1: dict, 2: dict}

    how = one_of(
        "Hvem betaler husleia?",
        {
            "self": "Jeg gjør det selv",
            "standing": "Jeg, med AvtaleGiro",
            "deducted": "Den tas av pengene jeg får",
            "nav": "NAV betaler",
        },
        unknown=True,
        why="Da minner jeg deg ikke om noe som skjer av seg selv.",
    )
    by_itself = info(
        "Da går det av seg selv, og jeg minner deg ikke på husleia. Du kan endre det når du vil.",
        button="Greit",
        when=how.is_("standing", "deducted", "nav"),
    )
    ends = date(
        "Vet du om det tar slutt en dag? Da sier jeg fra i god tid.",
        earliest="today",
        latest="+5y",
        suggest=("+1m", "+3m", "+6m", "+1y"),
        unknown=True,
        optional=True,
        when=how.is_("standing", "deducted", "nav"),
        label="Tar slutt",
        why="Slik at husleia ikke blir glemt når det ikke går av seg selv lenger.",
    )
    not_sure = info(
        "Det er greit. Spør {contact}, så finner dere ut av det sammen. Du kan også ringe {phone}.",
        button="Videre",
        when=how.is_("unknown"),
    )
    wanted = one_of(
        "Vil du at jeg minner deg på husleia?",
        {"yes": "Ja", "no": "Nei takk"},
        when=how.is_("self", "unknown"),
    )
    due_day = number(
        "Hvilken dag skal husleia være betalt?",
        min=1,
        max=31,
        suggest=(1, 10, 15, 20, 25),
        unknown=True,
        when=wanted.is_("yes"),
        why="Er det en lørdag, søndag eller fridag, flyttes den til neste dag banken er åpen.",
    )
    money = one_of(
        "Når kommer pengene dine?",
        {
            "monthly": "Samme dag hver måned",
            "fortnight": "Hver 14. dag",
            "varies": "Det er ulikt",
        },
        unknown=True,
        optional=True,
        when=wanted.is_("yes"),
        why="Da kan jeg minne deg på det den dagen du har penger. Vi spør ikke hvor mye.",
    )
    money_day = number(
        "Hvilken dag kommer de?",
        min=1,
        max=31,
        suggest=(1, 12, 15, 20),
        unknown=True,
        when=money.is_("monthly"),
    )
    money_next = date(
        "Når kommer de neste gang?",
        earliest="today",
        latest="+31d",
        unknown=True,
        when=money.is_("fortnight"),
    )
    remind = many_of(
        "Når skal jeg minne deg på det?",
        {
            "payday": "Når pengene kommer",
            "before": "Tre dager før",
            "due": "Samme dag",
        },
        when=wanted.is_("yes"),
    )
    shows = one_of(
        "Hva skal stå i meldingen?",
        {
            "hello": "Bare en hilsen",
            "date": "Dagen",
            "kid": "Dagen, KID og konto",
        },
        when=wanted.is_("yes"),
        why="Summen står aldri der. Er varslene dine skjult, ser andre bare «Du har en ny melding».",
    )
    kid = text(
        "Hva er KID? Du finner det på regningen.",
        max=30,
        label="KID",
        optional=True,
        private=True,
        when=shows.is_("kid"),
        why="Da kan du kopiere det med ett trykk.",
    )
    account = text(
        "Til hvilken konto? Du finner den på regningen.",
        max=20,
        label="Konto",
        optional=True,
        private=True,
        when=shows.is_("kid"),
        why="Det er kontoen til den som leier ut. Skriv ikke din egen.",
    )
    tell = one_of(
        "Noen ganger kommer en melding ikke fram. Kan {contact} da få vite at den gjaldt husleia?",
        {"yes": "Ja", "later": "Ikke nå"},
        when=wanted.is_("yes"),
        label="Kan få vite det",
        why="Da kan dere snakke om det på en annen måte. Utleier får aldri vite det herfra.",
    )
    done = summary(
        "Stemmer dette? Du kan slå det av når du vil.",
        sends="rent_rule",
        submit="Ja, det stemmer",
    )
