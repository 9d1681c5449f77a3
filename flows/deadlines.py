"""Frister du vil bli minnet på: bostøtte, papirer, svar på et tilbud, en klage, eller at noe tar slutt.

Påminnelsen er din. Et menneske kan hjelpe deg fra hver påminnelse.
"""

from bot.flow import Flow, date, one_of, summary


class Deadlines(Flow, id="deadlines", version=1, title="Frister"):
    """Frister."""

    what = one_of(
        "Hva skal jeg minne deg på?",
        {
            "bostotte": "Bostøtte hver måned",
            "papers": "Papirer jeg skal levere",
            "offer": "Et tilbud jeg skal svare på",
            "appeal": "Jeg vil kanskje klage",
            "contract": "Kontrakten min går ut",
            "temporary": "Jeg kan bo her bare en tid",
        },
        label="Minn meg på",
    )
    day = date(
        "Hvilken dag er den siste?",
        earliest="today",
        latest="+5y",
        suggest=("+7d", "+14d", "+1m", "+6m"),
        when=what.is_("papers", "offer", "contract", "temporary"),
        label="Siste dag",
    )
    came = date(
        "Når fikk du vedtaket?",
        earliest="-6m",
        latest="today",
        suggest=("today", "yesterday", "-7d"),
        when=what.is_("appeal"),
        label="Vedtaket kom",
        why="Fristen er vanligvis tre uker fra den dagen. Jeg regner den ut.",
    )
    done = summary(
        "Stemmer dette? Du kan slå det av når du vil.",
        sends="deadline",
        submit="Ja, det stemmer",
    )
