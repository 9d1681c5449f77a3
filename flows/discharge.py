"""Når du skal ut fra et sted: behandling, sykehus, fengsel eller noe annet.

Du bestemmer om noen får vite det. Vi spør ikke hvorfor du er der, og ikke om medisiner.
"""

from bot.flow import Flow, back, date, goto, one_of, summary, text, world_is, yes_no

KINDS = {
    "treatment": "Behandling",
    "hospital": "Sykehus",
    "prison": "Fengsel",
    "other": "Et annet sted",
}
REFERRED = {
    "municipality": "Kommunen",
    "doctor": "Fastlegen",
    "hospital": "Et sykehus",
    "myself": "Jeg selv",
    "other": "Noen andre",
}


class Discharge(Flow, id="discharge", version=1, title="Når du skal ut"):
    """Når du skal ut."""

    what = one_of(
        "Du har fortalt meg når du skal ut. Hva er nytt?",
        {
            "same": "Det stemmer fortsatt",
            "day": "Dagen er en annen",
            "moved": "Jeg er flyttet et annet sted",
            "out": "Jeg er ute nå",
        },
        when=world_is("has_discharge"),
        label="Nytt",
    )
    new = ~world_is("has_discharge") | what.is_("moved")
    kind = one_of(
        "Hva slags sted er du på?",
        KINDS,
        optional=True,
        when=new,
        label="Sted",
        why="Da vet vi hvem planen lages sammen med. Vi spør ikke hvorfor du er der.",
    )
    where = text(
        "Hva heter stedet?",
        max=100,
        optional=True,
        when=new,
        label="Navn på stedet",
    )
    referred = one_of(
        "Hvem ordnet det slik at du kom dit?",
        REFERRED,
        unknown=True,
        optional=True,
        when=new,
        label="Ordnet av",
        why="Var det ikke kommunen, vet de kanskje ikke at du er der.",
    )
    came = date(
        "Når kom du dit?",
        earliest="-5y",
        latest="today",
        suggest=("today", "yesterday", "-7d"),
        unknown=True,
        optional=True,
        when=new,
        label="Kom dit",
        why="Er du der bare noen uker, må alt begynne med en gang.",
    )
    day = date(
        "Hvilken dag skal du ut?\n\nEr den ikke satt, skriver du «vet ikke».",
        earliest="today",
        latest="+5y",
        suggest=("+7d", "+14d", "+1m", "+3m"),
        unknown=True,
        when=new | what.is_("day"),
        label="Skal ut",
        why="Vi vil ha en plan klar før den dagen.",
    )
    left = date(
        "Hvilken dag kom du ut?",
        earliest="-14d",
        latest="today",
        suggest=("today", "yesterday", "-2d"),
        when=what.is_("out"),
        label="Kom ut",
    )
    safe = yes_no(
        "Har du et trygt sted å sove i natt?",
        unknown=True,
        when=what.is_("out"),
        label="Trygt sted i natt",
    )
    tonight = goto("tonight", when=safe.is_not("yes"), then=back)
    tell = yes_no(
        "Skal jeg si fra til {contact}? Dette er alt {contact} får vite:\n\n"
        "Sted: {answer_kind}\nNavn: {answer_where}\nOrdnet av: {answer_referred}\n"
        "Kom dit: {answer_came}\nSkal ut: {answer_day}\n\n"
        "Dere får en liste sammen over det som må være klart. Koordinatoren kan også se den. "
        "Sier du nei, er lista bare din. Alt annet er som før.",
        yes="Ja, si fra",
        no="Nei",
        when=new,
        label="Si fra til {contact}",
        why="Vet {contact} det tidlig, er det bedre tid til å finne et hjem.",
    )
    phone = yes_no(
        "Har du telefonen din mens du er der?",
        optional=True,
        when=new,
        label="Har telefon",
        why="Har du den ikke, venter meldingene til du får den.",
    )
    phone_from = date(
        "Hvilken dag gir du fra deg telefonen?",
        earliest="today",
        latest="+1y",
        suggest=("today", "tomorrow", "+2d"),
        when=phone.is_("no"),
        label="Uten telefon fra",
    )
    phone_to = date(
        "Hvilken dag får du den igjen?\n\n"
        "Skriver {contact} til deg før det, får {contact} vite når meldingen kommer fram.",
        earliest="tomorrow",
        latest="+1y",
        suggest=("+7d", "+14d", "+1m", "+3m"),
        when=phone.is_("no"),
        label="Uten telefon til",
    )
    ask = yes_no(
        "Skal jeg spørre hvordan du har det når du er ute? "
        "Det er fire ganger på to uker. {contact} leser svaret.",
        yes="Ja, spør meg",
        no="Nei",
        when=new,
        label="Spør meg etterpå",
        why="Mange sier at ingen spør. Du kan si nei når du vil.",
    )
    done = summary(
        "Stemmer dette?",
        sends="discharge",
        submit="Ja, det stemmer",
    )
