"""The phones in the page, seen and used through a real browser against the real simulator."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.simulator.page.page_stage import stage

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]

YES_NO = [
    {"text": "Ja", "callback_data": "f:x:safe:yes"},
    {"text": "Nei", "callback_data": "f:x:safe:no"},
]


async def test_a_message_appears_with_its_buttons_and_a_press_comes_back() -> None:
    """What the bot sends shows with its buttons; a press reaches the bot and is busy until answered."""
    async with stage() as s:
        amina = await s.person()
        await s.open()
        number = await s.say(amina, "Har du et trygt sted å sove?", YES_NO)
        shown = s.message(amina, number)
        await expect(shown.locator(".text")).to_have_text("Har du et trygt sted å sove?")
        await expect(shown.get_by_role("button", name="Nei")).to_be_visible()

        await shown.get_by_role("button", name="Ja").click()
        await expect(shown.get_by_role("button", name="Ja")).to_have_attribute("aria-busy", "true")
        query = (await s.update())["callback_query"]
        assert (query["data"], query["message"]["message_id"]) == ("f:x:safe:yes", number)
        assert query["from"]["id"] == amina

        await s.bot("answerCallbackQuery", callback_query_id=query["id"], text="Takk")
        await expect(s.phone(amina).locator(".toast")).to_have_text("Takk")
        await expect(shown.locator("[aria-busy]")).to_have_count(0)


async def test_an_alert_waits_for_ok() -> None:
    """An answer that is an alert stays until the person says OK."""
    async with stage() as s:
        amina = await s.person()
        number = await s.say(amina, "Hei", YES_NO)
        await s.open()
        await s.message(amina, number).get_by_role("button", name="Ja").click()
        query = (await s.update())["callback_query"]
        await s.bot(
            "answerCallbackQuery", callback_query_id=query["id"], text="Vent litt", show_alert=True
        )
        alert = s.phone(amina).get_by_role("alertdialog")
        await expect(alert).to_contain_text("Vent litt")
        await alert.get_by_role("button", name="OK").press("Enter")
        await expect(alert).to_be_hidden()


async def test_typed_text_arrives_and_answers_what_it_answers() -> None:
    """Enter sends; «svar» makes the bot see which message is answered."""
    async with stage() as s:
        amina = await s.person()
        number = await s.say(amina, "Når passer det?")
        await s.open()
        box = s.phone(amina).get_by_role("textbox")
        await box.fill("I morgen")
        await box.press("Enter")
        assert (await s.update())["message"]["text"] == "I morgen"
        await expect(box).to_have_value("")

        await s.message(amina, number).press("s")
        await expect(s.phone(amina).locator(".mode")).to_contain_text("Når passer det?")
        await s.page.keyboard.type("Klokka ti")
        await s.page.keyboard.press("Enter")
        answer = (await s.update())["message"]
        assert answer["reply_to_message"]["message_id"] == number
        await expect(s.message(amina, answer["message_id"]).locator(".quote")).to_contain_text(
            "Når passer det?"
        )


async def test_edits_show_and_deleted_messages_go() -> None:
    """An edit changes the message where it stands and is marked; a deletion takes it away."""
    async with stage() as s:
        amina = await s.person()
        number = await s.say(amina, "Spørsmål 1", YES_NO)
        await s.open()
        box = s.phone(amina).get_by_role("textbox")
        await box.fill("halvskrevet")
        await s.bot("editMessageText", chat_id=amina, message_id=number, text="Spørsmål 2")
        shown = s.message(amina, number)
        await expect(shown.locator(".text")).to_have_text("Spørsmål 2")
        await expect(shown.get_by_text("redigert")).to_be_visible()
        await expect(shown.locator(".key")).to_have_count(0)
        await expect(box).to_have_value("halvskrevet")
        await expect(box).to_be_focused()

        await s.bot("deleteMessage", chat_id=amina, message_id=number)
        await expect(shown).to_have_count(0)


async def test_own_messages_can_be_edited() -> None:
    """«Rediger» puts the old words in the text box and sends the new ones as an edit."""
    async with stage() as s:
        amina = await s.person()
        await s.open()
        box = s.phone(amina).get_by_role("textbox")
        await box.fill("Jeg komer")
        await box.press("Enter")
        number = (await s.update())["message"]["message_id"]
        await s.message(amina, number).press("r")
        await expect(box).to_have_value("Jeg komer")
        await box.fill("Jeg kommer")
        await box.press("Enter")
        edited = (await s.update())["edited_message"]
        assert (edited["message_id"], edited["text"]) == (number, "Jeg kommer")
        await expect(s.message(amina, number)).to_contain_text("redigert")


async def test_words_never_become_markup() -> None:
    """Text that looks like HTML is shown as it is; only Telegram's entities format it."""
    async with stage() as s:
        amina = await s.person()
        text = "<img src=x onerror=alert(1)> &amp; 🏠 fet og lenke"
        at = len("<img src=x onerror=alert(1)> &amp; 🏠 ".encode("utf-16-le")) // 2
        entities = [
            {"type": "bold", "offset": at, "length": 3},
            {"type": "text_link", "offset": at + 7, "length": 5, "url": "https://example.org/"},
            {"type": "spoiler", "offset": 0, "length": 4},
        ]
        number = await s.say(amina, text, entities=entities)
        await s.open()
        shown = s.message(amina, number).locator(".text")
        await expect(shown.locator("strong")).to_have_text("fet")
        await expect(shown.locator("a")).to_have_attribute("href", "https://example.org/")
        await expect(shown.locator("img")).to_have_count(0)
        await shown.get_by_role("button", name="Skjult tekst").click()
        await expect(shown).to_have_text(text)


async def test_a_start_link_is_followed_in_the_same_phone() -> None:
    """A button with t.me/bot?start=CODE becomes «/start CODE» here; other addresses are shown and open elsewhere."""
    async with stage() as s:
        amina = await s.person()
        me = (await s.bot("getMe"))["username"]
        number = await s.say(
            amina,
            "Lenker",
            [{"text": "Begynn", "url": f"https://t.me/{me}?start=abc123"}],
            [{"text": "Kart", "url": "https://example.org/kart"}],
        )
        await s.open()
        kart = s.message(amina, number).get_by_role("link", name="Kart")
        await expect(kart).to_have_attribute("target", "_blank")
        await expect(kart).to_contain_text("example.org/kart")
        await s.message(amina, number).get_by_role("button", name="Begynn").click()
        assert (await s.update())["message"]["text"] == "/start abc123"


ATTACHED = {
    "Talemelding": "voice",
    "Bilde": "photo",
    "Fil": "document",
    "Posisjon": "location",
    "Klistremerke 🏠": "sticker",
    "Lang tekst": "text",
}


async def test_things_can_be_attached() -> None:
    """Each line of the attach menu reaches the bot as that kind of message, and shows on the phone."""
    async with stage() as s:
        amina = await s.person()
        await s.open()
        phone = s.phone(amina)
        for name, field in ATTACHED.items():
            await phone.get_by_role("button", name="Legg ved").click()
            await phone.get_by_role("button", name=name, exact=True).click()
            message = (await s.update())["message"]
            assert message[field]
            shown = s.message(amina, message["message_id"])
            await expect(shown).to_have_attribute("data-kind", field)
        await expect(phone.locator(".picture img")).to_have_js_property("naturalWidth", 96)


async def test_a_reaction_is_given_with_one_press_and_taken_back_with_the_next() -> None:
    """«Reager» on a message reaches the bot and shows under the message until it is taken back."""
    async with stage() as s:
        amina = await s.person()
        number = await s.say(amina, "Takk for praten")
        wanted = ["message", "message_reaction"]
        await s.bot("getUpdates", offset=-1, timeout=0, allowed_updates=wanted)
        await s.open()
        shown = s.message(amina, number)
        await shown.press("e")
        given = (await s.update())["message_reaction"]
        assert (given["message_id"], given["new_reaction"]) == (
            number,
            [{"type": "emoji", "emoji": "👍"}],
        )
        await expect(shown.locator(".reactions")).to_have_text("👍")
        await shown.hover()
        await shown.get_by_role("button", name="Reager").click()
        taken = (await s.update())["message_reaction"]
        assert taken["new_reaction"] == []
        await expect(shown.locator(".reactions")).to_have_count(0)
