"""Sending, editing, deleting and relaying, with Telegram's limits and words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.simulator import api_table
from bot.simulator.client import NotPossible
from bot.simulator.files import picture
from bot.simulator.parameters import fields_of

if TYPE_CHECKING:
    from telegram import Bot

    from bot.simulator.client import Phone, Phones
    from bot.simulator.world import Simulator
    from tests.simulator.conftest import Api


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """One button a row."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(x, callback_data=f"d:{x}")] for x in labels])


async def test_html_becomes_text_and_entities(bot: Bot, kari: Phone) -> None:
    """Tags become entities counted in UTF-16, references become characters, a command is found."""
    message = await bot.send_message(
        kari.id, " 🏠 <b>Hei &lt;du&gt;</b> <i><u>se</u></i> /hjelp\n", parse_mode="HTML"
    )
    assert message.text == "🏠 Hei <du> se /hjelp"
    found = {e.type: message.parse_entity(e) for e in message.entities}
    assert found == {
        "bold": "Hei <du>",
        "italic": "se",
        "underline": "se",
        "bot_command": "/hjelp",
    }


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>Hei", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<p>Hei</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("æ <b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", "Expected equal sign"),
    ],
)
async def test_ill_formed_html_is_refused_in_telegrams_words(
    api: Api, kari: Phone, html: str, words: str
) -> None:
    """Each mistake has Telegram's own sentence."""
    why = await api.error("sendMessage", chat_id=kari.id, text=html, parse_mode="HTML")
    assert why.startswith("Bad Request: can't parse entities: ")
    assert words in why


async def test_lengths(bot: Bot, kari: Phone) -> None:
    """A text has at most 4096 characters after parsing, a caption 1024, and neither is empty."""
    await bot.send_message(kari.id, "<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(kari.id, "x" * 4097)
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(kari.id, " \n ")
    await bot.send_photo(kari.id, picture(1), caption="x" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(kari.id, picture(1), caption="x" * 1025)


async def test_entities_must_lie_within_the_text(bot: Bot, kari: Phone) -> None:
    """Entities given beside a text are kept, and refused where they go beyond it."""
    message = await bot.send_message(kari.id, "å🏠x", entities=[MessageEntity("bold", 1, 3)])
    assert message.parse_entity(message.entities[0]) == "🏠x"
    with pytest.raises(BadRequest, match="ends after the end of the text"):
        await bot.send_message(kari.id, "å🏠x", entities=[MessageEntity("bold", 1, 4)])


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "Ja", "callback_data": "æ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "Ja", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "Ja"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "Ja", "callback_data": "x", "color": "red"}, 'no field "color"'),
        ({"callback_data": "x"}, 'Can\'t find field "text"'),
        ({"text": "Ja", "callback_data": "x", "url": "https://x.no"}, "more than one"),
    ],
)
async def test_bad_buttons(api: Api, kari: Phone, button: dict[str, Any], words: str) -> None:
    """Button data holds at most 64 bytes, and a button is exactly one thing with known fields."""
    markup = {"inline_keyboard": [[button]]}
    assert words in await api.error("sendMessage", chat_id=kari.id, text="x", reply_markup=markup)


async def test_good_buttons(bot: Bot, kari: Phone) -> None:
    """Data of 64 bytes, addresses and texts to copy are kept."""
    markup = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Data", callback_data="æ" * 32)],
            [InlineKeyboardButton("Nett", url="https://example.org/")],
            [InlineKeyboardButton("Kopi", copy_text=CopyTextButton("1234"))],
        ]
    )
    message = await bot.send_message(kari.id, "Velg", reply_markup=markup)
    assert message.reply_markup == markup


async def test_unknown_parameters_are_refused(api: Api, kari: Phone, world: Simulator) -> None:
    """A parameter that the Bot API does not know is a mistake of ours, and said aloud; strictness can be off."""
    given: dict[str, Any] = {"chat_id": kari.id, "text": "x", "parsemode": "HTML"}
    assert 'unknown parameter "parsemode"' in await api.error("sendMessage", **given)
    assert "must be of type Boolean" in await api.error(
        "sendMessage", chat_id=kari.id, text="x", protect_content="maybe"
    )
    world.strict = False
    assert (await api("sendMessage", **given))["ok"]


async def test_strangers_and_people_who_blocked(bot: Bot, kari: Phone, phones: Phones) -> None:
    """Who never wrote is not found; who blocked is 403 until the block is lifted."""
    silent = await phones.add("Ola")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(silent.id, "Hei")
    await kari.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(kari.id, "Hei")
    with pytest.raises(NotPossible, match="unblock first"):
        await kari.says("hei")
    await kari.unblocks()
    await bot.send_message(kari.id, "Hei")


async def test_editing(bot: Bot, kari: Phone) -> None:
    """An edit replaces text and keyboard, keeps the id, and is refused when nothing changes."""
    message = await bot.send_message(kari.id, "Hvor bor du?", reply_markup=keyboard("Ja"))
    edited = await message.edit_text("<b>Hva</b> da?", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert (edited.message_id, edited.text, edited.reply_markup) == (
        message.message_id,
        "Hva da?",
        None,
    )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("<b>Hva</b> da?", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", kari.id, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", kari.id, 1)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await message.edit_caption("x")
    await message.edit_reply_markup(keyboard("Nei"))
    with pytest.raises(BadRequest, match="not modified"):
        await message.edit_reply_markup(keyboard("Nei"))
    photo = await bot.send_photo(kari.id, picture(1), caption="a")
    assert isinstance(await photo.edit_caption("b"), Message)
    new = await photo.edit_media(InputMediaPhoto(picture(2), caption="c"))
    assert isinstance(new, Message)
    assert new.photo[-1].file_id != photo.photo[-1].file_id
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("x")


async def test_deleting_stops_at_48_hours(bot: Bot, kari: Phone, phones: Phones) -> None:
    """A message is deleted while younger than 48 hours of simulated time, and then not any more."""
    old = await bot.send_message(kari.id, "gammel")
    await phones.outage(dt.timedelta(hours=24))
    young = await bot.send_message(kari.id, "ung")
    await phones.outage(dt.timedelta(hours=24))
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await old.delete()
    assert await young.delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await young.delete()
    fresh = await bot.send_message(kari.id, "ny")
    assert await bot.delete_messages(kari.id, [old.message_id, fresh.message_id])
    texts = [m["text"] for m in await kari.chat()]
    assert "gammel" in texts
    assert "ny" not in texts


async def test_replies(bot: Bot, kari: Phone) -> None:
    """A reply shows what it answers; to a message that is not there it is refused, or sent without."""
    message = await bot.send_message(kari.id, "Svar", reply_to_message_id=1)
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "/start"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(kari.id, "Svar", reply_to_message_id=99)
    loose = ReplyParameters(99, allow_sending_without_reply=True)
    assert (
        await bot.send_message(kari.id, "Svar", reply_parameters=loose)
    ).reply_to_message is None
    quoted = ReplyParameters(message.message_id, quote="va")
    quote = (await bot.send_message(kari.id, "x", reply_parameters=quoted)).quote
    assert quote is not None
    assert quote.position == 1


async def test_presses(bot: Bot, kari: Phone, world: Simulator) -> None:
    """A press gives a callback query that can be answered once, and soon."""
    await bot.send_message(kari.id, "Bor du her?", reply_markup=keyboard("Ja", "Nei"))
    await bot.get_updates()
    pressed = await kari.presses("Nei")
    query = (await bot.get_updates(offset=pressed["update_id"]))[0].callback_query
    assert query is not None
    assert query.data == "d:Nei"
    await query.answer("Takk", show_alert=True)
    assert (await kari.answered())["text"] == "Takk"
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()
    late = await kari.presses("Ja")
    world.time.move(world.now() + dt.timedelta(minutes=5))
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late["query_id"])


async def test_media_by_upload_and_by_id(bot: Bot, kari: Phone) -> None:
    """What was uploaded can be fetched again and sent by its id, but not as another kind."""
    first = await bot.send_document(
        kari.id, b"innhold", filename="brev.txt", caption="<b>a</b>", parse_mode="HTML"
    )
    assert first.document is not None
    assert (first.document.file_name, first.caption) == ("brev.txt", "a")
    again = await bot.send_document(kari.id, first.document.file_id)
    assert again.document == first.document
    file = await bot.get_file(first.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"innhold"
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(kari.id, first.document.file_id)
    with pytest.raises(BadRequest, match=r"[Ww]rong remote file identifier"):
        await bot.send_photo(kari.id, "nope")
    assert (await bot.send_voice(kari.id, b"x", duration=7)).voice is not None
    assert (await bot.send_video(kari.id, b"x")).video is not None
    assert (await bot.send_video_note(kari.id, b"x")).video_note is not None
    assert (await bot.send_audio(kari.id, b"x", title="y")).audio is not None
    assert (await bot.send_animation(kari.id, b"x")).animation is not None
    assert (await bot.send_sticker(kari.id, b"x", emoji="👍")).sticker is not None
    assert (await bot.send_location(kari.id, 59.9, 10.7)).location is not None
    assert (await bot.send_contact(kari.id, "+4700000000", "Nora")).contact is not None


async def test_albums(bot: Bot, kari: Phone) -> None:
    """Two to ten of a kind go out as one album; documents do not mix with photos."""
    photos = [InputMediaPhoto(picture(i), caption="tur" if i == 0 else None) for i in range(3)]
    album = await bot.send_media_group(kari.id, photos)
    assert len({m.media_group_id for m in album}) == 1
    assert [m.caption for m in album] == ["tur", None, None]
    with pytest.raises(BadRequest, match="can't be mixed"):
        await bot.send_media_group(kari.id, [photos[0], InputMediaDocument(b"x")])
    with pytest.raises(BadRequest, match="2-10"):
        await bot.send_media_group(kari.id, photos[:1])


async def test_copying_and_forwarding(bot: Bot, kari: Phone, phones: Phones) -> None:
    """Copies carry what stands there and no origin; forwards carry it; protected messages do neither."""
    ola = await phones.add("Ola")
    await ola.says("/start")
    said = (await kari.says("Dusjen lekker"))["message"]
    copy = await bot.copy_message(ola.id, kari.id, said["message_id"])
    there = await ola.reads("Dusjen lekker")
    assert there["message_id"] == copy.message_id
    forwarded = await bot.forward_message(ola.id, kari.id, said["message_id"])
    assert forwarded.forward_origin is not None
    album = (await kari.sends("album", count=3, caption="bilder"))["messages"]
    copies = await bot.copy_messages(ola.id, kari.id, [m["message_id"] for m in album])
    groups = [m["media_group_id"] for m in (await ola.chat())[-3:]]
    assert len(copies) == 3
    assert len(set(groups)) == 1
    assert groups[0] != album[0]["media_group_id"]
    assert len(await bot.forward_messages(ola.id, kari.id, [m["message_id"] for m in album])) == 3
    poll = (await kari.sends("dice"))["message"]
    with pytest.raises(BadRequest, match="Message can't be copied"):
        await bot.copy_message(ola.id, kari.id, poll["message_id"])
    secret = await bot.send_message(kari.id, "hemmelig", protect_content=True)
    with pytest.raises(BadRequest, match="can't be forwarded"):
        await secret.forward(ola.id)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(ola.id, kari.id, 9999)


async def test_reactions_typing_and_pins(bot: Bot, kari: Phone) -> None:
    """One ordinary emoji may be put on a message; typing shows until the message comes."""
    await bot.set_message_reaction(kari.id, 1, "👍")
    with pytest.raises(BadRequest, match=r"[Rr]eaction_invalid"):
        await bot.set_message_reaction(kari.id, 1, "🏠")
    assert (await kari.chat())[0]["reactions"] == [{"type": "emoji", "emoji": "👍", "by": "bot"}]
    await bot.send_chat_action(kari.id, "typing")
    assert (await kari.person())["typing"]
    message = await bot.send_message(kari.id, "Hei")
    assert not (await kari.person())["typing"]
    await message.pin()
    chat = await bot.get_chat(kari.id)
    assert chat.pinned_message is not None
    assert chat.pinned_message.text == "Hei"


async def test_the_bots_profile(bot: Bot) -> None:
    """Name, descriptions, commands and the menu button are kept by language."""
    await bot.set_my_commands([("hjelp", "Få hjelp")])
    await bot.set_my_commands([("help", "Get help")], language_code="en")
    assert (await bot.get_my_commands())[0].command == "hjelp"
    assert (await bot.get_my_commands(language_code="en"))[0].description == "Get help"
    with pytest.raises(BadRequest, match=r"[Bb]ot_command_invalid"):
        await bot.set_my_commands([("Få-hjelp", "x")])
    await bot.set_my_description("En digital hjelper")
    await bot.set_my_short_description("Hjelper")
    await bot.set_my_name("Hjemvei i Nordby")
    assert (await bot.get_my_description("en")).description == "En digital hjelper"
    assert (await bot.get_my_short_description()).short_description == "Hjelper"
    assert (await bot.get_me()).first_name == "Hjemvei i Nordby"
    await bot.set_chat_menu_button()
    assert (await bot.get_chat_menu_button()).type == "default"


async def test_one_chat_takes_a_burst_and_then_one_a_second(
    bot: Bot, kari: Phone, world: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With limits on the sixth message at once to a chat is 429 with the seconds to wait."""
    # Without this the library warns of its own next version.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    world.limits.on = True
    for _ in range(5):
        await bot.send_message(kari.id, "x")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(kari.id, "x")
    assert caught.value.retry_after == dt.timedelta(seconds=1)


async def test_thirty_a_second_in_all(api: Api, phones: Phones, world: Simulator) -> None:
    """With limits on the 31st call that sends or edits within a second is 429, whoever it is for."""
    world.limits.on = True
    people = [await phones.add(f"P{i}") for i in range(31)]
    for person in people:
        await person.says("/start")
    answers = [await api("sendMessage", chat_id=p.id, text="x") for p in people]
    refused = [a for a in answers if not a["ok"]]
    assert [a["error_code"] for a in refused] == [429]
    assert refused[0]["parameters"] == {"retry_after": 1}
    assert refused[0]["description"] == "Too Many Requests: retry after 1"


async def test_answers_have_only_telegrams_fields(bot: Bot, api: Api, kari: Phone) -> None:
    """Every field of every message and update we make is one that the Bot API names, and none is missing."""
    for kind in ("voice", "photo", "document", "sticker", "location", "contact", "poll", "dice"):
        await kari.sends(kind)
    await kari.sends("forward")
    await bot.send_message(
        kari.id,
        "https://example.org",
        reply_to_message_id=1,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=keyboard("Ja"),
        protect_content=True,
    )
    await kari.presses("Ja")
    updates = (await api("getUpdates"))["result"]
    sent = [update["callback_query"]["message"] for update in updates if "callback_query" in update]
    objects = [("Message", m) for m in sent]
    for update in updates:
        objects.append(("Update", update))
        if "message" in update:
            objects.append(("Message", update["message"]))
        else:
            objects.append(("CallbackQuery", update["callback_query"]))
    parts = {
        "voice": "Voice",
        "document": "Document",
        "sticker": "Sticker",
        "location": "Location",
        "contact": "Contact",
        "poll": "Poll",
        "dice": "Dice",
        "from": "User",
        "chat": "Chat",
    }
    for _, thing in list(objects):
        objects += [(kind, thing[name]) for name, kind in parts.items() if name in thing]
    for kind, thing in objects:
        known = fields_of(api_table.OUTPUTS[kind])
        assert thing.keys() <= known.keys(), (kind, thing)
        needed = {name for name, field in known.items() if field.required}
        assert needed <= thing.keys(), (kind, needed - thing.keys())
