// Light or dark: the system's choice until the reader makes another, which is then remembered.

const KEY = "hjemvei-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that forbids storage still gets the system's choice
  }
}

export const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

export function setDark(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  try {
    localStorage.setItem(KEY, dark ? "dark" : "light");
  } catch {
    // remembered for this visit only
  }
}

/** Call `changed` whenever the system changes its mind. */
export const onSystemChange = (changed) => system.addEventListener("change", changed);

const chosen = remembered();
if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
