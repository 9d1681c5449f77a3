"""For den som følger opp: et notat til kollegene. Det vises ikke for beboeren i chatten."""

from bot.flow import Flow, from_source, one_of, text


class Note(Flow, id="note", version=1, title="Nytt notat"):
    """Nytt notat."""

    words = text(
        "Skriv notatet. De som følger opp {person}, ser det øverst når de åpner personen.\n\n"
        "Personen kan be om å få se det som er skrevet.",
        max=600,
        private=True,
        sends="note",
    )


class NoteChange(Flow, id="note_change", version=1, title="Endre et notat"):
    """Endre et notat."""

    which = one_of("Hvilket notat?", from_source("my_notes"))
    words = text("Skriv det på nytt.", max=600, private=True, sends="note_change")
