// The simulator's control API, on the same origin as the page.

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const value = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(value?.error ?? value?.detail ?? value?.description ?? `Svar ${answer.status} fra simulatoren`);
  return value;
}

export const getState = (since) => call("GET", `/sim/state?since=${since}`);
export const addPerson = (person) => call("POST", "/sim/people", person);
export const advance = (seconds, mode) => call("POST", "/sim/clock/advance", { seconds, mode });
export const addFault = (fault) => call("POST", "/sim/faults", fault);
export const getClock = () => call("GET", "/sim/clock");
export const clearFaults = () => call("DELETE", "/sim/faults");

/** Where the bytes of a file that was sent are. */
export const fileAddress = (id) => `/sim/file/${encodeURIComponent(id)}`;

/** What one person does on the phone: `act(7, "text", {text: "hei"})`. */
export const act = (person, deed, body = {}) => call("POST", `/sim/people/${encodeURIComponent(person)}/${deed}`, body);
