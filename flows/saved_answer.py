"""For ansatte: svar som hele teamet kan bruke. De sendes aldri av seg selv."""

from bot.flow import Flow, from_source, one_of, summary, text


class SavedAnswer(Flow, id="saved_answer", version=1, title="Nytt lagret svar"):
    """Nytt lagret svar."""

    called = text("Hva skal svaret hete i lista?", max=30, label="Navn")
    words = text(
        "Skriv svaret. Skriv [navn] der navnet skal stå.\n\nHele teamet ser det. "
        "Skriv ikke om noen bestemt.",
        max=1000,
        label="Svar",
    )
    done = summary("Stemmer dette?", sends="saved_answer", submit="Lagre")


class SavedChange(Flow, id="saved_change", version=1, title="Endre et lagret svar"):
    """Endre et lagret svar."""

    which = one_of("Hvilket svar?", from_source("saved_answers"), label="Navn")
    words = text("Skriv svaret på nytt. Skriv [navn] der navnet skal stå.", max=1000, label="Svar")
    done = summary("Stemmer dette?", sends="saved_change", submit="Lagre")
