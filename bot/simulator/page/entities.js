// Telegram's text with entities → nodes. Offsets count UTF-16 units, as JavaScript's strings do.

import { h } from "./dom.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|mailto|tel|tg):/i;

/** An address that may be a link, or null: no other scheme is ever followed. */
export function safeAddress(address) {
  const text = String(address ?? "").trim();
  if (SAFE.test(text)) return text;
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(text) ? `https://${text}` : null;
}

/** The code in a link that starts this bot (t.me/bot?start=CODE), or null; "" is a bare link to the bot. */
export function startCode(address, username) {
  if (!username) return null;
  const url = safeAddress(address);
  if (!url || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const name = username.toLowerCase();
  const web = ["t.me", "telegram.me"].includes(parsed.hostname) && parsed.pathname.slice(1).toLowerCase() === name;
  const app = parsed.protocol === "tg:" && (parsed.searchParams.get("domain") ?? "").toLowerCase() === name;
  return web || app ? (parsed.searchParams.get("start") ?? "") : null;
}

function link(address, children, act) {
  const url = safeAddress(address);
  if (!url) return h("span", {}, children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: (event) => act.follow(event, url) }, children);
}

function wrap(entity, raw, children, act) {
  if (PLAIN[entity.type]) return h(PLAIN[entity.type], {}, children);
  switch (entity.type) {
    case "pre": return h("pre", {}, h("code", {}, children));
    case "spoiler": return spoiler(children);
    case "text_link": return link(entity.url, children, act);
    case "url": return link(raw, children, act);
    case "email": return link(`mailto:${raw}`, children, act);
    case "phone_number": return link(`tel:${raw.replace(/[^\d+]/g, "")}`, children, act);
    case "bot_command":
      return h("button", { type: "button", class: "command", onclick: () => act.say(raw) }, children);
    default: return h("span", {}, children);
  }
}

function spoiler(children) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Skjult tekst, vis", "aria-expanded": "false" },
    h("span", { class: "veiled", "aria-hidden": "true" }, children));
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    cover.replaceWith(h("span", {}, children));
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}

/** Nodes for `text[from, to)`; entities that overlap without nesting are cut at the outer one's end. */
function between(text, entities, from, to, act) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    if (entity.offset < at || entity.offset >= to) continue;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(i + 1).filter((e) => e.offset < end);
    nodes.push(wrap(entity, text.slice(entity.offset, end), between(text, inner, entity.offset, end, act), act));
    // A block ends its line by itself.
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? Math.min(end + 1, to) : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

/** `act` = {say(text), follow(event, url)}: what a command and a link do. */
export function rich(text, entities, act) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, ordered, 0, text.length, act);
}
