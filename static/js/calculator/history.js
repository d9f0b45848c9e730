// Undo and redo over settled states.

export class History {
  #past = [];
  #future = [];
  #present;

  constructor(present) {
    this.#present = present;
  }

  /** Keeps a new state; the same state again is nothing. */
  keep(state) {
    if (JSON.stringify(state) === JSON.stringify(this.#present)) return;
    this.#past.push(this.#present);
    this.#future = [];
    this.#present = state;
  }

  undo() {
    if (!this.canUndo) return this.#present;
    this.#future.push(this.#present);
    return (this.#present = this.#past.pop());
  }

  redo() {
    if (!this.canRedo) return this.#present;
    this.#past.push(this.#present);
    return (this.#present = this.#future.pop());
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }
}
