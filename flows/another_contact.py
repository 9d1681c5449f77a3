"""Be om en annen kontakt, med eller uten å si hvorfor.

Det går til koordinatoren. Du beholder den du har, til en ny er på plass.
"""

from bot.flow import Flow, one_of, summary, text


class AnotherContact(Flow, id="another_contact", version=1, title="En annen kontakt"):
    """En annen kontakt."""

    say_why = one_of(
        "Det er lov å ønske en annen. Du trenger ikke si hvorfor.\n\nVil du si det?",
        {"silent": "Nei, bare be om en annen", "say": "Ja, jeg vil si hvorfor"},
        label="Si hvorfor",
    )
    reason = text(
        "Hva bør den neste vite?",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        when=say_why.is_("say"),
        label="Til den neste",
        why="Koordinatoren leser dette. {contact} får ikke lese det.",
    )
    done = summary(
        "Stemmer dette? Det går til koordinatoren, som svarer deg her. "
        "Du beholder {contact} til en ny er på plass.",
        sends="another_contact",
        submit="Send",
    )
