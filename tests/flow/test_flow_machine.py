"""Any conversation at all: back, change, keep, skip, old buttons, nonsense, restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import msgspec
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.flow import Opened, Pressed, Run, Said, SentMedia, decide, dump, load, standing
from bot.flow.conditions import Knowledge
from bot.flow.route import applies
from bot.flow.steps.goto import Goto
from tests.flow.sample_flows import WORLD, Move
from tests.flow.strategies import answering
from tests.flow.talking import Conversation, rendered

if TYPE_CHECKING:
    from bot.flow.events import Event
    from bot.flow.steps.base import Step

FLOW = Move.definition


class AnyConversation(RuleBasedStateMachine):
    """One run of the branching flow, with what must hold whatever is done to it."""

    @initialize(data=st.data(), already=st.integers(0, 12))
    def begin(self, data: st.DataObject, already: int) -> None:
        """Open the flow, and come some way into it, so that there is much to go back to."""
        self.talk = Conversation(FLOW, WORLD)
        self.seen = {b.data for row in self.talk.screen.rows for b in row if b.data}
        for _ in range(already):
            if self.here is not None and self.here is not FLOW.summary:
                self.answer(data)

    @property
    def here(self) -> Step[Any] | None:
        """The step that is asked."""
        return standing(FLOW, self.talk.run, WORLD)

    def do(self, event: Event) -> None:
        """Let it happen, and hold that only the question asked took an answer."""
        before, here = self.talk.run.by_step(), self.here
        self.talk.do(event)
        after = self.talk.run.by_step()
        self.seen |= {b.data for row in self.talk.screen.rows for b in row if b.data}
        new = {name for name, answer in after.items() if before.get(name) != answer}
        gone = before.keys() - after.keys()
        may = {step.name for step in FLOW.steps if isinstance(step, Goto)}
        may |= {here.name} if here is not None else set()
        may |= {"done"} if event == Pressed(here.name if here else "", "!early") else set()
        assert new <= may, f"{event} answered {new} while {here and here.name} was asked"
        if not new:
            assert not gone, f"{event} lost {gone}"
        if isinstance(event, Pressed) and (here is None or event.step != here.name):
            assert before == after

    @precondition(lambda self: self.here is not None)
    @rule(data=st.data())
    def answer_what_is_asked(self, data: st.DataObject) -> None:
        """A valid answer is taken, whatever came before."""
        self.answer(data)

    @precondition(lambda self: self.here is FLOW.summary or bool(self.talk.run.changing))
    @rule(data=st.data(), step=st.sampled_from([step.name for step in FLOW.questions]))
    def replace(self, data: st.DataObject, step: str) -> None:
        """Go back for an answer and give another."""
        if self.here is FLOW.summary:
            self.do(Pressed("done", f"!change-{step}"))
        if self.talk.run.changing:
            self.answer(data)

    def answer(self, data: st.DataObject) -> None:
        """Answer the step that is asked, and hold that this was all it took."""
        here = self.here
        assert here is not None
        for half in self.talk.run.half_of(here.name).ticks:
            self.do(Pressed(here.name, half))
        for event in data.draw(answering(here, WORLD)):
            self.do(event)
        assert here.name in self.talk.run.by_step()
        assert self.here is not here

    @precondition(lambda self: self.here is not None)
    @rule(
        control=st.sampled_from(
            [
                "!back",
                "!keep",
                "!skip",
                "!unknown",
                "!early",
                "!more",
                "!why",
                "!again",
                "!pause",
                "!human",
                "!help",
                "!hide",
                "!change",
                "!done",
                "!page2",
                "!no",
            ]
        )
    )
    def steer(self, control: str) -> None:
        """Every control, offered or not."""
        assert self.here is not None
        self.do(Pressed(self.here.name, control))

    @precondition(lambda self: self.here is FLOW.summary)
    @rule(step=st.sampled_from([step.name for step in FLOW.steps]))
    def change(self, step: str) -> None:
        """Changing an answer shows it again and loses nothing."""
        answered = step in self.talk.run.by_step() and FLOW.by_name[step].asks
        self.do(Pressed("done", f"!change-{step}"))
        assert (self.talk.run.changing == step) == answered

    @precondition(lambda self: bool(self.talk.run.changing))
    @rule()
    def keep(self) -> None:
        """«Behold» leaves every answer as it was."""
        before = self.talk.run.answers
        self.do(Pressed(self.talk.run.changing, "!keep"))
        assert [a for a in self.talk.run.answers if a.step != "tonight"] == [
            a for a in before if a.step != "tonight"
        ]

    @rule(data=st.data())
    def press_anything_seen(self, data: st.DataObject) -> None:
        """A button from any screen there ever was."""
        _, _, step, choice = data.draw(st.sampled_from(sorted(self.seen))).split(":", 3)
        self.do(Pressed(step, choice))

    @rule(
        words=st.one_of(
            st.text(max_size=30), st.sampled_from(["", "\0", "👍👍", "x" * 4096, "\u202e"])
        )
    )
    def say_anything(self, words: str) -> None:
        """Nonsense never breaks anything."""
        self.do(Said(words))

    @rule(kind=st.sampled_from(["photo", "voice", "location"]))
    def send_anything(self, kind: Any) -> None:
        """Nor does a file."""
        self.do(SentMedia(kind, "file"))

    @rule()
    def restart(self) -> None:
        """What is stored says everything: the same run, the same screen."""
        shown = decide(FLOW, self.talk.run, Opened(), WORLD).screen
        run, notes = load(FLOW, dump(self.talk.run))
        assert (run, notes) == (self.talk.run, ())
        assert decide(FLOW, run, Opened(), WORLD).screen == shown
        self.talk = Conversation(FLOW, WORLD, run)

    @invariant()
    def no_orphans(self) -> None:
        """Every answer belongs to a step that applies and still fits it."""
        known = Knowledge(self.talk.run.by_step(), WORLD.facts)
        for name, answer in known.answers.items():
            step = FLOW.by_name[name]
            assert applies(step, known), name
            assert answer.kind != "given" or step.fits(answer.value)

    @invariant()
    def small(self) -> None:
        """The run goes through JSON and is small."""
        assert msgspec.json.decode(dump(self.talk.run), type=Run) == self.talk.run
        assert len(dump(self.talk.run)) < 6000

    @invariant()
    def a_way_on(self) -> None:
        """The screen can be read, its data fits, few choices stand on it, and something can be done."""
        for line in self.talk.screen.lines:
            assert rendered(line, self.talk.words)
        rows = self.talk.screen.rows
        assert all(len(button.data.encode()) <= 64 for row in rows for button in row)
        assert rows or self.here is None
        single = [row for row in rows if len(row) == 1 and ":!" not in row[0].data]
        assert len(single) <= 5


TestAnyConversation = AnyConversation.TestCase
TestAnyConversation.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
