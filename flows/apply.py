"""Søke om bolig: ett spørsmål om gangen, og du kan sende etter tre svar.

Først spør vi om i natt. Vi spør ikke om fødselsnummer, inntekt eller sykdom, og ikke noe svar stopper deg.
"""

from bot.flow import (
    Flow,
    back,
    date,
    from_source,
    goto,
    info,
    many_of,
    maybe,
    number,
    one_of,
    summary,
    text,
    world_is,
    yes_no,
)
from flows.situation import HOMES


class Apply(Flow, id="apply", version=1, title="Søke om bolig"):
    """Søke om bolig."""

    safe = yes_no("Har du et trygt sted å sove i natt?", unknown=True)
    tonight = goto("tonight", when=safe.is_not("yes"), then=back)
    counts = info(
        "Det du sender herfra, er søknaden din. Etter tre svar kan du sende den. "
        "Resten kan du ta når du vil.",
        button="Begynn",
        when=world_is("sending_is_the_application"),
    )
    prepares = info(
        "Dette er ikke søknaden ennå. {registered_by} legger den inn sammen med deg {registered_day}.\n\n"
        "Etter tre svar kan du sende det. Resten kan du ta når du vil.",
        button="Begynn",
        when=maybe(~world_is("sending_is_the_application")),
    )
    name = text(
        "Hva skal vi kalle deg?",
        max=60,
        private=True,
        when=maybe(~world_is("has_name")),
        why="Vi må vite hvem vi snakker med. Skriv ikke fødselsnummer her.",
    )
    reach = one_of(
        "Hvordan skal vi nå deg?",
        {
            "here": "Her i chatten",
            "phone": "På telefon",
            "worker": "Via en som følger meg opp",
            "friend": "Via en jeg kjenner",
            "letter": "I posten",
        },
        why="Vi må kunne gi deg svar.",
    )
    reach_how = text(
        "Skriv nummer, navn eller adresse.",
        max=300,
        private=True,
        optional=True,
        when=reach.is_("phone", "worker", "friend", "letter"),
    )
    now = one_of(
        "Hvor bor du nå?",
        HOMES,
        unknown=True,
        why="Da vet vi hvor mye det haster.",
    )
    now_other = text(
        "Hvor er det?",
        max=200,
        optional=True,
        private=True,
        when=now.is_("other"),
    )
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
    who = one_of(
        "Hvem skal bo der?",
        {
            "alone": "Bare jeg",
            "partner": "Jeg og en partner",
            "family": "Jeg og familien min",
            "someone": "Jeg og en jeg kjenner",
        },
        unknown=True,
        optional=True,
        why="Da finner vi et hjem som er stort nok.",
    )
    people = number(
        "Hvor mange blir dere?",
        min=2,
        max=12,
        unknown=True,
        optional=True,
        when=who.is_("family", "someone"),
    )
    children = one_of(
        "{confidentiality_limit}\n\nHar du barn som skal bo der, eller komme på besøk?",
        {
            "live": "De skal bo der",
            "visit": "De kommer på besøk",
            "both": "Begge deler",
            "no": "Nei",
        },
        optional=True,
        label="Barn som bor der eller kommer",
        why="Da finner vi et hjem med plass til barna.",
    )
    how_many = number(
        "Hvor mange barn?",
        min=1,
        max=15,
        optional=True,
        when=children.is_("live", "visit", "both"),
    )
    lived_here = one_of(
        "{residence_rule}\n\nHvor lenge har du bodd i {municipality}?",
        {
            "under_one": "Under ett år",
            "one_to_two": "Ett til to år",
            "over_two": "Over to år",
            "elsewhere": "Jeg bor ikke her nå",
        },
        unknown=True,
        optional=True,
        label="Har bodd her",
        why="Slik er regelen her. Et menneske ser på den, ikke jeg.",
    )
    why_now = text(
        "Hvorfor trenger du en bolig nå?\n\nNoen få ord holder.",
        max=2000,
        voice=True,
        optional=True,
        private=True,
        label="Hvorfor nå",
        why="Dine egne ord sier mer enn et skjema. Du trenger ikke skrive om helse.",
    )
    tried = many_of(
        "Hva har du prøvd selv?",
        {
            "ads": "Sett på annonser",
            "viewing": "Vært på visning",
            "nav": "Spurt NAV",
            "people": "Spurt folk jeg kjenner",
            "landlord": "Spurt den jeg leier av",
        },
        none="Ikke noe ennå",
        optional=True,
        why="Noen kommuner vil vite det. «Ikke noe ennå» er et godt svar.",
    )
    urgent = many_of(
        "Er det noe som gjør at det haster?",
        {
            "no_home": "Jeg har ikke noe sted",
            "children": "Det gjelder barn",
            "leaving": "Jeg skal ut fra et sted",
            "lease_ends": "Jeg må flytte snart",
            "unsafe": "Jeg er ikke trygg der jeg bor",
        },
        none="Nei",
        unknown=True,
        optional=True,
        why="Da vet vi hva som må gå først. Mange meldinger gjør ikke at det går fortere.",
    )
    move_by = date(
        "Når må du flytte?",
        earliest="today",
        latest="+2y",
        suggest=("+7d", "+14d", "+30d"),
        unknown=True,
        optional=True,
        when=urgent.has("lease_ends", "leaving"),
    )
    help_wanted = many_of(
        "Vil du ha hjelp til noe, så det blir godt å bo?",
        {
            "money": "Penger og regninger",
            "home": "Mat, vask og rydding",
            "papers": "Brev og papirer",
            "talk": "Noen å snakke med",
            "moving": "Flytting og møbler",
        },
        none="Nei takk",
        optional=True,
        why="Du kan si nei til alt. Det stopper ikke søknaden.",
    )
    honest = info(
        "Det finnes færre boliger enn folk som trenger dem. Jeg kan ikke love at du får det du "
        "ønsker. Men ønskene dine følger søknaden, og du får vite grunnen om det blir nei.",
        button="Greit",
    )
    wishes = many_of(
        "Hva er viktigst for deg?",
        {
            "family": "Nær dem jeg er glad i",
            "away": "Langt fra et visst miljø",
            "quiet": "Stille",
            "entrance": "Egen inngang",
            "no_stairs": "Uten trapp, eller med heis",
            "animal": "Plass til dyr",
            "children": "Barn kan komme på besøk",
            "staff": "Noen på jobb i nærheten",
            "alone": "Å bo alene",
            "together": "Å bo med noen",
        },
        up_to=3,
        label="Viktigst for meg",
        none="Det er ikke så viktig",
        optional=True,
    )
    area = many_of(
        "Hvor vil du helst bo?",
        from_source("areas"),
        up_to=3,
        none="Det er ikke så viktig",
        optional=True,
    )
    not_area = many_of(
        "Er det et sted du ikke vil bo?",
        from_source("areas"),
        none="Nei",
        optional=True,
        why="Du slipper å si hvorfor.",
    )
    impossible = text(
        "Er det noe som gjør at du ikke kan bo et sted?",
        max=1000,
        voice=True,
        optional=True,
        private=True,
        label="Det som ikke går",
        why="Det kan være trapper, støy, eller folk i huset. Vi viser det til dem som leter.",
    )
    lasting = one_of(
        "Trenger du et hjem for en stund, eller for lang tid?",
        {"while": "For en stund", "long": "For lang tid", "either": "Begge deler er greit"},
        unknown=True,
        optional=True,
    )
    see_worker = one_of(
        "Kan den som følger deg opp, lese søknaden?",
        {"yes": "Ja", "later": "Ikke nå"},
        why="Da kan dere snakke om den. Et nei stopper ikke søknaden.",
    )
    ask_housing_office = one_of(
        "{unit_housing_office}. {unit_housing_office_sees}\n\nEr det greit for deg?",
        {"yes": "Ja", "later": "Ikke nå"},
        when=world_is("unit_housing_office"),
        label="{unit_housing_office}",
        why="De leter etter et hjem til deg. Et nei stopper ikke søknaden.",
    )
    ask_nav = one_of(
        "{unit_nav}. {unit_nav_sees}\n\nEr det greit for deg?",
        {"yes": "Ja", "later": "Ikke nå"},
        when=world_is("unit_nav"),
        label="{unit_nav}",
        why="Da slipper du å si alt to ganger. Et nei stopper ikke søknaden.",
    )
    ask_health = one_of(
        "{unit_health}. {unit_health_sees}\n\nEr det greit for deg?",
        {"yes": "Ja", "later": "Ikke nå"},
        when=world_is("unit_health"),
        label="{unit_health}",
        why="De kan si hva slags hjem som passer. Et nei stopper ikke søknaden.",
    )
    ask_substance_services = one_of(
        "{unit_substance_services}. {unit_substance_services_sees}\n\nEr det greit for deg?",
        {"yes": "Ja", "later": "Ikke nå"},
        when=world_is("unit_substance_services"),
        label="{unit_substance_services}",
        why="De kan si hva slags hjelp som passer. Et nei stopper ikke søknaden.",
    )
    ask_next_of_kin = one_of(
        "{unit_next_of_kin}. {unit_next_of_kin_sees}\n\nEr det greit for deg?",
        {"yes": "Ja", "later": "Ikke nå"},
        when=world_is("unit_next_of_kin"),
        label="{unit_next_of_kin}",
        why="Noen vil ha med en de stoler på. Et nei stopper ikke søknaden.",
    )
    papers = many_of(
        "Hvilke papirer har du?\n\nBare kryss av. Send dem ikke her.",
        from_source("papers"),
        none="Ingen ennå",
        optional=True,
        label="Papirer jeg har",
        why="Da vet vi hva vi kan hjelpe deg å finne. Du kan søke uten.",
    )
    done = summary(
        "Stemmer dette?",
        sends="application",
        submit="Send",
        enough=("name", "reach", "now"),
    )
