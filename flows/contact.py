"""Kontakten din: hvem det er, når de er der, hvem som er vikar, og hvordan du når dem.

Du kan be om en annen kontakt, med eller uten å si hvorfor.
"""

from bot.flow import Flow, end, goto, info, one_of, text, world_is


class Contact(Flow, id="contact", version=1, title="Kontakten din"):
    """Kontakten din."""

    nobody = info(
        "Du har ingen fast kontakt ennå. Koordinatoren finner en til deg. "
        "Skriv gjerne hit så lenge. Det går til {contact}. Du kan også ringe {phone}.",
        button="Greit",
        when=~world_is("has_worker"),
    )
    what = one_of(
        "{contact} er kontakten din og leser vanligvis {worker_hours}. Er {contact} borte, svarer {stand_in}.\n\n"
        "Hva vil du?",
        {
            "write": "Skrive",
            "speak": "Snakke sammen",
            "urgent": "Det haster",
            "other": "Be om en annen kontakt",
        },
        when=world_is("has_worker"),
    )
    write = info(
        "Skriv det du vil rett i chatten. Du kan også sende en talemelding. "
        "Det går til {contact}, som vanligvis leser {worker_hours}.",
        button="Greit",
        when=what.is_("write"),
    )
    urgent = info(
        "Det haster når det ikke kan vente til {contact} er på jobb.\n\n"
        "{urgent_reading} {urgent_promise}\n\n"
        "Er et liv i fare, ring 113. Ring 112 til politiet.",
        button="Gi beskjed nå",
        when=what.is_("urgent"),
        sends="urgent",
    )
    urgent_words = text(
        "Nå står det øverst som at det haster. Vil du si hva det gjelder?",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        when=urgent.known(),
        sends="urgent_detail",
    )
    speak = goto("speak", when=what.is_("speak"), then=end)
    other = goto("another_contact", when=what.is_("other"), then=end)
