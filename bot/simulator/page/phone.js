// One person's phone: caption above, then status bar, chat and text box, or the lock screen.

import { act } from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { clock } from "./dates.js";
import { h, icon, iconButton, setText } from "./dom.js";
import { safeAddress, startCode } from "./entities.js";
import { LockScreen } from "./lock.js";
import { inShort } from "./media.js";
import { disclose } from "./menu.js";

const TOAST_MS = 4000;
const REACTION = "👍"; // what one press gives; a script can give any other
const ANSWER_MS = 15000; // how long Telegram waits for an answer to a press

export class Phone {
  constructor(person, bot) {
    this.id = person.id;
    this.waiting = new Map(); // query id -> what to call when the bot has answered
    this.bot = bot;
    this.prefix = `p${person.id}`;
    const name = person.name;
    this.composer = new Composer(this.prefix, name, (deed, body) => this.act(deed, body), (m) => this.nameOf(m));
    this.chat = new Chat(`Meldinger på ${name} sin telefon`, this.deeds());
    this.lock = new LockScreen(name, () => this.setLocked(false));
    this.live = h("p", { class: "hear", "aria-live": "polite", "data-live": this.prefix });
    this.node = h("section", { class: "phone", id: `${this.prefix}-phone`, "data-person": person.id, "aria-labelledby": `${this.prefix}-name` },
      this.caption(person), this.device(person), this.live);
  }

  caption(person) {
    this.lockButton = iconButton("lock", "", () => this.setLocked(!this.person.locked), { class: "round padlockbutton" });
    const more = iconButton("more", `Mer for ${person.name}`, null);
    this.blockButton = h("button", { type: "button", onclick: () => this.block() });
    const panel = h("div", { class: "panel", id: `${this.prefix}-more`, role: "group", "aria-label": `Mer for ${person.name}` }, this.blockButton);
    this.more = disclose(more, panel, () => this.blockButton.focus());
    this.label = h("span", { class: "label" });
    this.name = h("h2", { id: `${this.prefix}-name` });
    return h("header", { class: "caption" }, h("div", { class: "who" }, this.name, this.label), this.lockButton, more, panel);
  }

  device(person) {
    this.time = h("time");
    this.status = h("p", { class: "state" });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true, onclick: () => this.chat.goTo(this.person.pinned) }, icon("pin"), h("span"));
    this.botName = h("p", { class: "botname" });
    this.alert = this.alertBox();
    this.toastLine = h("p", { class: "toast", role: "status", hidden: true });
    this.open = h("div", { class: "open", lang: person.language || null },
      h("div", { class: "chathead", lang: "nb" }, h("span", { class: "avatar", "aria-hidden": "true" }, icon("hills")), h("div", {}, this.botName, this.status)),
      this.pinned, this.chat.node, this.composer.node);
    return h("div", { class: "device" },
      h("div", { class: "statusbar" }, this.time, h("span", { "aria-hidden": "true" }, icon("signal"), icon("battery"))),
      this.open, this.lock.node, this.toastLine, this.alert.node);
  }

  /** What a message may ask of the phone it stands on. */
  deeds() {
    return {
      prefix: this.prefix,
      nameOf: (message) => this.nameOf(message),
      reply: (message) => this.composer.enterMode("reply", message),
      react: (message) => this.act("react", { message_id: message.message_id, emoji: this.hasReacted(message) ? null : REACTION }),
      edit: (message) => this.composer.enterMode("edit", message),
      remove: (message) => this.act("delete", { message_id: message.message_id }),
      press: (id, data) => this.press(id, data),
      say: (text) => this.act("text", { text }),
      follow: (event, url) => this.follow(event, url),
      toast: (words) => this.toast(words),
      announce: (words) => { if (!this.person.locked) this.announce(words); },
      username: () => this.bot.username,
      focusText: () => this.composer.focus(),
    };
  }

  /** One reaction is enough to show what becomes of it: given with a press, taken back with the next. */
  hasReacted(message) {
    return (message.reactions ?? []).some((one) => one.by === "person");
  }

  nameOf(message) {
    if (message.from?.is_bot) return this.bot.name;
    return this.person?.name ?? message.from?.first_name ?? "";
  }

  /** Do something as this person; says what went wrong and returns whether it worked. */
  async act(deed, body) {
    try {
      return (await act(this.id, deed, body)) ?? true;
    } catch (problem) {
      this.toast(problem.message);
      return null;
    }
  }

  async press(id, data) {
    const pressed = await this.act("press", { message_id: id, data });
    const query = pressed?.query_id;
    if (query === undefined || this.person.toast?.query_id === query) return;
    await new Promise((resolve) => {
      this.waiting.set(query, resolve);
      setTimeout(resolve, ANSWER_MS);
    });
    this.waiting.delete(query);
  }

  /** A link that starts the bot is followed inside this phone; every other one opens a new tab. */
  follow(event, url) {
    const code = startCode(url, this.bot.username);
    if (code === null || !safeAddress(url)) return;
    event.preventDefault();
    this.act("text", { text: `/start ${code}`.trim() });
  }

  async setLocked(locked) {
    await this.act(locked ? "lock" : "unlock");
  }

  async block() {
    this.more.close();
    await this.act(this.person.blocked ? "unblock" : "block");
  }

  toast(words) {
    setText(this.toastLine, words);
    this.toastLine.hidden = false;
    clearTimeout(this.toastEnd);
    this.toastEnd = setTimeout(() => { this.toastLine.hidden = true; }, TOAST_MS);
  }

  /** A locked phone reads aloud what its screen reveals, never the message itself. */
  announceNotification(notifications) {
    const newest = notifications.at(-1);
    const fresh = this.notified !== undefined && newest && newest.message_id !== this.notified;
    this.notified = newest?.message_id ?? null;
    if (fresh && this.person.locked) this.announce(`${newest.title}: ${newest.text}`);
  }

  /** What the bot answered to a press: a line that goes away, or a box that wants an «OK». */
  showAnswer(answer) {
    const fresh = this.answered !== undefined && answer && answer.rev !== this.answered;
    this.answered = answer?.rev ?? null;
    this.waiting.get(answer?.query_id)?.();
    if (!fresh || !answer.text) return;
    if (answer.show_alert) {
      setText(this.alert.words, answer.text);
      this.alert.node.hidden = false;
      this.open.inert = true;
      this.alert.button.focus();
    } else {
      this.toast(answer.text);
    }
  }

  alertBox() {
    const close = () => { node.hidden = true; this.open.inert = false; this.composer.focus(); };
    const words = h("p", { id: `${this.prefix}-alert` });
    const button = h("button", { type: "button", class: "act primary", onclick: close }, "OK");
    const node = h("div", { class: "alert", role: "alertdialog", "aria-labelledby": words.id, hidden: true,
      onkeydown: (event) => { if (event.key === "Escape") close(); } }, h("div", {}, words, button));
    return { node, words, button };
  }

  announce(words) {
    setText(this.live, words);
  }

  /** Show the person's phone as the server tells it. */
  update(person, bot, now) {
    this.bot = bot;
    this.person = person;
    setText(this.name, person.name);
    setText(this.label, person.label ?? "");
    this.tell(now);
    setText(this.botName, bot.name);
    setText(this.status, person.typing ? "skriver …" : "bot");
    this.status.classList.toggle("typing", Boolean(person.typing));
    setText(this.blockButton, person.blocked ? "Opphev blokkeringen" : "Blokker boten");
    this.showAnswer(person.toast);
    this.announceNotification(person.notifications ?? []);
    this.showLock(person.locked);
    const pinned = person.messages.find((m) => m.message_id === person.pinned);
    this.pinned.hidden = !pinned;
    if (pinned) setText(this.pinned.lastChild, `Festet: ${inShort(pinned)}`);
    this.chat.update(person.messages, now);
    this.composer.update(person);
  }

  /** What time it is, here and on the lock screen. */
  tell(now) {
    setText(this.time, clock(now));
    this.lock.update(this.person.notifications ?? [], now);
  }

  showLock(locked) {
    if (this.locked === locked) return;
    const first = this.locked === undefined;
    const inside = this.open.contains(document.activeElement) || this.lock.node.contains(document.activeElement);
    this.locked = locked;
    this.node.classList.toggle("locked", locked);
    this.open.hidden = locked;
    this.lock.node.hidden = !locked;
    this.lockButton.replaceChildren(icon(locked ? "unlock" : "lock"));
    for (const attribute of ["aria-label", "title"]) {
      this.lockButton.setAttribute(attribute, `${locked ? "Lås opp" : "Lås"} telefonen til ${this.person.name}`);
    }
    if (first) return;
    this.announce(locked ? "Låst" : "Låst opp");
    if (inside) (locked ? this.lock.button : this.composer.text).focus();
  }
}
