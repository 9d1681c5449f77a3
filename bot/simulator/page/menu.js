// A button that opens a panel: closes with Esc, by a press outside, or when focus leaves it.

/** Tie `button` to `panel`; returns {open, close}. `opened` runs after opening. */
export function disclose(button, panel, opened = () => {}) {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);

  function outside(event) {
    if (!panel.contains(event.target) && !button.contains(event.target)) close(false);
  }
  function onKey(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(true);
  }
  function open() {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside);
    opened();
  }
  function close(back = true) {
    // Not whether the panel shows: where there is room for it, it does so without having been opened.
    if (button.getAttribute("aria-expanded") !== "true") return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    if (back) button.focus();
  }

  button.addEventListener("click", () => (panel.hidden ? open() : close()));
  for (const part of [button, panel]) {
    part.addEventListener("keydown", onKey);
    part.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (to && !panel.contains(to) && !button.contains(to)) close(false);
    });
  }
  return { open, close };
}
