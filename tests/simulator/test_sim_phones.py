"""The control API and the kit that plays people."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from typing import TYPE_CHECKING

import aiohttp
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.simulator import keep
from bot.simulator.client import NotPossible, NotSeen, labels, text_of, together
from bot.simulator.server import RealToken, Running, refuse_beside, serve
from bot.simulator.world import Simulator

if TYPE_CHECKING:
    from pathlib import Path

    from telegram import Bot

    from bot.simulator.client import Phone, Phones


def keyboard(*words: str) -> InlineKeyboardMarkup:
    """One button a row."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(x, callback_data=f"d:{x}")] for x in words])


async def test_reading_waits_for_what_is_not_there_yet(bot: Bot, kari: Phone) -> None:
    """`reads` returns as soon as the message is there, by text, predicate and button."""
    reading = asyncio.create_task(
        kari.reads("Hvor bor", lambda m: len(labels(m)) == 2, button="Her")
    )
    await bot.send_message(kari.id, "Hvor bor du?", reply_markup=keyboard("Her"))
    message = await bot.send_message(kari.id, "Hvor bor du nå?", reply_markup=keyboard("Her"))
    await message.edit_text("Hvor bor du da?", reply_markup=keyboard("Her", "Der"))
    read = await reading
    assert (read["message_id"], labels(read)) == (message.message_id, ["Her", "Der"])
    assert text_of(await kari.screen()) == "Hvor bor du da?"


async def test_what_was_read_before_an_act_does_not_count(bot: Bot, kari: Phone) -> None:
    """After doing something a person reads only what came, or changed, since."""
    old = await bot.send_message(kari.id, "Takk")
    await kari.reads("Takk")
    await kari.says("en gang til")
    with pytest.raises(NotSeen, match="did not read 'Takk'") as caught:
        await kari.reads("Takk", patience=0.05)
    assert "bot: 'Takk'" in str(caught.value)
    await old.edit_text("Takk igjen")
    assert (await kari.reads("Takk"))["message_id"] == old.message_id


async def test_reading_after_a_message(bot: Bot, kari: Phone) -> None:
    """With `after`, only what changed later than that message counts."""
    await bot.send_message(kari.id, "x")
    first = await kari.reads("x")
    with pytest.raises(NotSeen):
        await kari.reads("x", after=first, patience=0.05)
    await bot.send_message(kari.id, "x")
    assert (await kari.reads("x", after=first))["message_id"] != first["message_id"]


async def test_pressing_takes_the_newest_button_with_the_label(bot: Bot, kari: Phone) -> None:
    """Of two messages with «Ja» the newer is meant, unless one says which; an unknown label is told."""
    first = await bot.send_message(kari.id, "en", reply_markup=keyboard("Ja"))
    second = await bot.send_message(kari.id, "to", reply_markup=keyboard("Ja"))
    assert (await kari.presses("Ja"))["message"]["message_id"] == second.message_id
    assert (await kari.presses("Ja", on=first.message_id))["message"]["text"] == "en"
    with pytest.raises(NotPossible, match=r"the newest messages have \['Ja'\]"):
        await kari.presses("Nei", on=first.message_id)
    old = (await kari.chat())[1]
    await first.edit_reply_markup(None)
    pressed = await kari.presses_old(old, "d:Ja")
    assert pressed["button"]["callback_data"] == "d:Ja"


async def test_a_press_waits_for_its_button_and_its_answer(bot: Bot, kari: Phone) -> None:
    """`presses` waits until the button is there, `answered` until the bot answered."""
    pressing = asyncio.create_task(kari.presses("Ja"))
    await bot.send_message(kari.id, "Bor du her?", reply_markup=keyboard("Ja"))
    pressed = await pressing
    answering = asyncio.create_task(kari.answered())
    await bot.answer_callback_query(pressed["query_id"], "Lagret")
    assert (await answering)["text"] == "Lagret"


async def test_reads_nothing(bot: Bot, kari: Phone) -> None:
    """`reads_nothing` holds when the bot was silent, and fails with what it wrote."""
    await bot.get_updates(offset=2**31)
    await kari.reads_nothing()
    await bot.send_message(kari.id, "Påminnelse")
    with pytest.raises(AssertionError, match="Påminnelse"):
        await kari.reads_nothing()


async def test_the_lock_screen_reveals_what_a_notification_would(bot: Bot, kari: Phone) -> None:
    """Notifications hold the first hundred characters or a word for the kind, mask spoilers, and heed silence."""
    await kari.locks()
    await bot.send_message(kari.id, "Du har en ny melding", disable_notification=True)
    await bot.send_message(
        kari.id, "<tg-spoiler>Husleie</tg-spoiler> " + "x" * 200, parse_mode="HTML"
    )
    await bot.send_voice(kari.id, b"x")
    photo = await bot.send_photo(kari.id, b"x")
    gone = await bot.send_message(kari.id, "tatt bort")
    await photo.edit_caption("hemmelig")
    await gone.delete()
    shown = await kari.lock_screen()
    assert shown[0] == "Du har en ny melding"
    assert shown[1].startswith("▒▒▒▒▒▒▒ xxx")
    assert len(shown[1]) == 100
    assert shown[2:] == ["Talemelding", "Bilde"]
    person = await kari.person()
    assert [n["silent"] for n in person["notifications"]] == [True, False, False, False]
    assert {n["title"] for n in person["notifications"]} == {"Hjemvei"}
    await kari.unlocks()
    assert await kari.lock_screen() == []


async def test_state_since_holds_only_what_changed(bot: Bot, kari: Phone, phones: Phones) -> None:
    """With `since` only changed people and messages come, deletions included; after a reset all of it."""
    await phones.add("Ola")
    message = await bot.send_message(kari.id, "en")
    await bot.send_message(kari.id, "to")
    rev = (await phones.state())["rev"]
    await message.delete()
    state = await phones.call("GET", "/state", query={"since": rev})
    assert not state["whole"]
    assert [p["name"] for p in state["people"]] == ["Kari"]
    (changed,) = state["people"][0]["messages"]
    assert (changed["message_id"], changed["deleted"]) == (message.message_id, True)
    await phones.call("POST", "/reset")
    state = await phones.call("GET", "/state", query={"since": rev})
    assert (state["whole"], state["people"]) == (True, [])


async def test_events_tell_of_each_change(server: Running, bot: Bot, kari: Phone) -> None:
    """The stream says the revision at once and after each change."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.url}/sim/events") as stream,
    ):
        assert stream.headers["content-type"].startswith("text/event-stream")

        async def rev() -> int:
            while True:
                line = await stream.content.readline()
                if line.startswith(b"data: "):
                    number: int = json.loads(line[6:])["rev"]
                    return number

        first = await rev()
        await bot.send_message(kari.id, "Hei")
        assert await rev() > first


async def test_impossible_acts_are_told(kari: Phone, phones: Phones) -> None:
    """What a phone would not allow is refused with a reason, and an unknown act with those there are."""
    with pytest.raises(NotPossible, match="empty"):
        await kari.says("  ")
    with pytest.raises(NotPossible, match="no message 99"):
        await kari.edits(99, "x")
    with pytest.raises(NotPossible, match="people cannot fly"):
        await kari.does("fly")
    with pytest.raises(NotPossible, match="chat not found"):
        await phones.call("POST", "/people/5/text", body={"text": "x"})
    with pytest.raises(NotPossible, match="needs a name"):
        await phones.call("POST", "/people", body={"nam": "x"})


async def test_many_people_at_once(bot: Bot, phones: Phones) -> None:
    """A hundred people write and each reads their own answer."""
    people = [await phones.add(f"P{i}") for i in range(100)]
    await together(*(p.says(f"hei fra {p.name}") for p in people))
    updates = await bot.get_updates()
    assert len(updates) == 100
    reading = [asyncio.create_task(p.reads(f"Hei, {p.name}!")) for p in people]
    for update in updates:
        assert update.message is not None
        assert update.message.from_user is not None
        await bot.send_message(
            update.message.chat.id, f"Hei, {update.message.from_user.first_name}!"
        )
    await asyncio.gather(*reading)


async def test_the_world_is_kept_in_a_file(
    bot: Bot, kari: Phone, world: Simulator, tmp_path: Path
) -> None:
    """Saved and loaded, people, messages, files, updates, ids and time are as before."""
    photo = await bot.send_photo(kari.id, b"bilde", caption="tur")
    world.time.move(world.now() + dt.timedelta(days=2))
    file = tmp_path / "world.json"
    keep.save(world, file)
    other = Simulator(limits=False)
    assert keep.load(other, file)
    assert other.now() - world.now() < dt.timedelta(seconds=5)
    assert other.people[kari.id].entries.keys() == world.people[kari.id].entries.keys()
    assert other.files.get(photo.photo[-1].file_id).data == b"bilde"
    assert list(other.updates) == list(world.updates)
    assert other.next_message_id() == photo.message_id + 1
    assert not keep.load(other, tmp_path / "none.json")
    file.write_text("{}")
    with pytest.raises(ValueError, match="not written by this simulator"):
        keep.load(other, file)


async def test_only_loopback_and_never_beside_a_real_token(world: Simulator) -> None:
    """Another host is refused, and so is any start while a real bot's token is configured."""
    real = "123456789:" + "A" * 35
    with pytest.raises(ValueError, match="loopback only"):
        await serve(world, host="0.0.0.0")  # noqa: S104 - it must be refused
    with pytest.raises(RealToken) as caught:
        await serve(world, beside=real)
    assert real not in str(caught.value)
    refuse_beside(None)
    refuse_beside(world.token, own=world.token)
    refuse_beside(real, own=real)


async def test_a_reset_does_not_disturb_who_polls(bot: Bot, kari: Phone, phones: Phones) -> None:
    """After a reset a waiting poll goes on and gets what the new people say."""
    poll = asyncio.create_task(bot.get_updates(offset=2**31, timeout=4))
    await asyncio.sleep(0.05)
    await phones.call("POST", "/reset")
    ola = await phones.add("Ola")
    await ola.says("hei")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "hei"


async def test_the_server_stops_while_polls_wait() -> None:
    """Stopping answers waiting polls and streams, quickly and without a warning."""
    world = Simulator()
    running = await serve(world)
    async with aiohttp.ClientSession() as session:
        url = f"{running.api_url}{world.token}/getUpdates?timeout=50"
        poll = asyncio.create_task(session.get(url))
        stream = await session.get(f"{running.url}/sim/events")
        await asyncio.sleep(0.05)
        await asyncio.wait_for(running.stop(), 1)
        assert (await (await poll).json())["result"] == []
        stream.close()


async def test_other_names_for_this_machine_are_not_served(server: Running) -> None:
    """A page elsewhere that points its own name at 127.0.0.1 gets nothing of the control API."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.url}/sim/state", headers={"host": "evil.example.org"}) as response,
    ):
        assert response.status == 400


async def test_another_site_cannot_play_people(server: Running, kari: Phone) -> None:
    """A request that a browser makes for another site is refused; one from the page is not."""
    url = f"{server.url}/sim/people/{kari.id}/text"
    async with aiohttp.ClientSession() as session:
        for origin, status in (("https://evil.example.org", 403), (server.url, 200)):
            async with session.post(
                url, json={"text": "hei"}, headers={"origin": origin}
            ) as response:
                assert response.status == status


async def test_the_page_is_served(server: Running) -> None:
    """The address alone leads to the page."""
    async with aiohttp.ClientSession() as session, session.get(server.url) as response:
        assert response.status == 200
        assert "<!doctype html>" in (await response.text()).lower()
