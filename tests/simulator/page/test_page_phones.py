"""Lock screens, the clock, narrow screens, dark, keyboard: the page around the chats."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page import page_stage
from tests.simulator.page.page_stage import NARROW, Stage, needs_chromium, stage

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]


async def test_the_lock_screen_shows_what_a_notification_reveals_and_nothing_more() -> None:
    """A locked phone shows title and text of each notification as sent, marks silent ones, and no chat."""
    async with stage() as s:
        amina = await s.person()
        await s.open()
        phone = s.phone(amina)
        await phone.get_by_role("button", name="Lås telefonen").click()
        await expect(phone.get_by_text("Ingen varsler")).to_be_visible()
        await s.say(amina, "Du har en ny melding")
        await s.say(amina, "Stille nå", disable_notification=True)
        cards = phone.locator(".card")
        await expect(cards).to_have_count(2)
        for card, text in ((cards.nth(1), "Du har en ny melding"), (cards.nth(0), "Stille nå")):
            await expect(card.locator(".title")).to_have_text(s.world.bot["first_name"])
            await expect(card.locator(".words")).to_have_text(text)
        await expect(phone.get_by_text("lydløst")).to_have_count(1)
        hidden = [{"type": "spoiler", "offset": 5, "length": 4}]
        await s.say(amina, "Kode 1234", entities=hidden)
        await expect(cards.first.locator(".words")).to_have_text("Kode ▒▒▒▒")
        await expect(phone.locator("[aria-live=polite]")).to_have_text(
            f"{s.world.bot['first_name']}: Kode ▒▒▒▒"
        )
        await expect(phone.locator(".messages")).to_be_hidden()
        await phone.get_by_role("button", name="Lås opp", exact=True).click()
        await expect(phone.locator(".messages")).to_be_visible()


async def test_the_clock_moves_by_a_day() -> None:
    """«+1 dag» moves simulated time by a day, and the bar says the new date in full words."""
    async with stage() as s:
        await s.open()
        before = s.world.now()
        await s.page.get_by_role("button", name="+1 dag").click()
        shown = s.page.locator("#topbar time")
        tomorrow = (before + dt.timedelta(days=1)).isoformat()[:10]
        await expect(shown).to_have_attribute("datetime", pattern(f"^{tomorrow}"))
        await expect(shown).to_have_text(pattern(r"dag \d+\. [a-z]+ \d{4} kl\. \d\d\.\d\d$"))


def pattern(text: str) -> re.Pattern[str]:
    """A text that an expectation may match anywhere."""
    return re.compile(text)


async def test_without_a_reminder_the_clock_stays_and_the_page_says_so() -> None:
    """«Neste påminnelse» moves nothing when nothing is due, and tells the reader."""
    async with stage() as s:
        await s.open()
        moved = s.world.time.offset
        await s.page.get_by_role("button", name="Neste påminnelse").click()
        await expect(s.page.get_by_role("alert")).to_have_text("Ingen påminnelse venter.")
        assert s.world.time.offset == moved


async def test_a_new_person_gets_a_phone() -> None:
    """«Ny person» asks for a name and adds a phone with it."""
    async with stage() as s:
        await s.open()
        await s.page.get_by_role("button", name="Ny person").click()
        await s.page.get_by_label("Navn").fill("Jonas")
        await s.page.get_by_role("button", name="Legg til").click()
        phone = s.page.get_by_role("region", name="Jonas")
        await phone.get_by_role("button", name="Start", exact=True).click()
        assert (await s.update())["message"]["text"] == "/start"


async def test_blocking_can_be_done_and_undone() -> None:
    """A person may block the bot and take it back; meanwhile nothing can be written."""
    async with stage() as s:
        amina = await s.person()
        await s.open()
        phone = s.phone(amina)
        await phone.get_by_role("button", name="Mer for Amina").click()
        await phone.get_by_role("button", name="Blokker boten").click()
        await expect(phone.get_by_role("textbox")).to_be_hidden()
        assert s.world.people[amina].blocked
        await phone.get_by_role("button", name="Opphev blokkeringen").click()
        await expect(phone.get_by_role("textbox")).to_be_visible()


async def test_faults_can_be_set_and_cleared() -> None:
    """The faults menu sets a fault for the bot's next sending and clears what is set."""
    async with stage() as s:
        await s.open()
        button = s.page.get_by_role("button", name="Feil")
        await button.click()
        await s.page.get_by_role("button", name="Neste sending feiler").click()
        await expect(button).to_contain_text("1")
        await button.click()
        await s.page.get_by_role("button", name="Telegram svarer tregt").click()
        await expect(button).to_contain_text("2")
        assert [fault.kind for fault in s.world.faults.active] == ["500", "slow"]
        await button.click()
        await s.page.get_by_role("button", name="Rydd bort feilene").click()
        await expect(button).not_to_contain_text("2")
        assert s.world.faults.active == []


async def test_everything_can_be_done_with_the_keyboard() -> None:
    """From the top of the page, Tab reaches a phone's buttons; press, go on after an edit, write, and close with Esc."""
    async with stage() as s:
        amina = await s.person()
        number = await s.say(
            amina,
            "Spørsmål 1",
            [{"text": "Ja", "callback_data": "1"}, {"text": "Nei", "callback_data": "2"}],
        )
        await s.open()
        await expect(s.message(amina, number)).to_be_visible()
        await tab_to(s, "Ja")
        await s.page.keyboard.press("ArrowRight")
        await s.page.keyboard.press("Enter")
        query = (await s.update())["callback_query"]
        assert query["data"] == "2"
        await s.bot("answerCallbackQuery", callback_query_id=query["id"])
        again = {"inline_keyboard": [[{"text": "Videre", "callback_data": "3"}]]}
        await s.bot(
            "editMessageText",
            chat_id=amina,
            message_id=number,
            text="Spørsmål 2",
            reply_markup=again,
        )
        await expect(s.page.get_by_role("button", name="Videre")).to_be_focused()

        await s.page.keyboard.press("ArrowUp")
        await s.page.keyboard.press("Escape")
        await expect(s.phone(amina).get_by_role("textbox")).to_be_focused()
        await s.page.keyboard.press("Shift+Tab")
        await s.page.keyboard.press("Enter")
        await expect(s.phone(amina).get_by_role("button", name="Talemelding")).to_be_focused()
        await s.page.keyboard.press("Escape")
        await expect(s.phone(amina).get_by_role("button", name="Legg ved")).to_be_focused()


async def tab_to(s: Stage, name: str) -> None:
    """Press Tab until the element with this text has the focus; it must show that it has."""
    for _ in range(40):
        await s.page.keyboard.press("Tab")
        if await s.page.evaluate("document.activeElement.textContent") == name:
            outline = await s.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"Tab never came to «{name}»")


async def test_new_messages_are_read_aloud_politely() -> None:
    """What the bot writes lands in the phone's live region; what stood there at the start does not."""
    async with stage() as s:
        amina = await s.person()
        old = await s.say(amina, "Gammel")
        await s.open()
        live = s.phone(amina).locator("[aria-live=polite]")
        await expect(s.message(amina, old)).to_be_visible()
        await expect(live).to_be_empty()
        await s.say(amina, "Ny melding til deg")
        await expect(live).to_contain_text("Ny melding til deg")


async def test_a_reader_who_scrolled_up_is_left_there() -> None:
    """New messages keep the chat at the bottom, unless the reader scrolled up; then a button says how many came."""
    async with stage() as s:
        amina = await s.person()
        for n in range(12):
            await s.say(amina, f"Linje {n}\n" * 4)
        await s.open()
        scroller = s.phone(amina).locator(".scroller")
        last = await s.say(amina, "Nederst")
        await expect(s.message(amina, last)).to_be_in_viewport()
        await scroller.evaluate("node => { node.scrollTop = 0; }")
        newer = s.phone(amina).locator(".newer")
        await expect(newer).to_be_visible()
        await s.say(amina, "Enda lenger ned")
        await expect(newer).to_have_text("1 ny melding")
        assert await scroller.evaluate("node => node.scrollTop") == 0
        await newer.click()
        await expect(s.phone(amina).get_by_text("Enda lenger ned").first).to_be_in_viewport()


async def test_at_360_pixels_one_phone_shows_and_nothing_overflows() -> None:
    """On a narrow screen tabs choose the phone, count what came meanwhile, and the page never scrolls sideways."""
    async with stage(NARROW) as s:
        amina, kari = await s.person("Amina"), await s.person("Kari", "oppfølger")
        long = [
            {"text": "En knapp med en nokså lang tekst", "callback_data": "1"},
            {"text": "Sammenhengendeordutenmellomrom", "callback_data": "2"},
        ]
        await s.say(amina, "https://example.org/" + "lang" * 40, long)
        await s.say(amina, "Kart", [{"text": "Kart", "url": "https://example.org/" + "langt" * 20}])
        await s.open()
        await expect(s.phone(amina)).to_be_visible()
        await expect(s.phone(kari)).to_be_hidden()
        await s.say(kari, "Hei, Kari")
        await s.page.get_by_role("tab", name="Amina").focus()
        await expect(s.page.get_by_role("tab", name="Kari, 1 ny")).to_be_visible()
        assert await s.page.evaluate(SIDEWAYS) == []
        await s.page.keyboard.press("ArrowRight")
        await expect(s.phone(kari)).to_be_visible()
        await expect(s.phone(amina)).to_be_hidden()
        await s.page.get_by_role("button", name="Mer", exact=True).click()
        await expect(s.page.get_by_role("button", name="+1 uke")).to_be_visible()
        assert await s.page.evaluate(SIDEWAYS) == []


# Visible elements that reach outside the screen or their phone, save what only a screen reader gets.
SIDEWAYS = """[...document.querySelectorAll('body *')].filter((node) => {
  const box = node.getBoundingClientRect();
  const frame = node.closest('.device')?.getBoundingClientRect() ?? {left: 0, right: innerWidth};
  return box.width > 1 && !node.closest('.hear, .skip') && (box.right > frame.right + 1 || box.left < frame.left - 1);
}).map((node) => node.outerHTML.slice(0, 80))
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_has_contrast_in_both_themes(scheme: str) -> None:
    """The system's theme is taken, and text stands at least 4.5:1 from its ground (WCAG 2.2, 1.4.3)."""
    async with stage(color_scheme=scheme) as s:
        amina = await s.person()
        number = await s.say(
            amina,
            "Hei /hjelp",
            [{"text": "Ja", "callback_data": "1"}, {"text": "Kart", "url": "https://example.org"}],
        )
        await s.open()
        await expect(s.message(amina, number)).to_be_visible()
        assert await s.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (
            scheme == "dark"
        )
        assert await s.page.evaluate(FAINT) == []


# Leaves with text whose colour is too near the nearest opaque ground; canvas reads any colour syntax.
FAINT = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = (node) => (node ? [...grounds(node.parentElement), getComputedStyle(node).backgroundColor] : ['white']);
  return [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility({visibilityProperty: true})
      && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())).flatMap((node) => {
    const ground = grounds(node);
    const [a, b] = [light(paint(ground)), light(paint([...ground, getComputedStyle(node).color]))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < 4.5 ? [`${ratio.toFixed(2)} ${node.outerHTML.slice(0, 80)}`] : [];
  });
})()"""


async def test_the_theme_is_remembered() -> None:
    """A choice of dark outlives a reload, whatever the system prefers."""
    async with stage(color_scheme="light") as s:
        await s.open()
        await s.page.get_by_role("switch", name="Mørkt utseende").click()
        await s.page.reload()
        await expect(s.page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
        ground = await s.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(16, 21, 19)"


async def test_a_world_begun_anew_leaves_nothing_on_the_page() -> None:
    """After a reset the page shows only the new people and their messages."""
    async with stage() as s:
        amina = await s.person()
        await s.say(amina, "Før")
        await s.open()
        await expect(s.phone(amina).locator(".text", has_text="Før")).to_be_visible()
        s.world.reset()
        await expect(s.page.get_by_text("Ingen telefoner ennå")).to_be_visible()
        kari = await s.person("Kari", "oppfølger")
        await s.say(kari, "Etter")
        await expect(s.phone(kari).locator(".text", has_text="Etter")).to_be_visible()
        await expect(s.page.locator(".phone")).to_have_count(1)


def test_without_a_chromium_the_page_is_skipped_unless_one_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A machine without Chromium skips with a reason; with HJEMVEI_REQUIRE_CHROMIUM=1 it fails."""
    monkeypatch.setattr(page_stage, "CHROMIUM", tmp_path / "none")
    monkeypatch.delenv("HJEMVEI_REQUIRE_CHROMIUM", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        needs_chromium()
    monkeypatch.setenv("HJEMVEI_REQUIRE_CHROMIUM", "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        needs_chromium()
