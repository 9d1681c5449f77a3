"""Every word a person reads: plain, kind, complete, and the same in each language."""

import json
import re

import pytest

from bot.flow import Definition, check_bindings
from bot.i18n import Texts
from bot.pack import load
from tests.words.everything import LOCALES, LOCK, Lock, everything, flows, lock, rooms
from tests.words.names import EFFECTS, FACTS, SOURCES, VALUES
from tests.words.plain_language import ON_A_LOCK_SCREEN, forbidden, lix, long_words, words

QUESTION, EXPLANATION, BUTTON = 30, 35, 30
SHORT = 8  # fewer words than this, and LIX says nothing: two long words at most instead
LONG_IN_SHORT = 2
OFFICIAL = "the official names, which a reader knows from letters"
TESTED = "the categories of the national survey, tested with those they are about"
PLACES = "what these places and people are called"
HARDER = {
    "situation.now": TESTED,
    "situation.before": TESTED,
    "apply.now": TESTED,
    "situation.live_on": OFFICIAL,
    "situation.live_on.aap": OFFICIAL,
    "situation.asked_to_help": OFFICIAL,
    "discharge.kind": PLACES,
    "discharge.referred": PLACES,
    "discharge_for.kind": PLACES,
    "discharge_for.referred": PLACES,
    "apply.ask_": "the pack's own words come in where the placeholders stand",
    "cannot_pay.paying_stops": "exact: what stops a case and what does not; followed by who to ask",
    "interpreter.language": "names of languages",
    "rent.how": "«betaler» and «husleia» are the words people use",
    "staff.away.ended": "for staff; two short sentences",
    "about.erase.ask": "three short sentences; «registrert» and «kommunen» are what it is about",
}
EXCLAIMS = {
    "welcome.language": "the mission gives these first words: «Hei! Jeg er en digital hjelper …»"
}
SENDS_WITHOUT_SUMMARY = {
    "welcome": "consent is taken where it is given; «Om deg» has the summary",
    "tonight": "sends at «Si fra til vakta nå»",
    "morning": "one question",
    "after_discharge": "as morning: the answer goes on at once",
    "contact": "«Det haster» sends at once",
    "note": "goes to nobody: it is kept, shown and can be changed",
    "note_change": "as note",
    "peer": "words to a human, written to them: they are sent as they are",
    "invitation_change": "one question: yes or no to what stands above it",
    "cannot_pay": "sends at the first answer, and at each that follows",
}
ON_LOCK_SCREENS = ("new_appointment.kind.", "thread.cover", "thread.read", "staff.notice")

FLOWS = flows()
WORDS = everything()


def excused(key: str) -> bool:
    """Is this text known to be harder, with a reason?"""
    return any(key == name or (name.endswith("_") and key.startswith(name)) for name in HARDER)


def too_hard(text: str, limit: float) -> bool:
    """Is it harder than the limit, or short and full of long words?"""
    if len(words(text)) < SHORT:
        return long_words(text) > LONG_IN_SHORT
    return lix(text) > limit


def screens(flow: Definition) -> list[tuple[str, str, bool]]:
    """A flow's texts as they are read: each question, each explanation, each screen's buttons."""
    found = []
    for step in flow.steps:
        texts = dict(step.texts())
        own = {f"{step.key}.{part}" for part in ("why", "help", "label")}
        buttons = [text for key, text in texts.items() if key != step.key and key not in own]
        found += [
            (key, texts[key], key == step.key and step.asks)
            for key in (step.key, *own)
            if key in texts
        ]
        if buttons:
            found.append((f"{step.key} buttons", ". ".join(buttons), True))
    return found


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_a_flow_is_easy_to_read(flow: Definition) -> None:
    """LIX is at most 30 for questions and buttons, at most 35 for explanations."""
    hard = [
        f"{key}: LIX {lix(text):.0f}: {text}"
        for key, text, asked in screens(flow)
        if too_hard(text, QUESTION if asked else EXPLANATION)
        if not excused(key.removesuffix(" buttons"))
    ]
    assert not hard


@pytest.mark.parametrize("room", rooms())
def test_a_rooms_words_are_easy_to_read(room: str) -> None:
    """What the house says around the flows keeps to the limit of explanations."""
    hard = [
        f"{key}: LIX {lix(text):.0f}: {text}"
        for key, text in rooms()[room].items()
        if len(words(text)) >= SHORT and lix(text) > EXPLANATION and not excused(key)
    ]
    assert not hard


def test_words_that_hurt_are_not_used() -> None:
    """No text holds a word from the list of those we do not use."""
    assert not {key: found for key, text in WORDS.items() if (found := forbidden(text))}


def test_nobody_is_shouted_at() -> None:
    """No exclamation marks, in bokmål or in a translation, but for one quoted sentence."""
    texts = Texts(LOCALES, WORDS)
    shouted = {
        key for key in WORDS for language in texts.languages if "!" in texts.template(key, language)
    }
    assert shouted <= set(EXCLAIMS)


def test_buttons_fit_on_a_phone() -> None:
    """A button has at most 30 characters, in every language."""
    texts = Texts(LOCALES, WORDS)
    long = []
    for flow in FLOWS:
        for step in flow.steps:
            own = {step.key, *(f"{step.key}.{part}" for part in ("why", "help", "label"))}
            for key, _ in step.texts():
                for language in texts.languages:
                    shown = texts.template(key, language)
                    if key not in own and len(shown) > BUTTON:
                        long.append(f"{language} {key}: {shown} ({len(shown)})")
    for key in WORDS:
        shown_in = [texts.template(key, language) for language in texts.languages]
        long += [f"{key}: {one}" for one in shown_in if ".button." in key and len(one) > BUTTON]
    assert not long


def test_english_is_complete() -> None:
    """Every text has an English one with the same placeholders.

    One whose bokmål has changed since is shown and reported by `main.py messages`; it blocks nothing.
    """
    wrong = {"missing", "placeholders", "template"}
    problems = Texts(LOCALES, WORDS).check()
    assert not [str(one) for one in problems if one.language == "en" and one.kind in wrong]


def test_each_key_has_one_owner() -> None:
    """No flow and no room gives words to another's key."""
    owners: dict[str, str] = {}
    parts = [*rooms().items(), *((flow.id, flow.texts()) for flow in FLOWS)]
    for owner, texts in parts:
        for key in texts:
            assert owners.setdefault(key, owner) == owner, f"{key}: {owners[key]} and {owner}"


def test_every_name_a_flow_asks_for_is_known() -> None:
    """Effects, sources, values and facts stand in names.py, each with what it means."""
    check_bindings(FLOWS, effects=EFFECTS, sources=SOURCES, values=VALUES, facts=FACTS)


def test_no_name_is_kept_that_nobody_uses() -> None:
    """names.py holds nothing that no flow asks for."""
    used = {name for f in FLOWS for name in (*f.effects, *f.sources, *f.values, *f.facts)}
    assert not {*EFFECTS, *SOURCES, *VALUES, *FACTS} - used


def test_what_is_sent_is_shown_first() -> None:
    """A flow that sends something ends with a summary, but for those that must not wait."""
    without = {flow.id for flow in FLOWS if flow.effects and flow.summary is None}
    assert without == set(SENDS_WITHOUT_SUMMARY)


def test_a_summary_sends() -> None:
    """«Stemmer dette?» is never asked for nothing."""
    assert all(flow.summary is None or flow.summary.sends for flow in FLOWS)


def test_nothing_forbidden_is_asked() -> None:
    """National identity number, income and diagnosis are never asked for; only told not to write."""
    for flow in FLOWS:
        for key, text in flow.texts().items():
            assert not re.search(r"inntekt|diagnos|\brus\b|rusmid|medisin", text, re.IGNORECASE), (
                key
            )
            assert "fødselsnummer" not in text or "ikke" in text.lower(), key


def test_lock_screens_tell_nothing() -> None:
    """What may stand on a locked screen says nothing of home, money, health or services."""
    shown = {k: text for k, text in WORDS.items() if k.startswith(ON_LOCK_SCREENS)}
    assert shown
    assert not {k for k, text in shown.items() if ON_A_LOCK_SCREEN.search(text)}
    for name in ("fjordvik", "lillevik"):
        pack = load(name)
        named = [one.shown for one in pack.appointment_kinds]
        named += [one.name for one in pack.meeting_places]
        assert not [one for one in named if ON_A_LOCK_SCREEN.search(f"{one.nb} {one.en}")]


def unversioned(locked: Lock, now: Lock) -> list[str]:
    """What changed under people who are in the middle of it."""
    gone = [
        f"{id_} is gone: somebody may be in the middle of it" for id_ in locked if id_ not in now
    ]
    changed = [
        f"{id_} has changed since version {was['version']}: raise version= and write migrations"
        for id_, was in locked.items()
        if id_ in now and now[id_]["steps"] != was["steps"]
        if now[id_]["version"] <= was["version"]
    ]
    return gone + changed


def test_a_changed_flow_has_a_new_version() -> None:
    """Stored answers depend on steps and choices: change them, and version and migration follow.

    After that, run: python -m tests.words.lock_flows
    """
    locked = json.loads(LOCK.read_text("utf-8"))
    assert not unversioned(locked, lock())
    assert lock() == locked, (
        "a flow is new or has a new version: run python -m tests.words.lock_flows"
    )


def test_the_lock_sees_a_changed_step() -> None:
    """Another step under the same version is complained of; under the next version it is not."""
    was = {"apply": {"version": 1, "steps": ["now: one_of(a, b)"]}}
    changed = ["now: one_of(a, c)"]
    assert unversioned(was, {"apply": {"version": 1, "steps": changed}})
    assert unversioned(was, {})
    assert not unversioned(was, {"apply": {"version": 2, "steps": changed}})
