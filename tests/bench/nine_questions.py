"""The nine questions of the benchmark, as a flow of ours; takes the place of «apply» in ours.py.

The same kinds in the same order as the peers': choice, choice, text, number, choice, text, text,
choice, choice.
"""

from __future__ import annotations

from bot.flow import Flow, number, one_of, text

FOUR = {"yes": "Ja", "no": "Nei", "partly": "Litt", "later": "Ikke nå"}


class NineQuestions(Flow, id="apply", version=1):
    """Ni spørsmål."""

    first = one_of("Har du søkt om bolig før?", FOUR)
    second = one_of("Bor du alene?", FOUR)
    name = text("Hva skal vi kalle deg?", max=100)
    people = number("Hvor mange skal bo der?", min=1, max=12)
    fifth = one_of("Har du et sted å bo nå?", FOUR)
    moving = text("Når vil du flytte?", max=100)
    needs = text("Er det noe boligen må ha?", max=500)
    eighth = one_of("Vil du ha hjelp med økonomien?", FOUR)
    ninth = one_of("Kan vi ringe deg?", FOUR)
