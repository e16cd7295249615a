const FIRST_IN_MS = 100;
const LONGEST_IN_MS = 30_000;
const STEADY_IN_MS = 10_000;

/**
 * How long to wait before the next attempt to connect: nearly nothing at first, twice as long after each failure, never
 * longer than 30 s; and never the same for everybody, so that all pages do not come back at one time. A connection that
 * held for 10 s makes it begin anew; one that breaks sooner counts as a failure.
 */
export class Backoff {
  #random;
  #now;
  #failures = 0;
  #openedAt;

  constructor({ random = Math.random, now = () => performance.now() } = {}) {
    this.#random = random;
    this.#now = now;
  }

  /** The connection is there. */
  opened() {
    this.#openedAt = this.#now();
  }

  /** An attempt failed, or the connection ended: the pause in ms before the next attempt. */
  pauseInMs() {
    if (this.#openedAt !== undefined && this.#now() - this.#openedAt >= STEADY_IN_MS) {
      this.#failures = 0;
    }
    this.#openedAt = undefined;
    const longest = Math.min(LONGEST_IN_MS, FIRST_IN_MS * 2 ** this.#failures);
    this.#failures += 1;
    return longest * (0.5 + this.#random() / 2);
  }
}
