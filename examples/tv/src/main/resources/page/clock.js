// The wall clock as it is known from afar: of all exchanges with its server the one that leaves the least doubt.

/** What the clock of a computer is trusted to be off by, unless it says otherwise; deliberately pessimistic. */
export const OWN_ERROR_IN_PPM = 500;

/**
 * One exchange: asked at t1 by our clock, which the server received at t2 and answered at t3 by its own, heard at t4 by
 * ours; and what is known of how exact either clock is. All in milliseconds.
 */
export class Exchange {
  #middle;
  #initial;
  #growth;

  constructor({ t1, t2, t3, t4, precision, maxErrorInPpm }, own = { precision: 0, maxErrorInPpm: OWN_ERROR_IN_PPM }) {
    /** How long the messages were under way, both together. */
    this.roundTrip = t4 - t1 - (t3 - t2);
    /** What has to be added to our clock. */
    this.offset = (t2 + t3 - (t1 + t4)) / 2;
    this.#middle = (t1 + t4) / 2;
    this.#initial = precision + own.precision + this.roundTrip / 2
      + (own.maxErrorInPpm * (t4 - t1) + maxErrorInPpm * (t3 - t2)) / 1e6;
    this.#growth = (own.maxErrorInPpm + maxErrorInPpm) / 1e6;
  }

  /** How far off it may be at most, at a time of our clock: the older the worse. */
  dispersionAt(time) {
    return this.#initial + Math.abs(time - this.#middle) * this.#growth;
  }
}

/** Follows a wall clock: an exchange replaces the one in use when it leaves less doubt now. */
export class WallClock {
  #best = null;

  /** Whether there was an exchange at all. */
  get isKnown() {
    return this.#best !== null;
  }

  /** Considers an exchange that has ended at this time; whether it is the one in use from now on. */
  take(exchange, now) {
    const isBetter = this.#best === null || exchange.dispersionAt(now) < this.#best.dispersionAt(now);
    if (isBetter) {
      this.#best = exchange;
    }
    return isBetter;
  }

  /** Knows nothing any more: the server has been started anew, and so has its clock. */
  forget() {
    this.#best = null;
  }

  /** The wall clock at a time of our clock; NaN while unknown. */
  at(time) {
    return time + this.offset;
  }

  /** What is added to our clock; NaN while unknown. */
  get offset() {
    return this.#best?.offset ?? NaN;
  }

  /** How far off it may be at most; infinite while unknown. */
  dispersionAt(time) {
    return this.#best?.dispersionAt(time) ?? Infinity;
  }
}

/** What a clock is that was not seen to step at all; browsers that blur it most have steps of 100 ms. */
const COARSEST = 100;

/** The smallest step of a clock among the first few, which takes a few of them. */
export function precisionOf(now, steps = 5, readings = 1_000_000) {
  let smallest = Infinity;
  for (let before = now(), seen = 0, i = 0; seen < steps && i < readings; i++) {
    const after = now();
    if (after > before) {
      smallest = Math.min(smallest, after - before);
      before = after;
      seen++;
    }
  }
  return Math.min(smallest, COARSEST);
}
