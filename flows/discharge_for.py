"""For den som følger opp: før opp når noen skal ut fra et sted, når de har sagt ja til det.

Den det gjelder, får vite at det er ført opp, og kan endre alt.
"""

from bot.flow import Flow, date, info, one_of, summary, text, world_is, yes_no
from flows.discharge import KINDS, REFERRED


class DischargeFor(Flow, id="discharge_for", version=1, title="Skal ut fra et sted"):
    """Skal ut fra et sted."""

    agreed = yes_no(
        "Har {resident_name} sagt ja til at du fører opp dette?",
        label="Sagt ja",
        why="Uten et ja lagrer vi ingenting. Du kan spørre når dere snakkes.",
    )
    not_agreed = info(
        "Da fører jeg ikke opp noe. Du kan komme tilbake når {resident_name} har sagt ja.",
        button="Greit",
        when=agreed.is_("no"),
    )
    what = one_of(
        "Hva er nytt?",
        {
            "day": "Dagen er en annen",
            "moved": "Flyttet til et annet sted",
            "out": "Er ute nå",
        },
        when=agreed.is_("yes") & world_is("has_shared_discharge"),
        label="Nytt",
    )
    new = agreed.is_("yes") & (~world_is("has_shared_discharge") | what.is_("moved"))
    kind = one_of("Hva slags sted er det?", KINDS, optional=True, when=new, label="Sted")
    where = text("Hva heter stedet?", max=100, optional=True, when=new, label="Navn på stedet")
    referred = one_of(
        "Hvem ordnet oppholdet?",
        {**REFERRED, "myself": "Personen selv"},
        unknown=True,
        optional=True,
        when=new,
        label="Ordnet av",
    )
    came = date(
        "Når kom {resident_name} dit?",
        earliest="-5y",
        latest="today",
        suggest=("today", "yesterday", "-7d"),
        unknown=True,
        optional=True,
        when=new,
        label="Kom dit",
        why="Er det under tre uker, begynner alt på lista med en gang.",
    )
    day = date(
        "Hvilken dag skal {resident_name} ut?\n\nEr den ikke satt, skriver du «vet ikke».",
        earliest="today",
        latest="+5y",
        suggest=("+7d", "+14d", "+1m", "+3m"),
        unknown=True,
        when=new | what.is_("day"),
        label="Skal ut",
    )
    left = date(
        "Hvilken dag kom {resident_name} ut?",
        earliest="-14d",
        latest="today",
        suggest=("today", "yesterday", "-2d"),
        when=what.is_("out"),
        label="Kom ut",
    )
    phone = yes_no(
        "Har {resident_name} telefonen sin der?",
        unknown=True,
        optional=True,
        when=new,
        label="Har telefon",
        why="Uten telefon venter meldingene, og jeg minner deg ikke på at det er stille.",
    )
    phone_from = date(
        "Fra hvilken dag er telefonen borte?",
        earliest="-1d",
        latest="+1y",
        suggest=("today", "tomorrow", "+2d"),
        when=phone.is_("no"),
        label="Uten telefon fra",
    )
    phone_to = date(
        "Hvilken dag er den tilbake?",
        earliest="tomorrow",
        latest="+1y",
        suggest=("+7d", "+14d", "+1m", "+3m"),
        when=phone.is_("no"),
        label="Uten telefon til",
    )
    ask = yes_no(
        "Vil {resident_name} bli spurt hvordan det går etterpå? Det er fire ganger på to uker.",
        when=new,
        label="Spør etterpå",
    )
    done = summary(
        "Stemmer dette? {resident_name} får vite at du har ført det opp, og kan endre alt.",
        sends="discharge_for",
        submit="Ja, det stemmer",
    )
