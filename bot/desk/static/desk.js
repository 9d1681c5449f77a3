// The desk works without this. With it, an open page shows what is new, and nothing typed is lost with the connection.

const WHO = document.body.dataset.who;
const PREFIX = "desk.words.";
const MINE = `${PREFIX}${WHO}.`;
const KEPT_FOR = 12 * 3600 * 1000; // milliseconds; what nobody came back to in a working day is let go
const HERE_EVERY = 5 * 60 * 1000;
const main = document.querySelector("main");
const line = document.querySelector("[data-news]");
const others = "BroadcastChannel" in window ? new BroadcastChannel("desk") : null;

/** The lines that are as they were stay, and so does one that somebody is in: what is played or typed there goes on. */
function bring(now, then) {
  const lines = new Map([...now.children].filter((one) => one.id).map((one) => [one.id, one]));
  const inUse = (one) => one.contains(document.activeElement) || one.querySelector("details[open]");
  let at = now.firstElementChild;
  const drop = (until) => {
    while (at && at !== until) {
      const next = at.nextElementSibling;
      at.remove();
      at = next;
    }
  };
  for (const fresh of [...then.children]) {
    const old = lines.get(fresh.id);
    if (!old) {
      now.insertBefore(fresh, at);
      continue;
    }
    drop(old);
    at = old.nextElementSibling;
    if (!old.isEqualNode(fresh) && !inUse(old)) old.replaceWith(fresh);
  }
  drop(null);
}

/** Bring what may change on this page up to date; what somebody is writing is not touched. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html", "x-desk-live": "1" } });
  if (answer.status === 401 || answer.redirected) return ended();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status === 404) return main.replaceChildren(...fresh.querySelector("main").children);
  if (!answer.ok) return undefined;
  const now = document.querySelectorAll("[data-live]");
  const then = fresh.querySelectorAll("[data-live]");
  if (now.length !== then.length) return undefined;
  now.forEach((node, at) => {
    if (node.matches(".thread") || !node.contains(document.activeElement)) bring(node, then[at]);
  });
  seen = fresh.querySelector("[name=seen]")?.value;
  line.textContent = line.dataset.words;
  return undefined;
}

/** Somebody else may be sitting here now: nothing of anybody's stays on the screen. */
function ended() {
  news?.close();
  const told = document.createElement("p");
  const back = document.createElement("a");
  told.textContent = `${line.dataset.ended} `;
  told.setAttribute("role", "alert");
  back.href = "/inn";
  back.textContent = line.dataset.in;
  told.append(back);
  told.className = "card narrow";
  main.replaceChildren(told);
  document.querySelector(".me")?.remove();
  document.title = line.dataset.in;
  line.textContent = "";
}

let news = null;
let seen;
function listen() {
  news = new EventSource(line.dataset.news);
  let asked = false;
  const look = async () => {
    if (asked) return;
    asked = true;
    try {
      await refresh();
    } catch {
      // The connection is gone: what is there stays, and the next news tries again.
    } finally {
      asked = false;
    }
  };
  news.addEventListener("message", look);
  news.addEventListener("gone", look);
  news.addEventListener("ended", ended);
  // A stream that was cut off may have missed something.
  let cut = false;
  news.addEventListener("error", () => (cut = true));
  news.addEventListener("open", () => {
    if (cut) look();
    cut = false;
  });
}

const numbered = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** What is written stays in this window, for whoever wrote it, until it has been sent or they have signed out. */
function keep(form) {
  const box = form.querySelector("textarea");
  const nonce = form.elements.nonce;
  const key = MINE + form.dataset.kept;
  const stored = () => JSON.parse(sessionStorage.getItem(key) ?? "null");
  let draft = stored();
  if (draft && (draft.nonce === form.dataset.sent || Date.now() - draft.at > KEPT_FOR)) {
    sessionStorage.removeItem(key);
    draft = null;
  }
  if (form.dataset.sent) history.replaceState(null, "", location.pathname);
  if (!box.value && draft) {
    box.value = draft.words;
    // If it went after all, and only the answer was lost, it is not sent a second time.
    nonce.value = draft.nonce;
  }
  let asked = 0;
  box.addEventListener("input", () => {
    // Other words are another message.
    if (stored()?.pending) nonce.value = numbered();
    if (seen) form.elements.seen.value = seen;
    sessionStorage.setItem(key, JSON.stringify({ words: box.value, nonce: nonce.value, at: Date.now() }));
    preview(form, box);
    if (Date.now() - asked > HERE_EVERY) {
      asked = Date.now();
      fetch("/her", { method: "POST" }).catch(() => undefined);
    }
  });
  const files = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    if ([...(files?.files ?? [])].some((file) => file.size > Number(form.dataset.largest))) {
      event.preventDefault();
      line.textContent = form.dataset.large;
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      line.textContent = form.dataset.offline;
      return;
    }
    const sending = { words: box.value, nonce: nonce.value, at: Date.now(), pending: true };
    sessionStorage.setItem(key, JSON.stringify(sending));
  });
  preview(form, box);
}

/** What a lock screen would show, where somebody has chosen to see the words there. */
function preview(form, box) {
  const shown = form.querySelector("[data-preview]");
  if (!shown) return;
  shown.dataset.head ??= shown.textContent;
  shown.textContent = `${shown.dataset.head}\n${box.value}`.trim();
}

/** What is marked in a message when it is answered is what is answered. */
function quoting(event) {
  const answer = event.target.closest("[data-quotes]");
  if (!answer) return;
  const marked = getSelection();
  const words = answer.closest("li").querySelector(".said");
  const chosen = marked.toString().trim();
  if (!chosen || !words?.contains(marked.anchorNode) || !words.contains(marked.focusNode)) return;
  sessionStorage.setItem(`${MINE}quote`, JSON.stringify({ words: chosen, at: Date.now() }));
}

function quoted() {
  const field = document.querySelector("form[data-kept] [name=quote]");
  const key = `${MINE}quote`;
  const chosen = JSON.parse(sessionStorage.getItem(key) ?? "null");
  sessionStorage.removeItem(key);
  if (!field || !chosen || Date.now() - chosen.at > 60000) return;
  field.value = chosen.words;
  field.form.querySelector("[data-quoted]").textContent = chosen.words;
}

function forget(mine) {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX) && !(mine && key.startsWith(MINE)))
    .forEach((key) => sessionStorage.removeItem(key));
}

if (WHO) {
  // On a machine that several use, the next one finds nothing of the last one's.
  forget(true);
  document.querySelectorAll("form[data-kept]").forEach(keep);
  document.addEventListener("click", quoting);
  quoted();
  document.querySelectorAll("[data-out]").forEach((form) =>
    form.addEventListener("submit", () => {
      forget(false);
      others?.postMessage("out");
    }),
  );
  others?.addEventListener("message", () => {
    forget(false);
    ended();
  });
}
if (line) listen();
document.querySelector(".thread li:last-child")?.scrollIntoView({ block: "nearest" });
