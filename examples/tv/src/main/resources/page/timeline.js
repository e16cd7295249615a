// Where a timeline is at any time, and how a position is written.

const FRAMES_PER_SECOND = 25;

/** Moves steadily from a known point; the wall clock is in milliseconds. */
export class Timeline {
  #point = null;

  /** Takes a control timestamp: `{ ticks, wallTime, speed }`, or null for nothing. */
  set(point) {
    this.#point = point?.ticks === null ? null : point;
  }

  get isAvailable() {
    return this.#point !== null;
  }

  /** 1 for normal, 0 for paused; null while it is not available. */
  get speed() {
    return this.#point?.speed ?? null;
  }

  /** In ticks, which may be fractions; null while it is not available, NaN while the wall clock is unknown. */
  ticksAt(wallTime, ticksPerSecond) {
    if (this.#point === null) {
      return null;
    }
    const { ticks, wallTime: since, speed } = this.#point;
    // a paused one is where it is, whatever the time
    return speed === 0 ? ticks : ticks + ((wallTime - since) * ticksPerSecond * speed) / 1_000;
  }

  /** In seconds; otherwise as in ticks. */
  positionAt(wallTime, ticksPerSecond) {
    const ticks = this.ticksAt(wallTime, ticksPerSecond);
    return ticks === null ? null : ticks / ticksPerSecond;
  }
}

/** A position in seconds as hours, minutes, seconds and frames. */
export function timecode(position) {
  if (position === null || Number.isNaN(position)) {
    return '--:--:--:--';
  }
  const frames = Math.floor(Math.abs(position) * FRAMES_PER_SECOND + 1e-6);
  const seconds = Math.floor(frames / FRAMES_PER_SECOND);
  const parts = [seconds / 3_600, (seconds / 60) % 60, seconds % 60, frames % FRAMES_PER_SECOND];
  const text = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return position < 0 && frames > 0 ? `-${text}` : text;
}

/** A speed as people write it. */
export function speedText(speed) {
  if (speed === null) {
    return '–';
  }
  return speed === 0 ? 'paused' : `× ${speed}`.replace('-', '−');
}

/** How far ahead one position is of another in milliseconds; null where that means nothing. */
export function lead(ours, theirs, limitInMs = 1_000) {
  const difference = (ours - theirs) * 1_000;
  const isKnown = ours !== null && theirs !== null && Math.abs(difference) <= limitInMs;
  return isKnown ? difference : null;
}

/** Milliseconds with a sign; 0 has none. */
export function leadText(lead) {
  const text = lead.toFixed(2);
  return `${Number(text) > 0 ? '+' : ''}${Number(text) === 0 ? '0.00' : text.replace('-', '−')} ms`;
}
