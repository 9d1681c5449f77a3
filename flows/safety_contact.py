"""Hvem vi kan ringe: frivillig, bare hvis vi blir redde for deg. Kan endres og slettes når som helst.

Ligger lukket. Den som åpner det, må skrive hvorfor, og du får vite det.
"""

from bot.flow import Flow, summary, text


class SafetyContact(Flow, id="safety_contact", version=1, title="Hvem vi kan ringe"):
    """Hvem vi kan ringe."""

    who = text(
        "Hvem kan vi ringe hvis vi blir redde for deg? Skriv navn og nummer. "
        "Spør gjerne den det gjelder først.\n\n"
        "Det er frivillig. Svaret ligger lukket. Åpner noen det, får du vite hvem og hvorfor.",
        max=200,
        optional=True,
        private=True,
        label="Vi kan ringe",
        why="Noen vil at vi skal ringe en venn hvis de blir borte. Du mister ingen hjelp av et nei.",
    )
    where = text(
        "Hvor kan vi lete etter deg?",
        max=300,
        optional=True,
        private=True,
        label="Vi kan lete her",
    )
    done = summary(
        "Stemmer dette? Du kan endre eller slette det når du vil.",
        sends="safety_contact",
        submit="Ja, lagre",
    )
