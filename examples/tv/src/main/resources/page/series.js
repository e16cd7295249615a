// Readings over time, and the scale they are drawn on. No DOM.

const USUAL_SHARE = 0.9;

/** The readings of the last while; null stands for a gap. Times are in milliseconds. */
export class Series {
  #span;
  #points = [];

  constructor(span) {
    this.#span = span;
  }

  /** Oldest first; the first may be older than the span, as its line leads into the picture. */
  get points() {
    return this.#points;
  }

  /** Adds a reading; one gap is as good as many. */
  add(time, value) {
    if (value === null && (this.#points.at(-1)?.value ?? null) === null) {
      return;
    }
    this.#points.push({ time, value });
    this.expire(time);
  }

  /** Drops what has left the picture, but for the newest of it. */
  expire(now) {
    const kept = this.#points.findIndex(({ time }) => time > now - this.#span);
    this.#points.splice(0, kept < 0 ? Math.max(0, this.#points.length - 1) : Math.max(0, kept - 1));
  }

  /** How far from 0 readings in the picture are, but for the tenth that is farthest; 0 without a reading. */
  usualAt(now) {
    const seen = this.#points.filter(({ time, value }) => value !== null && time > now - this.#span);
    const distances = seen.map(({ value }) => Math.abs(value)).sort((a, b) => a - b);
    return distances[Math.ceil(distances.length * USUAL_SHARE) - 1] ?? 0;
  }
}

/** A scale from -limit to limit with round steps, at least so wide. */
export class Scale {
  constructor(range, least) {
    const wanted = Math.max(range, least) * 1.1;
    this.step = roundStep(wanted / 2);
    this.limit = Math.ceil(wanted / this.step - 1e-9) * this.step;
  }

  get marks() {
    const count = Math.round(this.limit / this.step);
    return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * this.step);
  }

  /** 0 for the top, 1 for the bottom; what is outside is at the edge. */
  place(value) {
    return Math.min(1, Math.max(0, 0.5 - value / this.limit / 2));
  }

  /** With as many digits as the steps have. */
  text(value) {
    const digits = Math.max(0, -Math.floor(Math.log10(this.step) + 1e-9));
    return `${value > 0 ? '+' : ''}${value.toFixed(digits)}`.replace('-', '−');
  }
}

/** The smallest of 1, 2, 5, 10, … and their tenths that is not smaller. */
function roundStep(wanted) {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const steps = [1, 2, 5, 10].map((each) => Number((each * power).toPrecision(1)));
  return steps.find((each) => each >= wanted * (1 - 1e-9));
}
