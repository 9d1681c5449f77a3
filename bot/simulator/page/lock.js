// A phone's lock screen: what anyone who picks it up can read, letter by letter, and nothing more.

import { clock, day, moment, shortly } from "./dates.js";
import { h, icon, setText } from "./dom.js";

function card(notification, now) {
  const when = moment(notification.at);
  return h("li", { class: "card" },
    h("span", { class: "app", "aria-hidden": "true" }, icon("hills")),
    h("p", { class: "title", dir: "auto" }, notification.title ?? ""),
    h("time", { datetime: when.toISOString() }, shortly(when, now)),
    h("p", { class: "words", dir: "auto" }, notification.text ?? ""),
    notification.silent ? h("p", { class: "silent" }, "lydløst") : null);
}

export class LockScreen {
  constructor(who, unlock) {
    this.time = h("p", { class: "bigtime" });
    this.date = h("p", { class: "bigdate" });
    this.cards = h("ul", { class: "cards", "aria-label": `Varsler på ${who} sin låseskjerm`, tabindex: "0" });
    this.none = h("p", { class: "none" }, "Ingen varsler");
    this.button = h("button", { type: "button", class: "unlock", onclick: unlock }, icon("unlock"), "Lås opp");
    this.node = h("div", { class: "lockscreen" }, h("span", { class: "padlock" }, icon("lock")), this.time, this.date, this.cards, this.none, this.button);
  }

  /** Show the time and the notifications, newest first as phones do. */
  update(notifications, now) {
    setText(this.time, clock(now));
    setText(this.date, day(now));
    const wanted = JSON.stringify([notifications, day(now)]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.cards.replaceChildren(...notifications.toReversed().map((n) => card(n, now)));
    this.cards.hidden = notifications.length === 0;
    this.none.hidden = notifications.length > 0;
  }
}
