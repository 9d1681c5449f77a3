// What a message carries besides text: pictures, voice, places and so on, drawn without fetching anything.

import { fileAddress } from "./api.js";
import { duration } from "./dates.js";
import { h, icon } from "./dom.js";

const BARS = 28;

function voice(message) {
  const seconds = message.voice.duration ?? 0;
  const wave = h("span", { class: "wave", "aria-hidden": "true" });
  for (let i = 0; i < BARS; i += 1) {
    // The same message always has the same wave; the shape means nothing.
    const level = Math.abs(Math.sin(message.message_id * 12.9 + i * 0.9) * Math.cos(i * 0.37 + message.message_id));
    wave.append(h("i", { class: `bar bar-${1 + Math.round(level * 7)}` }));
  }
  return h("div", { class: "voice" },
    h("span", { class: "disc" }, icon("play")), wave,
    h("span", { class: "length" }, h("span", { class: "hear" }, "Talemelding, "), duration(seconds)));
}

function location({ latitude, longitude }, title) {
  const place = `${latitude.toFixed(4).replace(".", ",")} N, ${longitude.toFixed(4).replace(".", ",")} Ø`;
  return h("figure", { class: "map" }, h("span", { class: "ground", "aria-hidden": "true" }, icon("pin")),
    h("figcaption", {}, title ?? "Posisjon", h("small", {}, place)));
}

function file(sign, name, detail) {
  return h("div", { class: "file" }, h("span", { class: "disc" }, icon(sign)),
    h("span", {}, h("b", {}, name), detail && h("small", {}, detail)));
}

function size(bytes) {
  if (!bytes) return null;
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

function picture(word, seconds) {
  return h("div", { class: "picture", role: "img", "aria-label": word }, icon(word === "Bilde" ? "photo" : "play"),
    seconds ? h("span", { class: "length" }, duration(seconds)) : null);
}

function photo(message) {
  const frame = picture("Bilde");
  const largest = message.photo.at(-1);
  const image = h("img", { src: fileAddress(largest.file_id), alt: "" });
  image.addEventListener("error", () => image.remove());
  frame.append(image);
  return frame;
}

function documentFile(message) {
  const { file_id: id, file_name: name, file_size: bytes } = message.document;
  return h("a", { class: "plain", href: fileAddress(id), download: name ?? "fil" }, file("file", name ?? "Fil", size(bytes)));
}

function poll({ question, options = [] }) {
  return h("div", { class: "poll" }, h("b", {}, question),
    h("ul", {}, options.map((o) => h("li", {}, o.text, o.voter_count ? h("small", {}, ` ${o.voter_count}`) : null))));
}

const KINDS = {
  photo,
  video: (m) => picture("Video", m.video.duration),
  animation: () => picture("Animasjon"),
  video_note: (m) => picture("Videomelding", m.video_note.duration),
  voice,
  audio: (m) => file("play", m.audio.title ?? m.audio.file_name ?? "Lyd", duration(m.audio.duration ?? 0)),
  document: documentFile,
  sticker: (m) => h("div", { class: "sticker", role: "img", "aria-label": `Klistremerke ${m.sticker.emoji ?? ""}` }, m.sticker.emoji ?? "▢"),
  dice: (m) => h("div", { class: "sticker" }, m.dice.emoji, h("small", {}, ` ${m.dice.value}`)),
  venue: (m) => location(m.venue.location, m.venue.title),
  location: (m) => location(m.location),
  contact: (m) => file("person", [m.contact.first_name, m.contact.last_name].filter(Boolean).join(" "), m.contact.phone_number),
  poll: (m) => poll(m.poll),
};

const WORDS = {
  photo: "Bilde", video: "Video", animation: "Animasjon", video_note: "Videomelding", voice: "Talemelding", audio: "Lyd",
  document: "Fil", sticker: "Klistremerke", dice: "Terning", venue: "Sted", location: "Posisjon", contact: "Kontakt", poll: "Avstemning",
};

/** Which kind of media a message carries, or null. Order matters: Telegram sends `document` beside `animation`. */
export const kindOf = (message) => Object.keys(KINDS).find((kind) => message[kind]) ?? null;

/** The drawn media of a message, or null. */
export function media(message) {
  const kind = kindOf(message);
  return kind ? KINDS[kind](message) : null;
}

/** One line that stands for the message: in a reply's quote and when read aloud. */
export function inShort(message) {
  const words = message.text ?? message.caption ?? "";
  const kind = kindOf(message);
  if (!kind) return words || "Melding";
  const sign = kind === "sticker" && message.sticker.emoji ? ` ${message.sticker.emoji}` : "";
  return words ? `${WORDS[kind]}: ${words}` : WORDS[kind] + sign;
}
