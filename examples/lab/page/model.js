// What the page knows of readings and modules, and where a plot puts them. No network, no DOM.

/** Plots are drawn in a square of this size, and stretched. */
export const SIZE = 1000;

/** The readings of the last while; null stands for a gap. */
export class Series {
  #spanInMs;
  #points = [];

  constructor(spanInMs) {
    this.#spanInMs = spanInMs;
  }

  get points() {
    return this.#points;
  }

  /** Adds a reading; one gap is as good as many. */
  add(time, value) {
    if (value === null && (this.#points.at(-1)?.value ?? null) === null) {
      return;
    }
    this.#points.push({ time, value });
    const gone = this.#points.findIndex((point) => point.time > time - this.#spanInMs);
    // the last one that is gone stays: its line leads into the picture
    this.#points.splice(0, Math.max(0, gone - 1));
  }

  /** `[lowest, highest]`; undefined without a reading. */
  get range() {
    const values = this.#points.map(({ value }) => value).filter((value) => value !== null);
    return values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)];
  }

  /** The lines of the last while, one for each stretch without a gap. */
  lines(now, axis) {
    const lines = [[]];
    for (const { time, value } of this.#points) {
      if (value === null) {
        lines.push([]);
      } else {
        lines.at(-1).push([(1 - (now - time) / this.#spanInMs) * SIZE, axis.place(value)]);
      }
    }
    return lines.filter((line) => line.length > 0);
  }
}

/** A scale from the bottom of a plot to its top. */
export class Axis {
  constructor(low, high, step) {
    this.low = low;
    this.high = high;
    this.step = step;
  }

  /** One with round numbers that has room for a range, at least `least` of it, in about four steps. */
  static around([low, high], least) {
    const middle = (low + high) / 2;
    const half = Math.max(high - low, least) / 2;
    const step = roundStep(half / 2);
    return new Axis(Math.floor((middle - half) / step) * step, Math.ceil((middle + half) / step) * step, step);
  }

  /** The values to be written beside it. */
  get ticks() {
    const count = Math.round((this.high - this.low) / this.step);
    return Array.from({ length: count + 1 }, (_, i) => this.low + i * this.step);
  }

  /** How far below the top a value is; what is outside is at the edge. */
  place(value) {
    const share = (value - this.low) / (this.high - this.low);
    return (1 - Math.min(1, Math.max(0, share))) * SIZE;
  }

  /** A value with as many digits as the steps have. */
  text(value) {
    return value.toFixed(Math.max(0, -Math.floor(Math.log10(this.step) + 1e-9)));
  }
}

/** The smallest of 1, 2, 5, 10, 20, … that is not smaller. */
function roundStep(wanted) {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const steps = [1, 2, 5, 10].map((each) => Number((each * power).toPrecision(1)));
  return steps.find((each) => each >= wanted * (1 - 1e-9));
}

/** Samples at equal distances as a line over the whole width. */
export function lineOf(samples, axis) {
  return samples.map((value, i) => [(i / (samples.length - 1)) * SIZE, axis.place(value)]);
}

/** Lines as the `d` of an SVG path. */
export function pathOf(lines) {
  return lines.map((line) => `M${line.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`).join('');
}

function round(value) {
  return Math.round(value * 10) / 10;
}

const HAPPENED = {
  'module.loaded': 'was loaded',
  'module.unloaded': 'was unloaded',
  'module.reloaded': 'has new code',
  'module.died': 'died',
};

/** An event about a module in words; undefined for any other event. */
export function sentenceOf({ name, data }) {
  const happened = HAPPENED[name];
  if (happened === undefined || typeof data?.name !== 'string') {
    return undefined; // such as those of a module queue, which are called module.* as well
  }
  if (name === 'module.reloaded' && data.problem) {
    return `${data.name} ${data.problem}`; // which says what serves
  }
  return `${data.name} ${happened}${data.problem ? `: ${data.problem}` : ''}`;
}

const STATES = {
  loading: 'Loading',
  ready: 'Ready',
  broken: 'Broken',
  restarting: 'Restarting',
  dead: 'Dead',
  stopping: 'Stopping',
};

/** What is shown of the module of this name: `{ text, isReady, detail }`. */
export function statusOf(modules, name) {
  const module = modules.find((each) => each.name === name);
  if (!module) {
    return { text: 'Not configured', isReady: false, detail: '' };
  }
  const { state, pid, problem } = module;
  const parts = [pid ? `process ${pid}` : '', problem ?? ''].filter(Boolean);
  return { text: STATES[state] ?? state, isReady: state === 'ready', detail: parts.join(' · ') };
}
