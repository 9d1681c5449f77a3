// Follows the simulator: hears that something changed, then fetches the state; never two fetches at once.

import { getState } from "./api.js";
import { World } from "./world.js";

/** Call `show(state)` at the start and after each change; `connected(yes)` tells whether the simulator can be heard. */
export function follow(show, connected) {
  const world = new World();
  let rev = -1;
  let heard = 0;
  let fetching = false;

  async function fetchState() {
    if (fetching) return;
    fetching = true;
    try {
      while (heard > rev) {
        const since = Math.max(rev, 0);
        const answer = await getState(since);
        rev = answer.rev;
        show(world.take(answer, answer.whole));
      }
      connected(true);
    } catch {
      connected(false);
    } finally {
      fetching = false;
    }
  }

  const source = new EventSource("/sim/events");
  source.addEventListener("open", () => { rev = -1; heard = 0; fetchState(); });
  source.addEventListener("message", (event) => {
    heard = Math.max(heard, JSON.parse(event.data).rev);
    fetchState();
  });
  source.addEventListener("error", () => connected(false));
}
