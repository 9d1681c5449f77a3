// Wakes when something waits, and says that something waits: what and from whom is read at the desk.

self.addEventListener("push", (event) => {
  const words = event.data?.text() || "Noe venter";
  event.waitUntil(self.registration.showNotification(words, { tag: "desk", icon: "/static/icon.svg" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => (open[0] ? open[0].focus() : self.clients.openWindow("/"))),
  );
});
