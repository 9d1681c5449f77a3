// The bottom of a phone: text box, send, what can be attached, and the line that says what is being answered or edited.

import { h, icon, iconButton, setText } from "./dom.js";
import { inShort } from "./media.js";
import { disclose } from "./menu.js";

const STICKERS = ["👍", "❤️", "😊", "😢", "🏠", "☕", "🙏", "🎉"];
const SENTENCE = "Dette er en lang melding som prøver hva som skjer når noen skriver mye på én gang. ";
const LONGEST = 4096; // what Telegram takes in one message

const longText = () => SENTENCE.repeat(Math.ceil(LONGEST / SENTENCE.length)).slice(0, LONGEST);

export class Composer {
  /** `send(deed, body)` acts and tells whether it worked; `who` is the person's name, for labels. */
  constructor(prefix, who, send, nameOf) {
    this.send = send;
    this.nameOf = nameOf;
    this.mode = null; // {deed: "reply" | "edit", message}
    this.text = h("textarea", { class: "say", rows: "1", "aria-label": `Melding fra ${who}`, placeholder: "Melding", maxlength: LONGEST,
      autocomplete: "off", enterkeyhint: "send", onkeydown: (e) => this.onKey(e) });
    this.modeLine = h("p", { class: "mode", hidden: true }, icon("reply"), h("span"), iconButton("close", "Avbryt", () => this.leaveMode()));
    const attach = iconButton("attach", "Legg ved", null);
    const panel = this.attachments(`${prefix}-attach`);
    this.menu = disclose(attach, panel, () => panel.querySelector("button, input").focus());
    const submit = h("button", { type: "submit", class: "round send", "aria-label": "Send", title: "Send" }, icon("send"));
    this.form = h("form", { class: "compose", onsubmit: (e) => this.submit(e) }, attach, this.text, submit);
    this.start = h("button", { type: "button", class: "wide", hidden: true, onclick: () => this.send("text", { text: "/start" }) }, "Start");
    this.unblock = h("button", { type: "button", class: "wide", hidden: true, onclick: () => this.send("unblock") }, "Opphev blokkeringen");
    this.node = h("div", { class: "composer" }, panel, this.modeLine, this.start, this.unblock, this.form);
  }

  attachments(id) {
    const once = (deed, body) => async () => {
      this.menu.close();
      await this.send(deed, body());
    };
    const seconds = h("input", { type: "number", min: "1", max: "3600", value: "7", "aria-label": "Talemeldingens lengde i sekunder" });
    const caption = h("input", { type: "text", maxlength: "1024", placeholder: "Bildetekst", "aria-label": "Bildetekst" });
    const line = (sign, word, deed, body, extra) =>
      h("div", { class: "choice" }, h("button", { type: "button", onclick: once(deed, body) }, icon(sign), word), extra);
    const stickers = h("div", { class: "stickers", role: "group", "aria-label": "Klistremerke" },
      STICKERS.map((emoji) => h("button", { type: "button", "aria-label": `Klistremerke ${emoji}`, onclick: once("sticker", () => ({ emoji })) }, emoji)));
    return h("div", { class: "panel attachments", id, role: "group", "aria-label": "Legg ved" },
      line("mic", "Talemelding", "voice", () => ({ seconds: Math.max(1, Number(seconds.value) || 1) }), [seconds, h("span", { class: "unit" }, "sek")]),
      line("photo", "Bilde", "photo", () => ({ caption: caption.value }), [caption]),
      line("photo", "Tre bilder", "album", () => ({ count: 3 })),
      line("file", "Fil", "document", () => ({})),
      line("pin", "Posisjon", "location", () => ({})),
      line("text", "Lang tekst", "text", () => ({ text: longText() })),
      stickers);
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape" && this.mode) {
      event.preventDefault();
      this.leaveMode();
    }
  }

  async submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text || this.sending) return;
    const { deed, message } = this.mode ?? {};
    const body = deed === "edit" ? { message_id: message.message_id, text } : { text, ...(deed && { reply_to: message.message_id }) };
    this.sending = true;
    const typed = this.text.value;
    const sent = await this.send(deed === "edit" ? "edit" : "text", body);
    this.sending = false;
    if (!sent) return; // what was typed stays
    if (this.text.value === typed) this.text.value = "";
    this.leaveMode(false);
  }

  /** Answer or edit `message` with what is typed next. */
  enterMode(deed, message) {
    if (this.mode?.deed === "edit" && deed === "reply") this.text.value = "";
    this.mode = { deed, message };
    this.modeLine.hidden = false;
    this.modeLine.firstChild.replaceWith(icon(deed === "edit" ? "edit" : "reply"));
    const words = deed === "edit" ? `Rediger: ${inShort(message)}` : `Svar til ${this.nameOf(message)}: ${inShort(message)}`;
    setText(this.modeLine.children[1], words);
    if (deed === "edit") this.text.value = message.text ?? "";
    this.text.focus();
  }

  leaveMode(forget = true) {
    if (forget && this.mode?.deed === "edit") this.text.value = "";
    this.mode = null;
    this.modeLine.hidden = true;
    this.text.focus();
  }

  /** Leave «svar» or «rediger» when its message is gone, keeping what was typed. */
  checkMode(messages) {
    if (!this.mode || messages.some((m) => m.message_id === this.mode.message.message_id && !m.deleted)) return;
    this.mode = null;
    this.modeLine.hidden = true;
  }

  update(person) {
    const empty = person.messages.length === 0;
    const had = this.node.contains(document.activeElement);
    this.unblock.hidden = !person.blocked;
    this.start.hidden = person.blocked || !empty;
    this.form.hidden = person.blocked;
    if (had && !document.activeElement?.checkVisibility?.()) this.focus();
    this.checkMode(person.messages);
  }

  /** Put the cursor where this phone's next word would be written. */
  focus() {
    [this.text, this.start, this.unblock].find((part) => part.checkVisibility())?.focus();
  }
}
