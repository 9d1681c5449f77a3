// On a narrow screen one phone shows at a time and tabs choose which; on a wide one the tabs are away.

import { h, setText } from "./dom.js";

export const narrow = matchMedia("(max-width: 699.98px)");

export class Tabs {
  constructor(holder) {
    this.list = h("div", { role: "tablist", "aria-label": "Telefoner", onkeydown: (e) => this.onKey(e) });
    this.tabs = new Map(); // person id -> {tab, phone, seen, count}
    holder.append(this.list);
    narrow.addEventListener("change", () => this.show());
  }

  add(phone, name) {
    const badge = h("span", { class: "count", hidden: true });
    const tab = h("button", { type: "button", role: "tab", id: `${phone.prefix}-tab`, "aria-controls": phone.node.id, onclick: () => this.choose(phone.id) },
      h("span", {}, name), badge);
    this.tabs.set(phone.id, { tab, badge, phone, seen: 0 });
    this.list.append(tab);
    this.chosen ??= phone.id;
    this.show();
  }

  remove(id) {
    this.tabs.get(id)?.tab.remove();
    this.tabs.delete(id);
    if (this.chosen === id) this.chosen = this.tabs.keys().next().value;
    this.show();
  }

  choose(id) {
    this.chosen = id;
    this.show();
    this.tabs.get(id).tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.tabs.get(id).phone.chat.settle();
  }

  onKey(event) {
    const ids = [...this.tabs.keys()];
    const at = ids.indexOf(this.chosen);
    const to = { ArrowRight: (at + 1) % ids.length, ArrowLeft: (at - 1 + ids.length) % ids.length, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.choose(ids[to]);
    this.tabs.get(ids[to]).tab.focus();
  }

  /** Count what the bot wrote on phones that are not in view. */
  count(person) {
    const entry = this.tabs.get(person.id);
    const fromBot = person.messages.filter((m) => m.from?.is_bot && !m.deleted);
    const last = fromBot.at(-1)?.message_id ?? 0;
    if (!narrow.matches || this.chosen === person.id || entry.seen === undefined) entry.seen = last;
    const unread = fromBot.filter((m) => m.message_id > entry.seen).length;
    entry.badge.hidden = unread === 0;
    setText(entry.badge, `${unread}`);
    entry.tab.setAttribute("aria-label", unread ? `${person.name}, ${unread} ${unread === 1 ? "ny" : "nye"}` : person.name);
    entry.person = person;
  }

  show() {
    this.list.hidden = !narrow.matches;
    for (const [id, { tab, phone, person }] of this.tabs) {
      const chosen = id === this.chosen;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      phone.node.hidden = narrow.matches && !chosen;
      if (narrow.matches) phone.node.setAttribute("role", "tabpanel");
      else phone.node.removeAttribute("role");
      if (person) this.count(person);
    }
  }
}
