"""Bli kjent: språk og samtykke i to små steg; så går det videre til «Om deg».

Et «Ikke nå» er like stort som et «Ja», avslutter vennlig og stenger ikke for numre eller hjelp i natt.
"""

from bot.flow import Flow, end, from_source, goto, info, one_of


class Welcome(Flow, id="welcome", version=1, title="Bli kjent"):
    """Bli kjent."""

    language = one_of(
        "Hei! Jeg er en digital hjelper fra {municipality}, ikke et menneske. Velg språk.",
        from_source("languages"),
        label="Språk",
        sends="language",
    )
    kept = one_of(
        "Det du skriver her, blir lagret. De som skal hjelpe deg, kan lese det. Er det greit?",
        {"yes": "Ja", "later": "Ikke nå", "more": "Les mer"},
        label="Lagre det jeg skriver",
    )
    kept_more = info(
        "Vi lagrer svarene dine og det du skriver til oss. Vi leser i arbeidstida.\n\n"
        "Den som leier ut boligen, leser aldri det du skriver med den som følger deg opp.\n\n"
        "Du kan se alt, rette det og slette det når du vil.",
        button="Videre",
        when=kept.is_("more"),
    )
    kept_again = one_of(
        "Er det greit at vi lagrer det du skriver?",
        {"yes": "Ja", "later": "Ikke nå"},
        label="Lagre det jeg skriver",
        when=kept.is_("more"),
    )
    limits = one_of(
        "Telegram kan også lese det som står her. Skriv derfor ikke fødselsnummer, "
        "passord eller noe om sykdom.\n\n"
        "{confidentiality_limit}\n\n"
        "Vil du begynne?",
        {"yes": "Ja", "later": "Ikke nå", "more": "Les mer"},
        label="Begynne",
        when=kept.is_("yes") | kept_again.is_("yes"),
    )
    limits_more = info(
        "Å si fra betyr å ringe barnevernet eller nødnummeret. Slik er loven.\n\n"
        "Er det noe du ikke vil skrive her, kan du si det i en samtale. Ring {phone}.",
        button="Videre",
        when=limits.is_("more"),
    )
    limits_again = one_of(
        "Vil du begynne?",
        {"yes": "Ja", "later": "Ikke nå"},
        label="Begynne",
        when=limits.is_("more"),
    )
    not_now = info(
        "Det er helt greit. Det du har svart, slettes innen et døgn.\n\n"
        "«Trygt sted i natt» og «Hjelpenumre» virker likevel. Du kan også ringe {phone}.",
        button="Greit",
        when=kept.is_("later")
        | kept_again.is_("later")
        | limits.is_("later")
        | limits_again.is_("later"),
        sends="consent_not_now",
    )
    agreed = info(
        "Takk. Du kan ombestemme deg når du vil.\n\n"
        "Har dere ikke snakket på sju dager, ber jeg den som følger deg opp, om å ta kontakt. "
        "Det kan du slå av.\n\n"
        "Nå kommer noen få spørsmål. Du kan hoppe over alle.",
        button="Videre",
        when=limits.is_("yes") | limits_again.is_("yes"),
        sends="consent",
    )
    about_me = goto("about_me", when=agreed.known(), then=end)
