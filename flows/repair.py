"""Noe er ødelagt i boligen: hva det er, om det er farlig nå, og når noen kan komme.

Først nummeret du ringer når det ikke kan vente. Vi spør ikke om hvem sin skyld det er.
"""

from bot.flow import Flow, info, many_of, one_of, photo_or_voice, summary, text


class Repair(Flow, id="repair", version=1, title="Noe er ødelagt"):
    """Noe er ødelagt."""

    what = one_of(
        "Hva er ødelagt?",
        {
            "water": "Vann eller avløp",
            "heat": "Varme",
            "power": "Strøm eller lys",
            "door": "Dør, lås eller nøkkel",
            "window": "Vindu",
            "kitchen": "Komfyr eller kjøleskap",
            "bath": "Bad eller toalett",
            "other": "Noe annet",
        },
        label="Ødelagt",
    )
    danger = many_of(
        "Er det noe av dette nå?",
        {
            "water": "Vannet renner",
            "heat": "Det er ingen varme",
            "light": "Det er ikke lys",
            "door": "Døra kan ikke låses",
        },
        none="Nei, ikke noe av dette",
        label="Nå",
        why="Noe kan ikke vente til i morgen. Da får du et nummer å ringe.",
    )
    ring = info(
        "Ring nå: {repair_now}.\n\nNoen svarer der hele døgnet. Er det fare for liv, ring 112.",
        button="Videre",
        when=danger.at_least(1),
    )
    mends = one_of(
        "{who_mends}\n\nHvem tror du må ordne det?",
        {"landlord": "De jeg leier av", "me": "Jeg selv"},
        unknown=True,
        optional=True,
        label="Hvem som ordner",
        why="Du kan sende det uansett. Er det uklart, finner vaktmesteren det ut.",
    )
    where = text(
        "Hvor er det? Skriv adressen, og hvilken dør.",
        max=200,
        private=True,
        label="Sted",
        why="Vaktmesteren må finne fram.",
    )
    words = text(
        "Vil du si mer om det?",
        max=600,
        optional=True,
        private=True,
        label="Mer",
        why="Det er lettere å ha med riktig verktøy da.",
    )
    picture = photo_or_voice(
        "Vil du sende et bilde, eller si det med stemmen?",
        optional=True,
        private=True,
        label="Bilde eller stemme",
        why="Bare det som er ødelagt. Du trenger ikke å rydde først.",
    )
    enter = one_of(
        "Kan noen gå inn når du ikke er hjemme?",
        {
            "yes": "Ja",
            "ask": "Ja, men si fra til meg først",
            "no": "Nei, jeg vil være hjemme",
        },
        label="Gå inn når du er ute",
        why="Det er du som bestemmer det.",
    )
    suits = many_of(
        "Når passer det?",
        {"morning": "Før kl. 11", "noon": "Midt på dagen", "afternoon": "Etter kl. 14"},
        none="Det er det samme",
        optional=True,
        label="Passer",
    )
    reach = one_of(
        "Hvordan kan vaktmesteren få tak i deg?",
        {"here": "Her i chatten", "phone": "På telefon", "door": "Ved å banke på"},
        label="Få tak i deg",
    )
    number = text(
        "Hvilket nummer?",
        max=30,
        optional=True,
        private=True,
        when=reach.is_("phone"),
        label="Nummer",
    )
    done = summary(
        "Stemmer dette? Det går til vaktmesteren, og boligkontoret kan se det. De ser ikke noe annet om deg.",
        sends="repair",
        submit="Send",
    )
