"""Conversations as a resident has them."""

from __future__ import annotations

import msgspec
import pytest

from bot.flow.effects import OfferHuman, Sends, Submitted, Unanswered, UnexpectedMedia, WentTo
from tests.flow.sample_flows import WORLD, Brief, Move
from tests.flow.talking import Conversation, talk

MOVE = Move.definition
BRIEF = Brief.definition
ALONE = (
    ("Kari", "✓ Kari"),
    ("Ja", "✓ Ja"),
    ("Hos familie", "✓ Hos familie"),
    ("1", "✓ 1"),
    ("Det er ikke så viktig", "✓ Det er ikke så viktig"),
    ("I morgen, 2026-11-23", "Mener du 2026-11-23?"),
    ("Ja, det stemmer", "Noen er på vakt."),
    ("Fortsett", "Barn har egne rettigheter."),
    ("Greit", "Stemmer dette?"),
)


def at_summary() -> Conversation:
    """Everything answered, nothing sent."""
    return talk(MOVE, WORLD, *ALONE)


def test_a_flow_reads_from_top_to_bottom() -> None:
    """Each answer stands in the first line, the next question below, progress last."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari"))
    assert talked.lines == ["✓ Kari", "Har du et trygt sted å sove i natt?", "2 av 6"]
    assert talked.buttons == [["Ja"], ["Nei"], ["Vet ikke"], ["Hjelp", "Mer"]]


def test_sending_submits_every_answer_that_applies_and_folds_the_screen() -> None:
    """The summary sends the questions' answers in order; afterwards only their number is shown."""
    talked = at_summary().press("Send")
    assert talked.lines == ["6 svar er lagret."]
    sent = talked.effects[0]
    assert isinstance(sent, Submitted)
    assert [answer.step for answer in sent.answers] == [
        "name", "safe", "now", "people", "area", "day",
    ]  # fmt: skip
    assert talked.kinds() == ["Submitted", "Finished"]


def test_two_taps_on_send_send_once() -> None:
    """The second tap comes to a run that is over, and is answered kindly."""
    talked = at_summary()
    data = talked.button("Send").data
    assert talked.tap(data).tap(data).kinds() == ["Stale"]


def test_a_press_on_an_older_question_stores_nothing() -> None:
    """An old button is answered kindly and the present screen shown again."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari"))
    old = talked.button("Nei").data
    talked.press("Ja").tap(old)
    assert talked.value("safe") == "yes"
    assert "Hvor bor du nå?" in talked.lines
    assert talked.kinds() == ["Stale"]


def test_vet_ikke_about_tonight_goes_to_tonight_and_comes_back() -> None:
    """A goto is told once; the run goes on behind it."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari")).press("Vet ikke")
    assert WentTo("tonight", "back") in talked.effects
    assert "Hvor bor du nå?" in talked.lines
    assert talked.press("På sykehus").effects == ()


def test_an_ending_goto_ends_the_run() -> None:
    """`then=end` asks nothing more."""
    talked = talk(BRIEF, WORLD).press("Ikke så bra")
    assert talked.kinds() == ["Sends", "WentTo", "Finished"]
    assert talked.effects[0] == Sends("mood", "how", "bad")


def test_a_flow_without_a_summary_finishes_at_its_last_answer() -> None:
    """Skipping counts as an answer."""
    talked = talk(BRIEF, WORLD).press("Fint", "Mer", "Hopp over")
    assert talked.kinds() == ["Finished"]


def test_a_long_list_is_paged_with_flere() -> None:
    """Five to a screen, and no sixth."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari"), ("Ja", "✓ Ja"))
    assert [row for row in talked.buttons if len(row) == 1][:5] == [
        ["I egen bolig"], ["Hos noen jeg kjenner"], ["Hos familie"], ["På et natthjem"], ["På sykehus"],
    ]  # fmt: skip
    talked.press("Flere")
    assert talked.buttons == [
        ["På hotell"], ["Jeg har ikke noe sted"], ["Forrige"], ["Hjelp", "Mer"],
    ]  # fmt: skip


def test_ticks_come_and_go_until_done() -> None:
    """At most `up_to`; a third is refused with words; «Ferdig» ends."""
    talked = talk(MOVE, WORLD, *ALONE[:4]).press("Sentrum", "Flere", "Vika", "Forrige", "Havna")
    assert "Du har valgt 2. Ta bort en først." in talked.lines
    talked.press("✓ Sentrum", "Havna", "Ferdig")
    assert talked.value("area") == ("a5", "a1")
    assert talked.lines[0] == "✓ Vika og Havna"


def test_changing_shows_the_old_answer_with_behold() -> None:
    """Nothing is dropped by looking; «Behold» lands back on the summary."""
    talked = at_summary().press("Endre noe", "Hvor bor du nå?")
    assert "Svaret ditt nå: Hos familie" in talked.lines
    before = talked.run.answers
    talked.press("Behold")
    assert (talked.lines[0], talked.run.answers) == ("Stemmer dette?", before)


def test_a_change_asks_only_what_became_relevant() -> None:
    """More people bring the question of children; then the summary is back."""
    talked = at_summary().press("Endre noe", "Hvor mange skal bo der?").say("tre")
    assert "Er noen av dem under 18 år?" in talked.lines
    talked.press("Nei")
    assert "Stemmer dette?" in talked.lines


def test_a_change_drops_what_no_longer_applies_only_when_it_is_made() -> None:
    """The ages of children stay until the answer they hang on is replaced."""
    talked = talk(MOVE, WORLD, *ALONE[:3]).press("4", "Ja").say("3 og 5")
    talked.press(*["Mer", "Tilbake"] * 3)
    assert talked.value("ages") == "3 og 5"
    talked.press("1")
    assert (talked.value("children"), talked.value("ages")) == (None, None)


def test_back_shows_the_earlier_answer_and_keeps_the_later_ones() -> None:
    """Two steps back and «Behold» is where one was."""
    talked = talk(MOVE, WORLD, *ALONE[:4]).press("Mer", "Tilbake", "Mer", "Tilbake")
    assert "Svaret ditt nå: Hos familie" in talked.lines
    talked.press("Behold")
    assert "Hvor vil du helst bo?" in talked.lines


def test_two_taps_on_back_go_back_once() -> None:
    """The second tap belongs to a question that is not asked any more."""
    talked = talk(MOVE, WORLD, *ALONE[:3]).press("Mer")
    back = talked.button("Tilbake").data
    assert talked.tap(back).tap(back).run.changing == "now"


def test_half_done_ticks_survive_going_back() -> None:
    """What was ticked is still ticked when one comes back to it."""
    talked = talk(MOVE, WORLD, *ALONE[:4]).press("Sentrum", "Mer", "Tilbake", "Behold")
    assert ["✓ Sentrum"] in talked.buttons


def test_three_tries_offer_a_human() -> None:
    """Every text that was no answer is kept; the third failed try offers a human, with a button."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari"))
    for words in ("hm", "tja", "blå"):
        talked.say(words)
        assert Unanswered(words) in talked.effects
    assert OfferHuman("safe") in talked.effects
    assert talked.press("Snakk med et menneske").kinds() == ["WantsHuman"]


@pytest.mark.parametrize("words", ["", "\0\0", "\u202e\u202c", "👍👍👍", "x" * 4096, "   "])
def test_hostile_words_are_refused_kindly(words: str) -> None:
    """Nothing is stored, the question stands, and a sentence says what to do."""
    talked = talk(MOVE, WORLD).say(words)
    assert talked.run.answers == ()
    assert "Hva skal vi kalle deg?" in talked.lines
    assert len(talked.lines) == 3


def test_invisible_characters_are_taken_out_of_an_answer() -> None:
    """Null bytes and direction overrides are not stored; Persian joiners are."""
    assert talk(MOVE, WORLD).say("Ka\0ri\u202e").value("name") == "Kari"
    assert talk(MOVE, WORLD).say("می\u200cخواهم").value("name") == "می\u200cخواهم"


def test_a_typed_answer_is_told_so_that_its_message_can_go() -> None:
    """What is stored and shown need not stand in the chat too."""
    assert talk(MOVE, WORLD).say("Kari").kinds() == ["TypedAnswer"]


def test_a_private_answer_is_not_shown_but_can_be_looked_at() -> None:
    """«Lagret» on the screen and in the summary; the words stand where one changes them."""
    talked = talk(MOVE, WORLD, *ALONE[:3]).press("4", "Ja").say("3 og 5")
    assert talked.lines[0] == "✓ Lagret"
    assert "Svaret ditt nå: 3 og 5" in talked.press("Mer", "Tilbake").lines


def test_voice_counts_where_the_flow_says_so_and_is_kept_elsewhere() -> None:
    """A spoken answer to a text question is an answer; a photo for a yes or no is offered on."""
    talked = talk(BRIEF, WORLD).press("Fint").send("voice")
    assert talked.kinds() == ["TypedAnswer", "Finished"]
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari")).send("photo")
    assert talked.effects == (UnexpectedMedia("photo", "file-photo"),)


def test_it_can_be_handed_in_early_and_again_when_done() -> None:
    """Enough is said once, sent from «Mer», and the rest is still asked."""
    talked = talk(MOVE, WORLD, *ALONE[:3])
    assert "Du kan sende nå og svare på resten senere. Trykk «Mer»." in talked.lines
    talked.press("Mer", "Send nå, resten senere")
    sent = talked.effects[0]
    assert isinstance(sent, Submitted)
    assert (sent.early, len(sent.answers)) == (True, 3)
    assert "Hvor mange skal bo der?" in talked.lines
    talked.say("1").press("Mer")
    assert "Send nå, resten senere" not in [label for row in talked.buttons for label in row]


def test_why_and_help_are_told_when_asked_or_when_an_answer_did_not_fit() -> None:
    """Placeholders in them are filled from the world."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari"), ("Ja", "✓ Ja")).press(
        "Mer", "Hvorfor spør dere?"
    )
    assert "Vi spør for å vite hvor mye det haster i Fjordvik." in talked.lines
    assert "Tell med deg selv." in talked.press("På sykehus").say("mange").lines


def test_pause_folds_and_comes_back_to_the_same_question() -> None:
    """Nothing of what was said stays on a paused screen."""
    talked = talk(MOVE, WORLD, ("Kari", "✓ Kari")).press("Mer", "Ta en pause")
    assert "Kari" not in " ".join(talked.lines)
    assert talked.kinds() == ["Paused"]
    assert "Har du et trygt sted å sove i natt?" in talked.press("Fortsett").lines


@pytest.mark.parametrize(
    ("typed", "effect"), [("hjelp", "WantsHelp"), ("skjul", "Hide"), ("Menneske!", "WantsHuman")]
)
def test_steering_words_can_be_typed(typed: str, effect: str) -> None:
    """What stands on the buttons works when typed, where own words are not asked for."""
    assert talk(MOVE, WORLD, ("Kari", "✓ Kari")).say(typed).kinds() == [effect]


def test_own_words_are_never_taken_for_steering() -> None:
    """«Hjelp» may be what somebody wants to be called, or needs."""
    assert talk(MOVE, WORLD).say("hjelp").value("name") == "hjelp"


def test_a_day_is_pressed_in_a_calendar_and_confirmed_in_full() -> None:
    """Only days that are allowed can be pressed; months can be turned."""
    talked = talk(MOVE, WORLD, *ALONE[:5]).press("Velg i kalender")
    assert talked.buttons[0] == ["22"]
    assert ["23", "24", "25", "26", "27", "28", "29"] in talked.buttons
    talked.press("desember ›", "8")
    assert "Mener du 2026-12-08?" in talked.lines
    assert talked.press("Nei, en annen dag").value("day") is None
    assert talked.press("30").press("Ja, det stemmer").value("day") == "2026-11-30"


def test_a_day_in_the_past_is_refused_where_it_is_not_allowed() -> None:
    """The sentence says what is possible."""
    talked = talk(MOVE, WORLD, *ALONE[:5]).say("i går")
    assert "2026-11-21 er for tidlig. Velg 2026-11-22 eller senere." in talked.lines


def test_a_day_waiting_for_yes_survives_a_restart() -> None:
    """A typed day is kept until it is confirmed or replaced."""
    talked = talk(MOVE, WORLD, *ALONE[:5]).say("neste fredag")
    again = Conversation(MOVE, WORLD, talked.run)
    assert "Mener du 2026-11-27?" in again.lines
    assert again.say("ja").value("day") == "2026-11-27"


def test_a_yes_to_an_older_day_does_not_confirm_a_newer_one() -> None:
    """The button carries the day it asked about."""
    talked = talk(MOVE, WORLD, *ALONE[:5]).say("i morgen")
    tomorrow = talked.button("Ja, det stemmer").data
    assert talked.say("neste fredag").tap(tomorrow).value("day") == "2026-11-23"


def test_an_info_shows_its_link_and_what_is_not_known_is_shown_on_maybe() -> None:
    """The link's address is filled from the world; `maybe` asks when nothing is known."""
    talked = talk(MOVE, WORLD, *ALONE[:8])
    assert talked.button("Les mer").url == "https://example.org/rett"


def test_the_world_decides_what_it_alone_knows() -> None:
    """A fact that is not known is not taken for true."""
    nobody = msgspec.structs.replace(WORLD, facts={})
    talked = talk(MOVE, nobody, *ALONE[:6]).press("Ja, det stemmer")
    assert "Barn har egne rettigheter." in talked.lines


def test_an_emptied_source_says_so_and_still_lets_one_go_on() -> None:
    """A list that is empty today leaves the button for none."""
    empty = msgspec.structs.replace(WORLD, sources={})
    talked = talk(MOVE, empty, *ALONE[:4])
    assert "Her er det ikke noe å velge nå." in talked.lines
    assert talked.press("Det er ikke så viktig").value("area") == ()
