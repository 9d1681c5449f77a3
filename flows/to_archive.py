"""For den som følger opp: lag en fil til journalen, med et sammendrag og meldingene fra en uke.

Følger du ikke opp personen selv, må du skrive hvorfor. Den det gjelder, får vite det.
"""

from bot.flow import Flow, from_source, one_of, summary, text, world_is


class ToArchive(Flow, id="to_archive", version=1, title="Til arkiv"):
    """Til arkiv."""

    reason = text(
        "En annen følger opp her. Hvorfor trenger du fila?\n\n"
        "Den det gjelder, får se navnet ditt og grunnen.",
        max=300,
        private=True,
        label="Grunn",
        when=world_is("archive_reason"),
        why="Den som har skrevet, skal vite hvem som leser, og hvorfor.",
    )
    period = one_of(
        "Hva skal være med?",
        from_source("archive_periods"),
        label="Tid",
        why="Det du har merket «ikke til arkiv», blir ikke med.",
    )
    dates = text(
        "Når hadde dere kontakt? Skriv datoene slik de skal stå.",
        max=200,
        optional=True,
        private=True,
        label="Datoer",
    )
    who = text(
        "Hvem var med?",
        max=200,
        optional=True,
        private=True,
        label="Hvem",
    )
    agreed = text(
        "Hva ble dere enige om?",
        max=1000,
        optional=True,
        private=True,
        label="Enige om",
    )
    words = text(
        "Hva skal stå i journalen? Skriv det kort, med dine egne ord.",
        max=3000,
        optional=True,
        private=True,
        label="Sammendrag",
        why="Det står først i fila. Personen kan be om å få lese det.",
    )
    done = summary(
        "Stemmer dette? Personen får vite at du har lagt det i journalen.",
        sends="to_archive",
        submit="Lag fila",
    )
