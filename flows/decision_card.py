"""For saksbehandleren: si hva et vedtak betyr, med enkle ord.

Vedtaket er brevet fra kommunen. Kortet sier hva som står der, og klagefristen regnes ut.
"""

from bot.flow import Flow, date, from_source, one_of, summary, text


class DecisionCard(Flow, id="decision_card", version=1, title="Vedtak med enkle ord"):
    """Vedtak med enkle ord."""

    kind = one_of(
        "Hva er vedtaket om?",
        from_source("decision_kinds"),
        label="Vedtaket",
    )
    result = one_of(
        "Hva ble svaret?",
        {"yes": "Ja", "partly": "Ja til noe", "no": "Nei"},
        label="Svaret",
    )
    why = text(
        "Hva er grunnen? Si den kort, og ikke mer enn du må.",
        max=500,
        label="Grunnen",
        why="Grunnen står i vedtaket. Her sier du den med enkle ord.",
    )
    home = text(
        "Hva sier vedtaket om hjemmet?",
        max=500,
        optional=True,
        label="Hjemmet",
        when=result.is_not("no"),
    )
    services = text(
        "Hvilken hjelp følger med?",
        max=500,
        optional=True,
        label="Hjelpen",
        when=result.is_not("no"),
    )
    coordinator = text(
        "Hvem holder i det hele? Skriv navnet og et nummer.",
        max=200,
        optional=True,
        label="Den som holder i det",
    )
    changes = text(
        "Hva kan beboeren be om å få endret?",
        max=500,
        optional=True,
        label="Det som kan endres",
    )
    came = date(
        "Når kom brevet fram til {resident_name}?",
        earliest="-6m",
        latest="today",
        suggest=("today", "yesterday"),
        label="Kom fram",
        why="Klagefristen regnes fra den dagen.",
    )
    done = summary(
        "Stemmer dette? {resident_name} leser det slik, med klagefristen og hvor en klage sendes.",
        sends="decision_card",
        submit="Send til beboeren",
    )
