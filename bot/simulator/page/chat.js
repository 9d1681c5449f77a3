// The list of messages of one phone: keyed by message id, never drawn anew as a whole.

import { Bubble, dayLine } from "./bubble.js";
import { dayKey, moment, separator } from "./dates.js";
import { h, icon, setText } from "./dom.js";
import { inShort } from "./media.js";

const NEAR_BOTTOM = 48; // pixels that still count as «at the bottom»
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Chat {
  /** `deeds` = what a message may ask for: prefix, nameOf, reply, react, edit, remove, press, say, follow, toast, announce, username, focusText. */
  constructor(label, deeds) {
    this.deeds = { ...deeds, goTo: (id) => this.goTo(id) };
    this.bubbles = new Map();
    this.days = new Map();
    this.started = false;
    this.atBottom = true;
    this.missed = 0;
    this.list = h("ol", { class: "messages", "aria-label": label, onkeydown: (e) => this.walk(e), onfocusin: (e) => this.follow(e) });
    this.scroller = h("div", { class: "scroller", onscroll: () => this.noticeScroll() }, this.list);
    this.newer = h("button", { type: "button", class: "newer", hidden: true, onclick: () => this.toBottom(true) }, icon("down"), h("span"));
    this.node = h("div", { class: "chat" }, this.scroller, this.newer);
    new ResizeObserver(() => this.settle()).observe(this.scroller);
  }

  /** Bring the list to show `messages`, oldest first. `now` decides whether a day line names its year. */
  update(messages, now) {
    const shown = messages.filter((m) => !m.deleted);
    const wanted = new Set(shown.map((m) => m.message_id));
    for (const [id, bubble] of this.bubbles) if (!wanted.has(id)) this.drop(id, bubble);
    const heard = [];
    for (const message of shown) this.show(message, heard);
    this.arrange(shown, now);
    this.chooseActive();
    if (this.started && heard.length) this.deeds.announce(heard.slice(-3).join(" "));
    this.started = true;
    this.settle();
  }

  show(message, heard) {
    let bubble = this.bubbles.get(message.message_id);
    if (bubble && bubble.own === Boolean(message.from?.is_bot)) { // a world begun anew uses its numbers again
      bubble.node.remove();
      bubble = undefined;
    }
    if (!bubble) {
      const fresh = new Bubble(message, this.deeds);
      this.bubbles.set(message.message_id, fresh);
      if (this.started) fresh.node.classList.add("arriving");
      if (!fresh.own) {
        heard.push(`${this.deeds.nameOf(message)}: ${inShort(message)}`);
        if (this.started && !this.atBottom) this.missed += 1;
      }
      this.fresh = message.message_id;
    } else if (bubble.update(message) && !bubble.own) {
      heard.push(`${this.deeds.nameOf(message)} endret: ${inShort(message)}`);
    }
  }

  drop(id, bubble) {
    this.bubbles.delete(id);
    if (bubble.node.contains(document.activeElement)) this.deeds.focusText();
    if (still.matches || document.hidden) {
      bubble.node.remove();
      return;
    }
    bubble.node.classList.add("leaving");
    bubble.node.inert = true;
    bubble.node.addEventListener("animationend", () => bubble.node.remove());
  }

  /** Put nodes where they belong and touch none that already stand there: moving a node would take its focus. */
  arrange(shown, now) {
    const order = [];
    const used = new Set();
    let last = null;
    for (const message of shown) {
      const when = moment(message.date);
      const key = dayKey(when);
      if (key !== last) {
        if (!this.days.has(key)) this.days.set(key, dayLine(""));
        setText(this.days.get(key).firstChild, separator(when, now));
        order.push(this.days.get(key));
        used.add(key);
        last = key;
      }
      order.push(this.bubbles.get(message.message_id).node);
    }
    for (const [key, line] of this.days) {
      if (used.has(key)) continue;
      line.remove();
      this.days.delete(key);
    }
    let at = this.list.firstChild;
    for (const node of order) {
      while (at?.classList.contains("leaving")) at = at.nextSibling;
      if (at === node) at = at.nextSibling;
      else this.list.insertBefore(node, at);
    }
  }

  /** Tab enters the list at the newest message with buttons, else at the newest, unless the reader is in the list. */
  chooseActive() {
    const inside = this.list.contains(document.activeElement);
    if (!inside && this.fresh !== this.chosenFor) {
      this.chosenFor = this.fresh;
      const all = [...this.bubbles.values()];
      this.active = all.findLast((b) => !b.keys.hidden) ?? all.at(-1);
    }
    if (!this.active || !this.bubbles.has(this.active.message.message_id)) this.active = [...this.bubbles.values()].at(-1);
    for (const bubble of this.bubbles.values()) bubble.setActive(bubble === this.active);
  }

  bubbleOf(node) {
    const id = node.closest?.(".message")?.dataset.message;
    return id === undefined ? null : this.bubbles.get(Number(id));
  }

  follow(event) {
    const bubble = this.bubbleOf(event.target);
    if (!bubble || bubble === this.active) return;
    this.active = bubble;
    for (const other of this.bubbles.values()) other.setActive(other === bubble);
  }

  walk(event) {
    const bubble = this.bubbleOf(event.target);
    if (!bubble || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...this.list.querySelectorAll(".message:not(.leaving)")];
    const at = all.indexOf(bubble.node);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    const onMessage = event.target === bubble.node;
    if (to !== undefined) all[to]?.focus();
    else if (event.key === "Escape") this.deeds.focusText();
    else if (onMessage && event.key.toLowerCase() === "s") this.deeds.reply(bubble.message);
    else if (onMessage && event.key.toLowerCase() === "e") this.deeds.react(bubble.message);
    else if (onMessage && bubble.own && event.key.toLowerCase() === "r" && bubble.message.text !== undefined) this.deeds.edit(bubble.message);
    else if (onMessage && bubble.own && event.key === "Delete") this.deeds.remove(bubble.message);
    else return;
    event.preventDefault();
  }

  /** Show the message a reply points at. */
  goTo(id) {
    const bubble = this.bubbles.get(id);
    if (!bubble) {
      this.deeds.toast("Meldingen finnes ikke lenger");
      return;
    }
    bubble.node.scrollIntoView({ block: "center" });
    bubble.node.focus({ preventScroll: true });
  }

  noticeScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (this.atBottom) this.missed = 0;
    this.showMissed();
  }

  showMissed() {
    this.newer.hidden = this.atBottom;
    setText(this.newer.lastChild, this.missed ? `${this.missed} ${this.missed === 1 ? "ny melding" : "nye meldinger"}` : "Til bunnen");
  }

  /** Stay at the bottom unless the reader scrolled up. */
  settle() {
    if (this.atBottom) this.toBottom();
    else this.showMissed();
  }

  toBottom(asked = false) {
    if (asked) this.deeds.focusText();
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atBottom = true;
    this.missed = 0;
    this.showMissed();
  }
}
