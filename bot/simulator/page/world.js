// What the page knows of the simulated world: whole states, and what changed since one, brought together.

export class World {
  constructor() {
    this.people = new Map();
    this.messages = new Map(); // person id -> (message id -> message)
  }

  /** The state with every person and every message in order, whether `answer` held all of them or only the changed. */
  take(answer, whole) {
    if (whole) {
      this.people.clear();
      this.messages.clear();
    }
    for (const person of answer.people) this.people.set(person.id, { ...person, messages: this.merge(person) });
    return { ...answer, people: [...this.people.values()] };
  }

  merge(person) {
    const known = this.messages.get(person.id) ?? new Map();
    this.messages.set(person.id, known);
    for (const message of person.messages ?? []) {
      if (message.deleted) known.delete(message.message_id);
      else known.set(message.message_id, message);
    }
    return [...known.values()].sort((a, b) => a.message_id - b.message_id);
  }
}
