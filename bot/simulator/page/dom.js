// Small builders for elements. Text always goes in as text nodes, so nothing anyone writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `h("p", {class: "x", onclick: f}, "text", child)`; null, false and "" children are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false && c !== ""));
  return node;
}

// Drawn on a 24 x 24 field with one line width, so that they look like one family.
const DRAWN = {
  attach: "M20 11.5 12 19.4a5 5 0 0 1-7.1-7.1l8.4-8.3a3.4 3.4 0 0 1 4.8 4.8L9.8 17a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5",
  send: "M5 12h13M12.5 6.5 18 12l-5.5 5.5",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6zM12 14.5v2",
  unlock: "M7 11V8a5 5 0 0 1 9.6-2M6 11h12v9H6zM12 14.5v2",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  reply: "M10 6 4 12l6 6M4.5 12H14a6 6 0 0 1 6 6v1",
  edit: "M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4",
  trash: "M4 7h16M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5",
  close: "M6 6l12 12M18 6 6 18",
  mic: "M12 3.5a3 3 0 0 1 3 3V11a3 3 0 0 1-6 0V6.5a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 8.5v.01",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  text: "M5 6h14M5 10h14M5 14h14M5 18h8",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  person: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  out: "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
  down: "M6 9l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  hills: "M2.5 17c3-5.5 6-5.5 9.5 0M8.5 13c3.5-7 8-6 13 4M17 6.5v.01",
  play: "M8 5.5v13l10.5-6.5z",
  signal: "M5 18v-3M10 18v-6M15 18V9M20 18V6",
  battery: "M3 8h15v8H3zM21 11v2M5.5 10.5h8v3h-8z",
  bolt: "M13 3 5 13.5h6L10.5 21 19 10h-6z",
};

/** A drawn sign; it says nothing to a screen reader, so its button needs a label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWN[name]);
  svg.append(path);
  return svg;
}

/** A round button with a sign in it and its name for those who cannot see the sign. */
export function iconButton(name, label, onclick, props = {}) {
  return h("button", { type: "button", class: "round", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/** Write text only when it differs, so that nothing flickers or is read aloud again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
