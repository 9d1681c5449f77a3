"""The benchmark's own judgements: what counts as a question, a loss, a doubling, too fast."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bulk import Watch
from crash import Sent, judge
from loop_lag import holds, watch_loop
from nine_questions import NineQuestions
from report import DIALOG, FLOOR, OURS, Results, spoken, table, verdicts
from standin import SCRIPT, Phone, first_button, question

from bot.flow import Opened, Said, World, begin, decide, pressed

MARK = re.compile("kanskje")


def shows(message_id: int, text: str) -> dict[str, object]:
    return {"message_id": message_id, "text": text}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bor du alene?\n\n3 av 9", 3),
        ("3 of 9", 3),
        ("3/9", 3),
        ("Takk.", None),
        ("9 svar er lagret", None),
        ("Du svarte: 1 av 4 rom\nHvor?\n2 av 9", 2),
    ],
)
def test_question(text: str, number: int | None) -> None:
    """A question is known by its mark; an earlier answer that looks like one is passed over."""
    assert question(text) == number


def test_first_button() -> None:
    """Links cannot be pressed; the first button with data is."""
    rows = [[{"text": "Les", "url": "https://x.no"}], [{"text": "Ja", "callback_data": "y"}]]
    assert first_button({"reply_markup": {"inline_keyboard": rows}}) == "y"
    assert first_button(shows(1, "Hei")) is None


async def test_phone_passes_over_older_messages() -> None:
    """Folding an older message is not the end of the conversation; the latest one's edit is."""
    phone = Phone(shown=shows(7, "9 av 9"))
    phone.waiting = asyncio.get_running_loop().create_future()
    phone.show(shows(5, "9 svar er lagret"))
    assert not phone.waiting.done()
    phone.show(shows(7, "Takk."))
    assert phone.waiting.done()


async def test_phone_presses_what_is_shown_now() -> None:
    """A later edit of the same question replaces the buttons that will be pressed."""
    phone = Phone(shown=shows(7, "2 av 9"))
    phone.show(shows(8, "Det forsto jeg ikke.\n2 av 9"))
    assert phone.shown == shows(8, "Det forsto jeg ikke.\n2 av 9")


def test_the_script_answers_our_nine_questions() -> None:
    """Each line of the stand-in's script answers one question of ours; after the ninth none is left."""
    flow = NineQuestions.definition
    now = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    world = World(now=now, today=now.date())
    decision = decide(flow, begin(flow), Opened(), world)
    for number, line in enumerate(SCRIPT.split("|")[1:], 1):
        mark = decision.screen.lines[-1]
        assert (mark.key, mark.values["number"], mark.values["total"]) == (
            "engine.progress",
            number,
            9,
        )
        press = pressed(decision.screen.rows[0][0].data)
        event = press[1] if press and line == "b" else Said(line)
        decision = decide(flow, decision.run, event, world)
    assert all(line.key != "engine.progress" for line in decision.screen.lines)


def sent(number: int, *, life: int = 0, chat: int = 1, mark: bool = False) -> Sent:
    text = f"tok{number:05d}x" + (" (kanskje sendt før)" if mark else "")
    return Sent("sendmessage", chat, text, life)


def test_judge_counts_what_is_lost_and_late() -> None:
    """Message 2 never came, and 1 came after 3 of the same sender."""
    verdict = judge(3, 2, [sent(3), sent(1)], MARK)
    assert (verdict.lost, verdict.disordered, verdict.doubled) == (1, 1, 0)


def test_judge_allows_one_marked_doubling_per_chat_and_kill() -> None:
    """One repetition per chat after a kill is bound to happen; a second one in the chat is not."""
    once = [
        sent(1),
        sent(2, chat=2),
        sent(1, life=1, mark=True),
        sent(2, life=1, chat=2, mark=True),
    ]
    verdict = judge(2, 2, once, MARK)
    assert (verdict.doubled, verdict.beyond, verdict.unmarked) == (2, 0, 0)
    twice = [sent(1), sent(2), sent(1, life=1, mark=True), sent(2, life=1)]
    verdict = judge(2, 2, twice, MARK)
    assert (verdict.doubled, verdict.beyond, verdict.unmarked) == (2, 1, 1)


def test_judge_never_allows_doubling_without_a_kill() -> None:
    """The same message twice in one life of the program is a fault, marked or not."""
    assert judge(1, 1, [sent(1), sent(1, mark=True)], MARK).beyond == 1


def test_judge_takes_edits_for_no_doubling() -> None:
    """A message that shows its words again after an edit is still one message."""
    edit = Sent("editmessagetext", 1, "tok00001x, lest", 0)
    assert judge(1, 1, [sent(1), edit], MARK).doubled == 0


def test_watch_counts_sliding_seconds() -> None:
    """Thirty in a second pass, the thirty-first does not, and a second later there is room."""
    watch = Watch()
    assert all(watch.arrives(10 + i / 100, i, new=True) for i in range(30))
    assert not watch.arrives(10.5, 31, new=True)
    assert watch.arrives(11.6, 32, new=True)
    assert (watch.worst_second, watch.too_fast_in_all) == (31, 1)


def test_watch_allows_a_short_burst_to_a_chat() -> None:
    """Three new messages at once to one chat pass, a fourth does not; edits do not count."""
    watch = Watch()
    assert [watch.arrives(5, 1, new=True) for _ in range(4)] == [True, True, True, False]
    assert watch.arrives(5, 1, new=False)


async def test_holds_are_written_down(tmp_path: Path) -> None:
    """A callback that keeps the loop is found by its name and at least its length."""
    path = tmp_path / "holds.tsv"
    end = watch_loop(path)

    async def keeps_the_loop() -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + 0.02
        while loop.time() < until:
            pass

    await asyncio.create_task(keeps_the_loop())
    await asyncio.sleep(0)
    end()
    _, longest, name = holds(path)[0]
    assert longest >= 20
    assert "keeps_the_loop" in name


def figures(**changed: float) -> dict[str, float]:
    usual = {
        "users": 200,
        "stuck": 0,
        "steps_per_s": 500,
        "cpu_ms_per_step": 1.8,
        "calls_per_step": 1.5,
        "p50_ms": 30,
        "p95_ms": 90,
        "p99_ms": 120,
        "alone_p50_ms": 3,
        "peak_mib": 80,
    }
    return usual | changed


def everything(**ours: float) -> Results:
    crashed = {"messages": 396, "kills": 8, "lost": 0, "disordered": 0, "doubled": 90}
    bulk = {"asked": 1000, "sent": 1000, "chats": 1000, "rate_per_s": 29, "share_of_30": 0.96}
    talking = {"per_s": 500, "alone_ms": 3, "whole": 200, "in_order": 200, "threads": 200}
    page = {"name": "worker, first page", "median": 20.0, "slowest": 30.0, "target": 50}
    return Results(
        relayed={"outwards": [talking], "inwards": [talking], DIALOG: [talking | {"per_s": 900}]},
        lists={"threads": 5000, "found": [page]},
        timed={
            OURS: [figures(**ours)],
            DIALOG: [figures(cpu_ms_per_step=2.0)],
            FLOOR: [figures(alone_p50_ms=2.5)],
        },
        hurried={OURS: [figures()]},
        crashed={OURS: crashed | {"beyond": 0, "unmarked": 0}},
        bulk=bulk | {"worst_second": 30, "refused_429": 0},
        holds=[(1.0, 12.0, "handle")],
        residents=10_000,
    )


def test_verdicts_when_all_is_reached() -> None:
    """Figures within every target are reached, each told in a line of its own."""
    found = verdicts(everything())
    assert all(one.reached for one in found)
    assert len(spoken(found).splitlines()) == len(found)


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("cpu_ms_per_step", 2.1),
        ("steps_per_s", 499),
        ("stuck", 1),
        ("peak_mib", 91),
        ("alone_p50_ms", 3.8),
    ],
)
def test_verdicts_tell_the_one_that_is_missed(figure: str, value: float) -> None:
    """One figure beyond its target makes exactly one line say so."""
    found = verdicts(everything(**{figure: value}))
    assert [one.reached for one in found].count(False) == 1


def test_verdicts_without_our_bot_are_not_measured() -> None:
    """What was not run is neither reached nor missed."""
    assert {one.reached for one in verdicts(Results())} == {None}


def test_table_has_a_row_for_each_bot_timed() -> None:
    """Bots that were not timed have no row."""
    names = {OURS: "Hjemvei", DIALOG: "aiogram-dialog", "ptb": "PTB"}
    lines = table(everything(), names, dict.fromkeys(names, "-")).splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["Hjemvei", "aiogram-dialog"]
    assert len({line.count("|") for line in lines}) == 1
