// The bar at the top: what day it is, the clock's buttons, faults, a new person, light or dark.

import { addFault, advance, clearFaults, getClock } from "./api.js";
import { full, moment, soon } from "./dates.js";
import { h, icon, iconButton, setText } from "./dom.js";
import { disclose } from "./menu.js";
import { PersonDialog } from "./newperson.js";
import { isDark, onSystemChange, setDark } from "./theme.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const FAULTS = [
  ["Neste sending feiler", { kind: "500", method: "sends" }],
  ["Neste sending får ikke svar", { kind: "timeout_after", method: "sends", seconds: 5 }],
  ["Telegram svarer tregt", { kind: "slow", seconds: 3, times: 10 }],
  ["Telegram ber boten vente", { kind: "429", method: "sends", retry_after: 5 }],
];
const nameOf = (fault) => FAULTS.find(([, known]) => known.kind === fault.kind)?.[0] ?? `${fault.kind} ${fault.method}`;

export class TopBar {
  /** `trouble(words)` shows a problem to the reader. */
  constructor(holder, trouble) {
    this.trouble = trouble;
    this.now = h("time", { class: "now" });
    this.live = h("span", { class: "hear", role: "status" });
    this.next = h("button", { type: "button", class: "act primary", onclick: () => this.move(0, "next"), onpointerenter: () => this.tellNext(), onfocus: () => this.tellNext() }, icon("bell"), h("span", {}, "Neste påminnelse"));
    this.day = this.step("+1 dag", DAY);
    this.more = h("div", { class: "more", id: "more" },
      this.step("+1 time", HOUR), this.step("+1 uke", 7 * DAY),
      this.step("Strømbrudd 1 døgn", DAY, "jump", "bolt"), this.faultMenu(), this.personButton());
    const moreButton = h("button", { type: "button", class: "act morebutton" }, "Mer", icon("down"));
    const menu = disclose(moreButton, this.more);
    const wide = matchMedia("(min-width: 1300px)");
    // Narrow: «+1 dag» stands outside the menu. Wide: there is no menu, and the steps stand by size.
    const fit = () => {
      menu.close(false);
      this.more.hidden = !wide.matches;
      if (wide.matches) this.more.children[0].after(this.day);
      else moreButton.before(this.day);
    };
    this.theme = h("button", { type: "button", class: "round", role: "switch", "aria-label": "Mørkt utseende", onclick: () => { setDark(!isDark()); this.showTheme(); } });
    onSystemChange(() => this.showTheme());
    this.showTheme();
    holder.append(
      h("div", { class: "brand" }, h("img", { src: "icon.svg", alt: "", width: "30", height: "30" }), h("h1", {}, "Hjemvei")),
      h("p", { class: "when" }, this.now, this.live),
      h("div", { class: "acts", role: "group", "aria-label": "Klokka og mer" }, this.next, moreButton, this.more), this.theme);
    wide.addEventListener("change", fit);
    fit();
  }

  step(words, seconds, mode = "step", sign = null) {
    return h("button", { type: "button", class: "act clock", onclick: () => this.move(seconds, mode) }, sign && icon(sign), h("span", {}, words));
  }

  faultMenu() {
    this.faultCount = h("span", { class: "count", hidden: true });
    const button = h("button", { type: "button", class: "act" }, h("span", {}, "Feil"), this.faultCount, icon("down"));
    const once = (deed) => async () => { menu.close(); await this.attempt(deed); };
    this.faultList = h("ul", { class: "faultlist" });
    const panel = h("div", { class: "panel", id: "faults", role: "group", "aria-label": "Feil" },
      FAULTS.map(([words, fault]) => h("button", { type: "button", onclick: once(() => addFault(fault)) }, words)),
      this.faultList,
      h("button", { type: "button", onclick: once(clearFaults) }, "Rydd bort feilene"));
    const menu = disclose(button, panel, () => panel.querySelector("button").focus());
    return h("div", { class: "anchor" }, button, panel);
  }

  personButton() {
    const dialog = new PersonDialog();
    const button = h("button", { type: "button", class: "act", onclick: () => dialog.open() }, icon("plus"), h("span", {}, "Ny person"));
    return h("div", { class: "anchor" }, button, dialog.node);
  }

  move(seconds, mode) {
    return this.attempt(async () => {
      const moved = await advance(seconds, mode);
      setText(this.live, `Klokka er ${full(moment(moved.now))}`);
      if (moved.settled === false) throw new Error("Boten ble ikke ferdig i tide. Klokka står der den kom.");
      if (mode === "next" && moved.moved === 0) throw new Error("Ingen påminnelse venter.");
    });
  }

  /** When the next reminder is due, for whoever points at its button. */
  async tellNext() {
    try {
      const { now, next_due: due } = await getClock();
      this.next.title = due ? `Neste: ${soon(moment(due), moment(now))}` : "Ingen påminnelse venter";
    } catch {
      this.next.title = "";
    }
  }

  async attempt(deed) {
    if (this.busy) return;
    this.busy = true;
    this.showBusy();
    try {
      await deed();
      this.trouble("");
    } catch (problem) {
      this.trouble(problem.message);
    }
    this.busy = false;
    this.showBusy();
  }

  showBusy() {
    const moving = Boolean(this.busy || this.moving);
    for (const button of document.querySelectorAll("#topbar .clock, #topbar .primary")) button.setAttribute("aria-disabled", String(moving));
    document.getElementById("topbar").classList.toggle("moving", moving);
  }

  showTheme() {
    const dark = isDark();
    this.theme.setAttribute("aria-checked", String(dark));
    this.theme.title = dark ? "Bytt til lyst" : "Bytt til mørkt";
    this.theme.replaceChildren(icon(dark ? "sun" : "moon"));
  }

  tell(now) {
    setText(this.now, full(now));
    this.now.dateTime = now.toISOString();
  }

  /** Other pages beside the phones; the simulator knows where they are. */
  link(names) {
    if (this.linked || !names.length) return;
    this.linked = true;
    this.more.append(...names.map((name, at) => h("a", { class: "act", href: `/sim/link/${at}`, target: "_blank", rel: "noopener" }, name)));
  }

  update(state) {
    this.link(state.links ?? []);
    this.tell(moment(state.now));
    this.moving = Boolean(state.clock?.moving ?? state.clock?.target);
    const faults = state.faults ?? [];
    this.faultCount.hidden = faults.length === 0;
    setText(this.faultCount, `${faults.length}`);
    this.faultList.replaceChildren(...faults.map((fault) => h("li", {}, `Venter: ${nameOf(fault)}`)));
    this.showBusy();
  }
}
