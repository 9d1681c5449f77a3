// One message in the chat: built once, then changed in place when the bot edits it.

import { clock, moment } from "./dates.js";
import { h, iconButton, setText } from "./dom.js";
import { rich } from "./entities.js";
import { keyHolder, showKeys } from "./keyboard.js";
import { inShort, kindOf, media } from "./media.js";

const EXPANDABLE = "expandable_blockquote";

function quote(message, chat) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  const words = message.quote?.text ?? inShort(replied);
  return h("button", { type: "button", class: "quote", "aria-label": `Svar på: ${words}. Gå dit`, onclick: () => chat.goTo(replied.message_id) },
    h("b", {}, chat.nameOf(replied)), h("span", {}, words));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const from = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? "";
  return h("p", { class: "forwarded" }, `Videresendt${from ? ` fra ${from}` : ""}`);
}

function content(message, chat) {
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  const body = text ? h("div", { class: "text", dir: "auto" }, rich(text, entities, chat)) : null;
  if (entities?.some((e) => e.type === EXPANDABLE)) body.classList.add("expandable");
  const unknown = !text && !kindOf(message) && h("p", { class: "text muted" }, "En melding som ikke kan vises her");
  const parts = [forwarded(message), quote(message, chat), media(message), body, unknown];
  return message.show_caption_above_media ? [parts[0], parts[1], body, parts[2]] : parts;
}

function reactions(message) {
  const given = (message.reactions ?? []).map((r) => (typeof r === "string" ? r : r.emoji ?? r.type?.emoji)).filter(Boolean);
  return given.length ? h("span", { class: "reactions", "aria-label": `Reaksjoner: ${given.join(" ")}` }, given.join(" ")) : null;
}

/** What is drawn of a message apart from its buttons; two equal ones need no new drawing. */
const appearance = ({ reply_markup: _, rev: __, ...message }) => JSON.stringify(message);

/** A message's place in the chat. `chat` is what it may ask of the chat it stands in. */
export class Bubble {
  constructor(message, chat) {
    this.chat = chat;
    this.own = !message.from?.is_bot;
    const id = `${chat.prefix}-${message.message_id}`;
    this.from = h("span", { class: "hear", id: `${id}-from` });
    this.body = h("div", { class: "body", id: `${id}-body` });
    this.edited = h("span", { class: "edited", hidden: true }, "redigert");
    this.time = h("time");
    this.reactions = h("span", { class: "reactionline" });
    this.keys = keyHolder();
    const meta = h("span", { class: "meta", id: `${id}-meta` }, this.edited, " ", this.time);
    this.bubble = h("div", { class: "bubble" }, this.from, this.body, meta, this.reactions, this.tools());
    this.node = h("li", { class: `message ${this.own ? "own" : "theirs"}`, tabindex: "-1", "data-message": message.message_id,
      "aria-labelledby": `${id}-from ${id}-body ${id}-meta` }, h("div", { class: "stack" }, this.bubble, this.keys));
    this.update(message);
  }

  tools() {
    const tools = [
      iconButton("reply", "Svar (S)", () => this.chat.reply(this.message), { class: "round tool" }),
      iconButton("smile", "Reager (E)", () => this.chat.react(this.message), { class: "round tool" }),
    ];
    if (this.own) {
      this.editTool = iconButton("edit", "Rediger (R)", () => this.chat.edit(this.message), { class: "round tool" });
      tools.push(this.editTool, iconButton("trash", "Slett (Delete)", () => this.chat.remove(this.message), { class: "round tool" }));
    }
    return h("span", { class: "tools", role: "group", "aria-label": "Gjør med meldingen" }, tools);
  }

  /** Show the message as it is now; returns whether its words or picture changed. */
  update(message) {
    const before = this.message && appearance(this.message);
    this.message = message;
    const changed = before !== appearance(message);
    if (changed) this.draw(message);
    showKeys(this.keys, message, this.chat);
    this.node.classList.toggle("keyed", !this.keys.hidden);
    return changed;
  }

  draw(message) {
    const when = moment(message.date);
    setText(this.from, `${this.chat.nameOf(message)}: `);
    const had = this.body.contains(document.activeElement);
    this.body.replaceChildren(...content(message, this.chat).filter(Boolean));
    if (had) this.node.focus();
    this.edited.hidden = !message.edit_date;
    setText(this.time, clock(when));
    this.time.dateTime = when.toISOString();
    this.reactions.replaceChildren(...[reactions(message)].filter(Boolean));
    this.node.dataset.kind = kindOf(message) ?? "text";
    this.node.classList.toggle("grouped", Boolean(message.media_group_id));
    if (this.editTool) this.editTool.hidden = message.text === undefined;
  }

  /** Only the active message's buttons are in the Tab order; the others are reached with the arrow keys first. */
  setActive(active) {
    this.node.tabIndex = active ? 0 : -1;
    for (const part of this.node.querySelectorAll("a, button, .spoiler")) part.tabIndex = active ? 0 : -1;
  }
}

/** A thin line across the chat that says which day follows. */
export const dayLine = (words) => h("li", { class: "day" }, h("span", {}, words));
