"""Hjelpenumre: fare for liv først, så noen å snakke med, så resten.

Virker uten samtykke, på alle språk, fra hver skjerm. Numrene kommer fra kommunepakken, med tider og når
de er sjekket. Kortene blas i uten at noe svar lagres: døra viser dem, ordene står her.
"""

from bot.flow import Flow, info


class Help(Flow, id="help", version=1, title="Hjelpenumre"):
    """Hjelpenumre."""

    now = info(
        "Er et liv i fare, ring 113. Ring 112 til politiet.\n\n"
        "{help_text}\n\n"
        "Er det opptatt, prøv det neste nummeret. Sist sjekket {help_checked}.",
        button="Flere numre",
    )
    more = info(
        "{help_more}\n\nJeg er ikke et menneske og kan ikke ringe for deg. "
        "Ring den du har lyst til.",
        button="De første numrene",
    )
