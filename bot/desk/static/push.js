// On one's own page: be called in this browser. Asked for by a press, never by itself.

const section = document.querySelector("[data-push]");
const told = section?.querySelector("[role=status]");

function key(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0));
}

function base64url(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return section.dataset.denied;
  await navigator.serviceWorker.register("/sw.js");
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key(section.dataset.push),
  });
  const body = new URLSearchParams({
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey("p256dh")),
    auth: base64url(subscription.getKey("auth")),
  });
  const answer = await fetch("/meg/varsel", { method: "POST", body });
  return answer.ok ? section.dataset.on : section.dataset.failed;
}

if (section && "PushManager" in window && "serviceWorker" in navigator) {
  section.hidden = false;
  section.querySelector("button").addEventListener("click", async () => {
    try {
      told.textContent = await turnOn();
    } catch {
      told.textContent = section.dataset.failed;
    }
  });
}
