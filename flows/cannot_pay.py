"""Klarer ikke å betale: først hvem som får vite det, så hvor vanskelig det er, så hva som kan hjelpe.

Det går til et menneske med en gang, og videre for hvert svar. Aldri til utleier.
"""

from bot.flow import Flow, date, info, many_of, one_of, photo_or_voice, text, world_is


class CannotPay(Flow, id="cannot_pay", version=1, title="Vanskelig å betale"):
    """Vanskelig å betale."""

    how_bad = one_of(
        "Dette går til {contact}. Ikke til utleier.\n\nHvor vanskelig er det?",
        {
            "month": "Det gjelder denne måneden",
            "more": "Det gjelder flere måneder",
            "letter": "Jeg har fått brev",
            "afraid": "Jeg tør ikke åpne brevet",
        },
        unknown=True,
        label="Hvordan det er",
        sends="cannot_pay",
    )
    came = date(
        "Så bra at du sier det. Når kom brevet?",
        earliest="-1y",
        latest="today",
        suggest=("today", "yesterday", "-7d", "-14d"),
        unknown=True,
        when=how_bad.is_("letter", "afraid"),
        label="Brevet kom",
        why="Noen brev har en frist. Vi teller fra den dagen det kom.",
        sends="cannot_pay",
    )
    sender = one_of(
        "Hvem er brevet fra?",
        {
            "landlord": "Den jeg leier av",
            "collection": "Et inkassofirma",
            "enforcement": "Namsmannen",
            "other": "Noen andre",
        },
        unknown=True,
        when=how_bad.is_("letter", "afraid"),
        label="Brevet er fra",
        sends="cannot_pay",
    )
    dated = date(
        "Står det en dato i brevet? Da vil vi gjerne vite den.",
        earliest="-3m",
        latest="+1y",
        suggest=("today", "tomorrow", "+7d", "+14d"),
        unknown=True,
        optional=True,
        when=how_bad.is_("letter"),
        label="Dato i brevet",
        why="Er det kort tid igjen, skynder vi oss mer.",
        sends="cannot_pay",
    )
    # Tre dager igjen, og en til for timene rundt midnatt: heller en gang for mye.
    near = info(
        "Det kan være kort tid igjen. Ring i dag, og spør hva som gjelder for deg.\n\n"
        "Namsmannen: {enforcement_phone}, {enforcement_hours}.\n"
        "NAV: {nav_phone}, {nav_hours}.\n\n"
        "{contact} får også vite det nå.",
        button="Videre",
        when=came.is_by("-10d") | dated.is_by("+4d"),
    )
    together = one_of(
        "Vil du se på brevet sammen med {contact}?",
        {
            "visit": "Ja, når vi møtes",
            "phone": "Ja, på telefon",
            "photo": "Jeg sender et bilde",
            "wait": "Ikke nå",
        },
        when=how_bad.is_("letter", "afraid"),
        label="Se på brevet sammen",
        why="Du trenger ikke å åpne det alene.",
        sends="cannot_pay",
    )
    photo = photo_or_voice(
        "Ta et bilde av brevet. Dekk til fødselsnummeret.\n\nDet er {contact} som leser det, ikke jeg.",
        optional=True,
        private=True,
        when=together.is_("photo"),
        label="Bilde av brevet",
        why="Er det flere sider, kan du sende dem rett i chatten etterpå.",
        sends="cannot_pay_photo",
    )
    ground = one_of(
        "Er det bare husleia det gjelder?",
        {"rent": "Ja, bare husleie", "other": "Nei, noe annet også"},
        unknown=True,
        when=how_bad.is_("letter"),
        label="Bare husleie",
        why="Det avgjør om saken stopper når du betaler.",
        sends="cannot_pay",
    )
    paying_stops = info(
        "Gjelder saken bare ubetalt husleie, stopper den hvis du betaler alt før låsen byttes: "
        "husleia, det som har forfalt siden, renter og alle kostnader i saken. "
        "Spør namsmannen hva summen er i dag.",
        button="Videre",
        when=ground.is_("rent", "unknown"),
    )
    paying_is_not_enough = info(
        "Da hjelper det ikke bare å betale. Snakk med {contact} i dag.",
        button="Videre",
        when=ground.is_("other"),
    )
    helps = many_of(
        "Hva tror du kan hjelpe?",
        {
            "bostotte": "Bostøtte",
            "agreement": "Å betale litt om gangen",
            "advice": "Gratis råd fra NAV",
            "deduct": "Frivillig trekk",
        },
        none="Vet ikke ennå",
        optional=True,
        label="Kan hjelpe",
        why="Da kan {contact} begynne der. Med trekk går husleia ut før du får pengene.",
        sends="cannot_pay",
    )
    words = text(
        "Vil du si noe mer? Det går til {contact}.",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        label="Mer",
        sends="cannot_pay_words",
    )
    look = one_of(
        "Vil du vite hva som kan skje videre?",
        {"yes": "Ja, vis meg", "wait": "Ikke nå"},
        when=world_is("ladder_1"),
        label="Se hva som kan skje",
    )
    first = info("{ladder_1}", button="Videre", when=look.is_("yes"))
    second = info("{ladder_2}", button="Videre", when=look.is_("yes") & world_is("ladder_2"))
    third = info("{ladder_3}", button="Videre", when=look.is_("yes") & world_is("ladder_3"))
    goodbye = info(
        "Jeg har sagt fra til {contact}, som vanligvis leser {worker_hours}. "
        "Du kan skrive mer her når du vil.\n\n"
        "Vil du snakke med noen før det, ring {phone}. NAV gir gratis råd på {money_phone}.",
        button="Greit",
    )
