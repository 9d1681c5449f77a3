// The dialog that adds a person, and with the person a phone.

import { addPerson } from "./api.js";
import { h, setText } from "./dom.js";

const LANGUAGES = [["nb", "Bokmål"], ["nn", "Nynorsk"], ["se", "Davvisámegiella"], ["en", "English"], ["ar", "العربية"], ["so", "Soomaali"],
  ["ti", "ትግርኛ"], ["uk", "Українська"], ["pl", "Polski"], ["fa", "فارسی"]];

export class PersonDialog {
  constructor() {
    this.name = h("input", { type: "text", name: "name", required: true, maxlength: "64", autocomplete: "off" });
    this.label = h("input", { type: "text", name: "label", maxlength: "40", list: "labels", value: "beboer", autocomplete: "off" });
    this.language = h("select", { name: "language" }, LANGUAGES.map(([code, word]) => h("option", { value: code, lang: code }, word)));
    this.problem = h("p", { class: "problem", role: "alert" });
    const cancel = h("button", { type: "button", class: "act", onclick: () => this.node.close() }, "Avbryt");
    const form = h("form", { method: "dialog", onsubmit: (e) => this.submit(e) },
      h("h2", { id: "newperson" }, "Ny person"),
      h("label", {}, "Navn", this.name), h("label", {}, "Rolle", this.label), h("label", {}, "Språk på telefonen", this.language),
      h("datalist", { id: "labels" }, ["beboer", "oppfølger", "vikar", "koordinator", "erfaringskonsulent", "administrator"].map((value) => h("option", { value }))),
      this.problem, h("div", { class: "foot" }, cancel, h("button", { type: "submit", class: "act primary" }, "Legg til")));
    this.node = h("dialog", { "aria-labelledby": "newperson" }, form);
  }

  open() {
    setText(this.problem, "");
    this.node.showModal();
    this.name.focus();
  }

  async submit(event) {
    event.preventDefault();
    try {
      await addPerson({ name: this.name.value.trim(), label: this.label.value.trim(), language: this.language.value });
      this.name.value = "";
      this.node.close();
    } catch (problem) {
      setText(this.problem, problem.message);
    }
  }
}
