"""Hvordan du bor nå: de elleve svarene fra den norske kartleggingen, i samme rekkefølge.

Det spørres ikke om rus, sykdom eller medisiner. Hvert svar kan hoppes over.
"""

from bot.flow import Flow, back, goto, many_of, number, one_of, summary, text, yes_no

HOMES = {
    "own": "Egen eid bolig",
    "private": "Leier privat",
    "municipal": "Leier av kommunen",
    "partner": "Hos kjæreste eller partner",
    "friends": "Hos venner, kjente eller slekt",
    "temporary": "Hospits, pensjonat, camping",
    "shelter": "Natthjem",
    "outside": "Ute, uten noe fast sted",
    "institution": "Institusjon",
    "prison": "Fengsel",
    "other": "Noe annet",
}


class Situation(Flow, id="situation", version=3, title="Hvordan du bor nå"):
    """Hvordan du bor nå."""

    migrations = {1: dict, 2: dict}

    now = one_of(
        "Hvor bor du nå?",
        HOMES,
        unknown=True,
        why="Da vet vi hva slags hjelp du trenger, og hvor mye det haster.",
    )
    now_other = text(
        "Hvor er det?",
        max=200,
        optional=True,
        private=True,
        when=now.is_("other"),
    )
    tonight = goto("tonight", when=now.is_("shelter", "outside"), then=back)
    discharge = goto("discharge", when=now.is_("institution", "prison"), then=back)
    rent_away = goto("rent_away", when=now.is_("institution", "prison"), then=back)
    how_long = one_of(
        "Hvor lenge har du bodd slik?",
        {
            "week": "Under en uke",
            "month": "Under en måned",
            "half_year": "1 til 6 måneder",
            "year": "6 til 12 måneder",
            "longer": "Over et år",
        },
        unknown=True,
        optional=True,
    )
    before = one_of(
        "Hvor bodde du rett før dette?",
        HOMES,
        unknown=True,
        optional=True,
        why="Da ser vi hva som har endret seg.",
    )
    back_there = one_of(
        "Kan og vil du flytte tilbake dit?",
        {"yes": "Ja", "no": "Nei", "unsure": "Usikker"},
        optional=True,
        when=before.known(),
        why="Mange vil ikke tilbake. Det er et helt greit svar.",
    )
    asked_to_help = many_of(
        "Har noen fått i oppgave å hjelpe deg med bolig?",
        {
            "nav": "NAV",
            "office": "Boligkontoret",
            "team": "De som følger meg opp",
            "institution": "Stedet jeg er på nå",
        },
        none="Nei, ingen",
        unknown=True,
        optional=True,
    )
    live_on = one_of(
        "Hva lever du mest av?",
        {
            "wages": "Lønn",
            "unemployment": "Dagpenger",
            "sick_pay": "Sykepenger",
            "pension": "Pensjon eller uføretrygd",
            "student": "Studielån eller stipend",
            "aap": "Arbeidsavklaringspenger (AAP)",
            "programme": "Kvalifiseringsstønad",
            "social": "Sosialhjelp",
            "other": "Noe annet",
        },
        unknown=True,
        optional=True,
        why="Da kan vi si hva du kan søke om, som bostøtte. Vi spør ikke hvor mye du får.",
    )
    children = yes_no(
        "{confidentiality_limit}\n\nHar du barn under 18 år?",
        optional=True,
        label="Barn under 18 år",
        why="Et hjem må passe for barna også. Du kan hoppe over det.",
    )
    how_many = number(
        "Hvor mange barn?",
        min=1,
        max=15,
        optional=True,
        when=children.is_("yes"),
    )
    with_children = one_of(
        "Hvor mye er barna hos deg?",
        {
            "daily": "De bor hos meg",
            "shared": "De bor hos meg halve tida",
            "visits": "De kommer på besøk",
            "away": "De er ikke hos meg nå",
        },
        unknown=True,
        optional=True,
        when=children.is_("yes"),
    )
    plan = yes_no(
        "Har du en individuell plan?",
        unknown=True,
        optional=True,
        why="Det er en plan som er din, når du får hjelp fra flere steder.",
    )
    plan_help = yes_no(
        "Vil du at noen finner ut om du kan få en slik plan?",
        optional=True,
        when=plan.is_("no", "unknown"),
    )
    plan_home = yes_no(
        "Står det noe om bolig i planen?",
        unknown=True,
        optional=True,
        when=plan.is_("yes"),
    )
    group = yes_no(
        "Har du en ansvarsgruppe?",
        unknown=True,
        optional=True,
        why="Det er en gruppe av dem som hjelper deg. Dere møtes og blir enige om ting.",
    )
    group_home = yes_no(
        "Snakker dere om bolig der?",
        unknown=True,
        optional=True,
        when=group.is_("yes"),
    )
    wants_visits = yes_no(
        "Vil du ha hjelp av noen der du bor?",
        unknown=True,
        optional=True,
        why="Noen vil ha besøk og støtte hjemme. Et nei stopper ingenting.",
    )
    has_visits = yes_no("Får du slik hjelp nå?", unknown=True, optional=True)
    wants_more = yes_no(
        "Trenger du annen hjelp fra {municipality}?",
        unknown=True,
        optional=True,
    )
    has_more = yes_no("Får du noe av det nå?", unknown=True, optional=True)
    done = summary(
        "Stemmer dette? Den som følger deg opp, leser det når du har sagt ja til det.",
        sends="situation",
        submit="Ja, det stemmer",
    )
