/** Listeners of one kind. One that fails is logged and keeps nobody else from hearing. */
export class Hook {
  #listeners = new Set();
  #log;

  constructor(log) {
    this.#log = log;
  }

  /** Adds a listener, also one that is there already; the returned function removes it. */
  add(listener) {
    if (typeof listener !== 'function') {
      throw new TypeError(`Expected a function as listener, got ${typeof listener}`);
    }
    const entry = { listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Tells all who were there when it began. */
  tell(...args) {
    for (const { listener } of [...this.#listeners]) {
      safely(this.#log, listener, ...args);
    }
  }
}

/** Calls foreign code, whose failure is logged and goes no further. */
export function safely(log, listener, ...args) {
  try {
    listener?.(...args);
  } catch (error) {
    log.error('A listener failed', error);
  }
}
