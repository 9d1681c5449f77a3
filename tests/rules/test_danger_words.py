"""Words that may mean danger: what is flagged, what is not, and that nothing typed can break it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.danger import GROUPS, Group, folded, may_mean_danger

MAY: dict[str, Group] = {
    "jeg vil ikke leve mer": "life",
    "Jeg orker ikke mer": "life",
    "orker ikke livet lenger": "life",
    "jeg klarer ikke mer nå": "life",
    "jeg skal drepe meg": "life",
    "dreper meg snart selv": "life",
    "jeg tenker på selvmord": "life",
    "selmordstanker hele dagen": "life",
    "eg vil ikkje leve meir": "life",
    "eg orkar ikkje meir": "life",
    "vil bare dø": "life",
    "Jeg vil dø.": "life",
    "eg vil berre døy": "life",
    "skulle ønske jeg var død": "life",
    "alle har det bedre uten meg": "life",
    "jeg skal ta livet av meg": "life",
    "jeg kutter meg": "life",
    "har skadet meg igjen": "life",
    "hopper foran toget i morgen": "life",
    "har ingenting å leve for": "life",
    "håper jeg ikke våkner i morgen": "life",
    "hun puster ikke": "life",
    "han ligger bevisstløs på gulvet": "life",
    "i want to die": "life",
    "I’m going to kill myself": "life",
    "i dont want to live anymore": "life",
    "jeg vil ikke dø": "life",
    "jaig vil ikkke leve meir": "life",
    "tok for mange piller": "overdose",
    "har tatt alle tablettene": "overdose",
    "kompisen min har tatt overdose": "overdose",
    "tror han har tatt en od": "overdose",
    "hun er blå på leppene": "overdose",
    "took too many pills": "overdose",
    "han slår meg": "violence",
    "mannen min slår meg hver helg": "violence",
    "noen ganger slår han meg": "violence",
    "samboeren slo meg i går": "violence",
    "han slaar meg": "violence",
    "kniv": "violence",
    "han har en kniv": "violence",
    "han står utenfor med pistol": "violence",
    "naboen truer meg": "violence",
    "han trua meg med bank": "violence",
    "jeg ble voldtatt": "violence",
    "de kommer etter meg": "violence",
    "jeg er redd for mannen min": "violence",
    "han sier han skal drepe meg": "violence",
    "jeg skal drepe ham": "violence",
    "eg vart slått i går": "violence",
    "he hits me": "violence",
    "he threatened to hurt me": "violence",
    "my husband beats me": "violence",
    "faren slår barna": "child",
    "jeg er redd for barna": "child",
    "ungen min er i fare": "child",
    "she hits the kids": "child",
    "det brenner i leiligheten": "fire",
    "det er brann her": "fire",
    "jeg skal tenne på huset": "fire",
    "the kitchen is on fire": "fire",
}
MAY_NOT = (
    "Jeg kan slå plenen til en dame på 82",
    "kan du slå av lyset",
    "slå på varmen",
    "slå sammen de to avtalene",
    "slå opp nummeret",
    "slå på tv-en for meg",
    "det slår meg at huset er fint",
    "det slo meg i går",
    "jeg slo meg i kneet",
    "drepe tid",
    "jeg dreper litt tid på biblioteket",
    "det var dødsbra",
    "dødsgøy",
    "kan jeg skyte inn noe",
    "kniv og gaffel mangler",
    "trenger brødkniv og ostehøvel",
    "Jeg mangler kjøkkenkniv",
    "det regnet voldsomt",
    "Hei, når kommer du?",
    "døra er ødelagt",
    "jeg dør av latter",
    "vi spilte i går, og Brann vant",
    "jeg kan ikke leve av havregrøt",
    "jeg vil leve",
    "jeg orker ikke vaske i dag",
    "jeg klarer ikke betale husleia",
    "slå av en prat",
    "slappe av",
    "jeg hopper over møtet",
    "jeg kutter ned på kaffen",
    "katten min er død",
    "barna kommer i helgen",
    "kan du henge opp bildet",
    "jeg henger meg på",
    "pillene mine er på apoteket",
    "jeg tar medisinene mine hver dag",
    "brannalarmen piper, kan noen bytte batteri",
    "tenne på peisen",
    "bli med på tur",
    "skjoldet henger på veggen",
    "I will call you tomorrow",
    "can you hit me up later",
    "the beat is good",
    "my back hurts",
    "jeg bor med hun som har mora si på besøk",
    "livet er bra",
    "jeg tar livet med ro",
    "avslutte abonnementet",
    "det er hagl ute",
    "kan jeg ta med hunden",
)


@pytest.mark.parametrize(("words", "group"), MAY.items())
def test_what_may_mean_danger_is_found(words: str, group: Group) -> None:
    """In bokmål, nynorsk, English, slang and misspelt, negated or not; the group chooses numbers."""
    assert group in may_mean_danger(words)


@pytest.mark.parametrize("words", MAY_NOT)
def test_everyday_words_are_left_alone(words: str) -> None:
    """Nobody is shown emergency numbers for mowing a lawn."""
    assert may_mean_danger(words) == ()


@given(st.text())
def test_nothing_typed_can_break_it(words: str) -> None:
    """Any text has an answer, and the answer is of the groups that are known."""
    assert set(may_mean_danger(words)) <= set(GROUPS)


@given(
    st.sampled_from(sorted(MAY)),
    st.booleans(),
    st.sampled_from(["\u200b", "\u200d", "\u00ad", "\ufeff", ""]),
    st.sampled_from(["  ", "\n", "\t ", " - ", "... "]),
)
def test_how_it_is_written_changes_nothing(
    words: str, loud: bool, hidden: str, between: str
) -> None:
    """Capitals, accents left out, invisible characters and odd spaces are looked past."""
    written = between.join(hidden.join(word) for word in words.split(" "))
    written = written.upper() if loud else written
    for there, without in (("å", "a"), ("Å", "A"), ("ø", "o"), ("Ø", "O")):
        assert may_mean_danger(written) == may_mean_danger(written.replace(there, without))
    assert may_mean_danger(written) == may_mean_danger(words)


@given(st.text())
def test_folding_twice_is_folding_once(words: str) -> None:
    """What is compared is plain: folding it again changes nothing."""
    assert folded(folded(words)) == folded(words)


@pytest.mark.parametrize(
    "piece",
    ["a", "slå ", "vil ikke ", "jeg vil bare å ", "tok for mange ", "det er ", "\u200b", "barn "],
)
def test_the_longest_message_takes_no_longer_than_its_length(piece: str) -> None:
    """Twice the words take about twice the time: no pattern goes back over what it has read."""
    long = (piece * 4096)[:4096]
    best = min(_timed(long) for _ in range(3))
    assert best < 0.2, "4,096 characters, far within what a person notices"


def _timed(words: str) -> float:
    begun = time.perf_counter()
    may_mean_danger(words)
    return time.perf_counter() - begun
