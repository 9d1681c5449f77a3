"""For administratoren: inviter en ansatt, med kode og lenke som virker én gang.

Rollen følger koden. En person kan ha flere roller, med én kode for hver.
"""

from bot.flow import Flow, one_of, summary, text


class InviteStaff(Flow, id="invite_staff", version=1, title="Invitere en ansatt"):
    """Invitere en ansatt."""

    role = one_of(
        "Hva skal den du inviterer, gjøre?",
        {
            "worker": "Følge opp folk",
            "duty": "Ha vakt",
            "coordinator": "Fordele og se til",
            "administrator": "Drive boten",
        },
        label="Rolle",
        why="Rollen bestemmer hva man får lese. Den som driver boten, leser ingen.",
    )
    name = text(
        "Hva skal beboerne kalle den ansatte?",
        max=60,
        label="Navn",
        why="Beboerne ser dette navnet når noen har åpnet det de skrev.",
    )
    done = summary(
        "Stemmer dette? Du får en kode som virker én gang.",
        sends="invite_staff",
        submit="Lag koden",
    )
