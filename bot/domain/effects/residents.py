"""What happens when a resident's flow sends something: each effect, bound to a verb."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.cases import month
from bot.domain.effects.own_words import to_contact
from bot.domain.housing import applications, deadlines
from bot.domain.money import rent, rent_shows
from bot.domain.relay.threads import Words
from bot.domain.remember import closed, unanswered
from bot.domain.reminders.answers import plan_anew
from bot.domain.texts import t
from bot.domain.tonight import requests
from bot.flow.message import Media, Text
from bot.store import consents

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text

SAFE = {"any": "any", "day": "daytime", "not_evening": "not_evenings"}


async def language(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """The language of everything from now on."""
    await people.speak(turn, who, sent.word("language") or who.language)
    return None


async def consent(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """The person has said yes to being remembered."""
    await people.stay(turn, who)
    await consents.say(turn.tx, turn.new_id(), who.id, "service", "storage", True, turn.at)
    return None


async def consent_not_now(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """«Ikke nå»: logged; nothing else changes and nothing is closed."""
    await consents.say(turn.tx, turn.new_id(), who.id, "service", "storage", False, turn.at)
    return None


async def about_me(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """What to call them, when to write, what may show, how often."""
    fields: dict[str, object] = {}
    if sent.word("name"):
        fields["name"] = sent.word("name")
    if sent.word("safe_times"):
        fields["safe"] = SAFE[sent.word("safe_times")]
    if sent.word("neutral"):
        fields["neutral"] = sent.word("neutral") == "yes"
    if sent.word("pace"):
        fields["push"] = sent.word("pace")
    if sent.word("seven"):
        fields["seven_days"] = sent.word("seven") == "on"
    changed = await people.change(turn, who, **fields)
    then = (who.profile.safe, who.profile.push)
    if (changed.profile.safe, changed.profile.push) != then:
        await plan_anew(turn, changed)
    return None


async def tonight_request(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """«Si fra til vakta nå»."""
    await requests.ask(turn, who)
    return None


async def tonight_detail(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Something more about tonight, passed on as it comes."""
    line = sent.line(sent.step)
    answer = sent.answer(sent.step)
    if line is not None and answer is not None and answer.kind != "skipped":
        detail = t("application.line", question=line.question, answer=line.answer)
        file = Words(media=answer.value) if isinstance(answer.value, Media) else None
        await requests.add_detail(turn, who, detail, file)
    return None


async def application(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """An application is handed in; who may read it is logged unit by unit."""
    if sent.word("name") and not who.profile.name:
        who = await people.change(turn, who, name=sent.word("name"))
    if not who.consented:
        # Handing in is the clearest wish to be remembered that there is.
        who = await people.stay(turn, who)
    given = {
        step.name: sent.word(step.name) == "yes"
        for step in sent.definition.questions
        if step.name.startswith(applications.CONSENT) and sent.word(step.name)
    }
    await applications.say_consents(turn, who, given)
    answers = applications.Answers(sent.lines(), sent.files())
    await applications.hand_in(turn, who, sent.run_id, answers, complete=sent.complete)
    await month.plan(turn, who)
    return await applications.receipt(turn, who)


async def situation(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """How the person lives now: kept with its date; `apply` asks for it again only when old."""
    return None


async def rent_rule(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """When to remind of rent, and what to show."""
    how = sent.answer("how")
    method = sent.word("how") or ("unknown" if how is not None else "self")
    wish = rent.Wish(
        method=method,
        wanted=sent.word("wanted") == "yes",
        due_day=sent.number("due_day"),
        payday=sent.number("money_day"),
        money_from=sent.word("money_next") or None,
        remind=sent.ticks("remind"),
        show=sent.word("shows") or "hello",
        kid=sent.word("kid"),
        account=sent.word("account"),
    )
    ends = sent.word("ends")
    if ends:
        await deadlines.wish(turn, who, "arrangement", dt.date.fromisoformat(ends))
    elif wish.method != "unknown":
        await deadlines.gone(turn, who, "arrangement")
    said = await rent.choose(turn, who, wish)
    if sent.word("tell"):
        await rent_shows.say(turn, who, yes=sent.word("tell") == "yes")
    return said


async def _to_contact(turn: Turn, who: Person, kind: str, sent: Sent) -> None:
    contact = await people.contact_of(turn, who.id)
    note = tasks.Note(lines=sent.texts(), files=sent.files(), at=turn.now)
    await tasks.open_task(turn, kind, contact.role, subject=who.id, owner=contact.owner, note=note)


def _wish(kind: str, told: str = "contact.wish_sent") -> Effect:
    """A wish for a human to answer: the contact has a task of this kind, and it is said who and when."""

    async def wish(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
        await _to_contact(turn, who, kind, sent)
        contact = await people.contact_of(turn, who.id)
        return (t(told, contact=contact.name), closed.when_read(turn, who.language))

    return wish


async def another_contact(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A wish for another contact goes to the coordinator, and not to the present one."""
    note = tasks.Note(lines=sent.texts(), files=sent.files(), at=turn.now)
    await tasks.open_task(turn, "other_contact", "coordinator", subject=who.id, note=note)
    contact = await people.contact_of(turn, who.id)
    return t("contact.another_sent", contact=contact.name)


async def urgent(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """«Det haster»: the person has chosen it; the contact and the one on duty are told."""
    await _to_contact(turn, who, "urgent", sent)
    if await people.holders(turn, "duty"):
        await tasks.open_once(turn, "urgent_duty", "duty", subject=who.id)
    await unanswered.watch(turn, who.id)
    return None


async def morning_answer(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """How the night was: a human has it."""
    if sent.word(sent.step) in {"", "safe"}:
        return None
    note = tasks.Note(lines=sent.texts(), files=sent.files(), at=turn.now)
    await tasks.open_once(turn, "morning", requests.nav_role(turn), subject=who.id, note=note)
    return None


RESIDENTS: dict[str, Effect] = {
    "language": language,
    "consent": consent,
    "consent_not_now": consent_not_now,
    "about_me": about_me,
    "tonight_request": tonight_request,
    "tonight_detail": tonight_detail,
    "application": application,
    "situation": situation,
    "rent_rule": rent_rule,
    "appointment_wish": _wish("wish"),  # a day and a time
    "appointment_move": _wish("wish_move"),  # the old time stands until a human answers
    "appointment_talk": _wish("wish_talk"),  # about one before it
    "appointment_prepare": _wish(
        "agenda", "contact.agenda_sent"
    ),  # what to bring up, company, and when to leave
    "wish_to_speak": _wish("wish_speak"),  # rather than write
    "another_contact": another_contact,
    "urgent": urgent,
    "urgent_detail": to_contact,
    "morning_answer": morning_answer,
}
