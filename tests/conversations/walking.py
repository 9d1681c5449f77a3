"""Going through a flow on a phone, whatever the language: choices are named as the flow names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.simulator.client import buttons, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.client import Message, Phone

    Answer = str | tuple[str, ...]


FIVE = 5  # choices under one question, at most (flows.md)


class Asked(NamedTuple):
    """What a screen asks: the flow, its step, and the choices that have a button."""

    flow: str
    step: str
    choices: tuple[str, ...]
    screen: Message


async def asked(phone: Phone) -> Asked | None:
    """What the newest screen on a phone asks; None where it is no question of a flow."""
    await phone.phones.settled()
    for screen in reversed(await phone.chat()):
        found = [one["callback_data"].split(":", 3) for one in buttons(screen)]
        parts = [one for one in found if one[0] == "f"]
        if parts:
            return Asked(parts[0][1], parts[0][2], tuple(one[3] for one in parts), screen)
        if found:
            return None
    return None


async def taps(phone: Phone, here: Asked, choice: str) -> None:
    """Press one choice of a screen."""
    await phone.presses_old(here.screen, f"f:{here.flow}:{here.step}:{choice}")


async def walks(
    phone: Phone,
    answers: Mapping[str, Answer],
    *,
    until: str = "",
    seen: list[str] | None = None,
) -> Asked | None:
    """
    Answer question after question until `until` is asked or no question is left.

    An answer is a choice, several ticks, or words to type where it begins with «say:»; a step
    that is not named, or asks once more, gets its first choice, and is skipped without one.
    """
    left = dict(answers)
    for _ in range(80):
        here = await asked(phone)
        if here is None or here.step == until:
            return here
        if seen is not None:
            seen.append(f"{here.flow}.{here.step}")
            seen.append(text_of(here.screen))
        await _answer(phone, here, left.pop(here.step, None))
    raise AssertionError("the conversation does not end")


async def _answer(phone: Phone, here: Asked, answer: Answer | None) -> None:
    plain = [one for one in here.choices if not one.startswith("!")]
    # The days of a calendar do not count, nor does «ingen av dem».
    counted = [one for one in plain if one != "none" and not one[0].isdigit()]
    assert len(counted) <= FIVE, f"too many choices at {here.step}"
    if answer is None:
        # What ends a question goes first: ticks that are made, a date to confirm.
        ends = [one for one in here.choices if one == "!done" or one.startswith("!yes-")]
        answer = (ends or plain or ["!skip"])[0]
    if isinstance(answer, tuple):
        for tick in answer:
            await taps(phone, here, tick)
        await taps(phone, here, "!done")
    elif answer.startswith("say:"):
        await phone.says(answer.removeprefix("say:"))
    else:
        await taps(phone, here, answer)
