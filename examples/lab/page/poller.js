// Asks an instrument again and again, never twice at a time.

export class Poller {
  #ask;
  #periodInMs;
  #isWanted;
  #later;

  /**
   * @param ask asks once; what it rejects with is its own affair
   * @param isWanted whether to ask now
   * @param later calls back after so many milliseconds
   */
  constructor(ask, periodInMs, isWanted, later = setTimeout) {
    this.#ask = ask;
    this.#periodInMs = periodInMs;
    this.#isWanted = isWanted;
    this.#later = (callback, pauseInMs) => later(callback, pauseInMs);
  }

  /** Begins; the next question waits for the answer to the last one. */
  async start() {
    if (this.#isWanted()) {
      await this.#ask();
    }
    this.#later(() => this.start(), this.#periodInMs);
  }
}
