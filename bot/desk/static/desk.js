// The desk works without this. With it, an open page shows what is new, and nothing typed is lost with the connection.

const PREFIX = "desk.words.";

/** The lines that are as they were stay: no picture is fetched again, and what is being played goes on. */
function bring(now, then) {
  const lines = new Map([...now.children].map((line) => [line.id, line]));
  const kept = (line) => (line.id && lines.get(line.id)?.isEqualNode(line) ? lines.get(line.id) : line);
  now.replaceChildren(...[...then.children].map(kept));
}

/** Bring what may change on this page up to date; what somebody is writing is not touched. */
async function refresh(line) {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = document.querySelectorAll("[data-live]");
  const then = fresh.querySelectorAll("[data-live]");
  if (now.length !== then.length) return;
  now.forEach((node, at) => {
    if (!node.contains(document.activeElement)) bring(node, then[at]);
  });
  line.textContent = line.dataset.words;
}

function listen(line) {
  const news = new EventSource(line.dataset.news);
  let asked = false;
  news.addEventListener("message", async () => {
    if (asked) return;
    asked = true;
    try {
      await refresh(line);
    } finally {
      asked = false;
    }
  });
}

/** What is written and not sent stays on this machine until it is sent or the window is closed. */
function keep(form) {
  const box = form.querySelector("textarea");
  const key = PREFIX + form.dataset.kept;
  if (!box.value) box.value = sessionStorage.getItem(key) ?? "";
  box.addEventListener("input", () => sessionStorage.setItem(key, box.value));
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}

const line = document.querySelector("[data-news]");
if (line) listen(line);
document.querySelectorAll("form[data-kept]").forEach(keep);
document.querySelector(".thread li:last-child")?.scrollIntoView({ block: "nearest" });
