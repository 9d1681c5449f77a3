// Dates and times as people in Norway write them. The phones stand in Norway wherever the reader's machine is.

const ZONE = "Europe/Oslo";
const make = (options) => new Intl.DateTimeFormat("nb-NO", { timeZone: ZONE, ...options });
const DAY = make({ weekday: "long", day: "numeric", month: "long" });
const DAY_YEAR = make({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const CLOCK = make({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const KEY = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

/** A moment from what the server sends: seconds since 1970, or ISO text. */
export function moment(value) {
  return typeof value === "number" ? new Date(value * 1000) : new Date(value);
}

/** «14:05», as a phone shows it. */
export const clock = (when) => CLOCK.format(when).replace(".", ":");

/** «tirsdag 8. desember». */
export const day = (when) => DAY.format(when);

/** «tirsdag 8. desember 2026 kl. 14.05»; written out for the top bar. */
export const full = (when) => `${DAY_YEAR.format(when)} kl. ${clock(when).replace(":", ".")}`;

/** «2026-12-08»; equal for moments of the same Norwegian day. */
export const dayKey = (when) => KEY.format(when);

/** The day above a group of messages: with the year when it is another than now's. */
export function separator(when, now) {
  return dayKey(when).slice(0, 4) === dayKey(now).slice(0, 4) ? day(when) : DAY_YEAR.format(when);
}

/** «kl. 14.05» today, «tirsdag kl. 14.05» within six days, else with the date. */
export function soon(when, now) {
  const time = `kl. ${clock(when).replace(":", ".")}`;
  if (dayKey(when) === dayKey(now)) return time;
  const near = Math.abs(when - now) < 6 * 86400e3;
  return `${near ? make({ weekday: "long" }).format(when) : day(when)} ${time}`;
}

/** «14:05» today, «mandag 14:05» within six days, else «7. des. 14:05»; for a card with little room. */
export function shortly(when, now) {
  if (dayKey(when) === dayKey(now)) return clock(when);
  const near = Math.abs(when - now) < 6 * 86400e3;
  return `${make(near ? { weekday: "long" } : { day: "numeric", month: "short" }).format(when)} ${clock(when)}`;
}

/** «0:07» from seconds. */
export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
