// The buttons under a message. They are kept as long as they are the same, so that focus and «venter» survive an edit.

import { h, icon } from "./dom.js";
import { safeAddress, startCode } from "./entities.js";

const COPIED_MS = 1600;

function pressButton(button, chat, id) {
  const node = h("button", { type: "button", class: "key" }, h("span", {}, button.text));
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    await chat.press(id, button.callback_data);
    node.removeAttribute("aria-busy");
  });
  return node;
}

function copyButton(button, chat) {
  const label = h("span", {}, button.text);
  const node = h("button", { type: "button", class: "key", title: `Kopier «${button.copy_text.text}»` }, label, icon("copy"));
  node.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.copy_text.text);
      chat.announce("Kopiert");
      node.classList.add("copied");
      setTimeout(() => node.classList.remove("copied"), COPIED_MS);
    } catch {
      chat.toast(`Fikk ikke kopiert: ${button.copy_text.text}`);
    }
  });
  return node;
}

function linkButton(button, chat) {
  const address = button.url ?? button.web_app?.url ?? button.login_url?.url;
  const url = safeAddress(address);
  const code = startCode(address, chat.username());
  const shown = h("small", {}, String(address).replace(/^https?:\/\//, ""));
  if (code !== null) {
    return h("button", { type: "button", class: "key link", onclick: () => chat.say(`/start ${code}`.trim()) }, h("span", {}, button.text), shown);
  }
  return h("a", { class: "key link", href: url ?? null, target: "_blank", rel: "noopener noreferrer", "aria-label": `${button.text}, åpner ${address} i ny fane` },
    h("span", {}, button.text), shown, icon("out"));
}

function key(button, chat, id) {
  if (button.copy_text) return copyButton(button, chat);
  if (button.url || button.web_app || button.login_url) return linkButton(button, chat);
  if (button.callback_data !== undefined) return pressButton(button, chat, id);
  return h("button", { type: "button", class: "key", disabled: true }, h("span", {}, button.text));
}

/** Arrow keys walk between the buttons of one message; Tab does too. */
function walk(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const keys = [...event.currentTarget.querySelectorAll(".key")];
  const at = keys.indexOf(document.activeElement);
  if (!step || at < 0 || !keys[at + step]) return;
  event.preventDefault();
  event.stopPropagation();
  keys[at + step].focus();
}

/** Bring `holder` to show the message's buttons; returns whether anything changed. */
export function showKeys(holder, message, chat) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const wanted = JSON.stringify(rows);
  if (holder.dataset.shown === wanted) return false;
  const focused = [...holder.querySelectorAll(".key")].indexOf(document.activeElement);
  const fresh = rows.map((row) => h("div", { class: "keyrow" }, row.map((button) => key(button, chat, message.message_id))));
  holder.replaceChildren(...fresh);
  holder.dataset.shown = wanted;
  holder.hidden = rows.length === 0;
  // Whoever pressed with the keyboard goes on from the first of the new buttons, not from the top of the page.
  if (focused >= 0) (holder.querySelector(".key") ?? holder.closest(".message")).focus();
  return true;
}

/** The holder for a message's buttons. */
export const keyHolder = () => h("div", { class: "keys", role: "group", "aria-label": "Knapper", hidden: true, onkeydown: walk });
