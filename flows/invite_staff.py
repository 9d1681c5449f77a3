"""For administratoren: inviter en ansatt, med en lenke som virker én gang.

Rollen følger koden. En person kan ha flere roller, med én kode for hver.
"""

from bot.flow import Flow, one_of, summary, text, world_is


class InviteStaff(Flow, id="invite_staff", version=3, title="Invitere en ansatt"):
    """Invitere en ansatt."""

    migrations = {1: dict, 2: dict}  # what was answered stands; a new question is asked

    role = one_of(
        "Hva skal den du inviterer, gjøre?",
        {
            "worker": "Følge opp folk",
            "duty": "Ha vakt",
            "coordinator": "Fordele og se til",
            "case_officer": "Behandle søknader",
            "housing_office": "Leie ut boliger",
            "caretaker": "Fikse ting i boligene",
            "consultant": "Svare som erfaringskonsulent",
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
    door = one_of(
        "Hvor skal den ansatte jobbe?",
        {"desk": "I nettleseren", "telegram": "I Telegram"},
        when=world_is("has_desk"),
        label="Hvor",
        why="NSM sa i 2023 at Telegram ikke bør være på en jobbtelefon.",
    )
    done = summary(
        "Stemmer dette? Du får en lenke som virker én gang.",
        sends="invite_staff",
        submit="Lag lenken",
    )
