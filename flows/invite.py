"""For den som følger opp: inviter noen, med kode og lenke som virker én gang.

Kan også startes på din egen telefon sammen med den det gjelder.
"""

from bot.flow import Flow, from_source, one_of, summary, text


class Invite(Flow, id="invite", version=1, title="Invitere"):
    """Invitere."""

    name = text(
        "Hva skal vi kalle den du inviterer?",
        max=60,
        private=True,
        why="Et kallenavn holder. Ikke skriv fødselsnummer.",
    )
    language = one_of("Hvilket språk leser de?", from_source("languages"))
    how = one_of(
        "Hvordan begynner dere?",
        {
            "link": "Jeg gir dem en lenke",
            "together": "Vi fyller ut på min telefon",
        },
        why="På din telefon får de en kode etterpå, så de kan fortsette på sin egen.",
    )
    done = summary(
        "Stemmer dette? Du får en kode som virker én gang.",
        sends="invite",
        submit="Lag koden",
    )
