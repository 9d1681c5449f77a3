"""For den som har åpnet noe som kan bety fare: hva som ble gjort. Først da går saken bort fra toppen."""

from bot.flow import Flow, summary, text


class DangerDone(Flow, id="danger_done", version=1, title="Skrive hva som ble gjort"):
    """Skrive hva som ble gjort."""

    outcome = text(
        "Hva ble gjort? Skriv kort, for eksempel at du ringte og fikk svar.",
        max=500,
        private=True,
        label="Det som ble gjort",
        why="Ingen sak om fare skal bli borte uten at et menneske har tatt den. "
        "Koordinator kan lese det du skriver.",
    )
    done = summary(
        "Stemmer dette? Koordinator kan lese det.",
        sends="danger_done",
        submit="Ja, lagre",
    )
