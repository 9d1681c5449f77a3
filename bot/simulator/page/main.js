// The page of the simulator: phones side by side, drawn from what the simulator says.

import { moment } from "./dates.js";
import { h, setText } from "./dom.js";
import { follow } from "./feed.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import { TopBar } from "./topbar.js";

const holder = document.getElementById("phones");
const troubleLine = document.getElementById("trouble");
const phones = new Map();
const SAME_MS = 5000; // how far the simulator's clock and this machine's may be apart and count as one
const TICK_MS = 1000;
const TROUBLE_MS = 7000;
let troubleEnd;

function trouble(words, lasting = false) {
  setText(troubleLine, words);
  troubleLine.hidden = !words;
  clearTimeout(troubleEnd);
  if (words && !lasting) troubleEnd = setTimeout(() => trouble(""), TROUBLE_MS);
}

const bar = new TopBar(document.getElementById("topbar"), trouble);
const tabs = new Tabs(document.getElementById("tabs"));
const empty = h("p", { class: "empty" }, "Ingen telefoner ennå. Velg «Ny person».");

/** Between states time goes on by itself, if the simulator's does: it is the machine's, moved. */
let offset = null;

function tick() {
  if (offset === null) return;
  const now = new Date(Date.now() + offset);
  bar.tell(now);
  for (const phone of phones.values()) phone.tell(now);
}

function show(state) {
  const now = moment(state.now);
  const moved = (state.clock?.offset_seconds ?? 0) * 1000;
  offset = Math.abs(Date.now() + moved - now) < SAME_MS ? now - Date.now() : null;
  bar.update(state);
  const here = new Set(state.people.map((person) => person.id));
  for (const [id, phone] of phones) {
    if (here.has(id)) continue;
    phone.node.remove();
    phones.delete(id);
    tabs.remove(id);
  }
  for (const person of state.people) {
    let phone = phones.get(person.id);
    if (!phone) {
      phone = new Phone(person, state.bot);
      phones.set(person.id, phone);
      holder.append(phone.node);
      tabs.add(phone, person.name);
    }
    phone.update(person, state.bot, now);
    tabs.count(person);
  }
  if (phones.size) empty.remove();
  else holder.append(empty);
  document.documentElement.dataset.rev = state.rev;
}

setInterval(tick, TICK_MS);
let lost = false;
follow(show, (connected) => {
  if (connected === !lost) return;
  lost = !connected;
  trouble(lost ? "Mistet forbindelsen til simulatoren. Prøver igjen …" : "", lost);
});
