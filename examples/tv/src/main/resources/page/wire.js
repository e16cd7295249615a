// What goes over the wire: the 32 octets of CSS-WC, and the JSON of CSS-CII and CSS-TS (ETSI TS 103 286-2).
// All times are in milliseconds, since that is what a browser's clock has.

export const WC_LENGTH = 32;

const REQUEST = 0;
const RESPONSE = 1;
const FOLLOW_UP = 3;
const MS_PER_S = 1_000;
const NS_PER_MS = 1_000_000;

const AT = { version: 0, type: 1, precision: 2, maxError: 4, originate: 8, receive: 16, transmit: 24 };

/** The request that is sent at this time, which comes back in the response. */
export function encodeRequest(sentAt) {
  const view = new DataView(new ArrayBuffer(WC_LENGTH));
  view.setUint8(AT.type, REQUEST);
  writeTime(view, AT.originate, sentAt);
  return view.buffer;
}

/** What a response says; throws an Error for what is none. */
export function decodeResponse(buffer) {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== WC_LENGTH) {
    throw new Error(`Expected ${WC_LENGTH} octets, got ${buffer?.byteLength ?? typeof buffer}`);
  }
  const view = new DataView(buffer);
  const version = view.getUint8(AT.version);
  const type = view.getUint8(AT.type);
  if (version !== 0 || type < RESPONSE || type > FOLLOW_UP) {
    throw new Error(`Expected a response of version 0 and type 1 to 3, got version ${version} and type ${type}`);
  }
  return {
    precision: 2 ** view.getInt8(AT.precision) * MS_PER_S,
    maxErrorInPpm: view.getUint32(AT.maxError) / 256,
    receive: readTime(view, AT.receive),
    transmit: readTime(view, AT.transmit),
  };
}

/** By what a response and its request belong together. */
export function ticketOf(buffer) {
  return new DataView(buffer).getBigUint64(AT.originate);
}

function writeTime(view, offset, time) {
  const nanos = Math.round(time * NS_PER_MS);
  const perSecond = MS_PER_S * NS_PER_MS;
  view.setUint32(offset, Math.floor(nanos / perSecond));
  view.setUint32(offset + 4, nanos % perSecond);
}

function readTime(view, offset) {
  return view.getUint32(offset) * MS_PER_S + view.getUint32(offset + 4) / NS_PER_MS;
}

/** What is on, after a message of CSS-CII: what it does not name stays as it was. Throws for what is no message. */
export function updateOf(state, text) {
  const message = JSON.parse(text);
  if (message === null || typeof message !== 'object' || Array.isArray(message)) {
    throw new Error(`Expected an object, got ${text}`);
  }
  return { ...state, ...message };
}

/** How many ticks a second the timeline of this selector has; undefined when CSS-CII does not say. */
export function tickRateOf(state, selector) {
  const option = (state.timelines ?? []).find(({ timelineSelector }) => timelineSelector === selector);
  const { unitsPerSecond, unitsPerTick } = option?.timelineProperties ?? {};
  return unitsPerSecond > 0 && unitsPerTick > 0 ? unitsPerSecond / unitsPerTick : undefined;
}

/** The message that asks for a timeline of whatever is on with an id that begins so. */
export function setupOf(contentIdStem, timelineSelector) {
  return JSON.stringify({ contentIdStem, timelineSelector });
}

const INTEGER = /^(0|-?[1-9][0-9]*)$/;

/** `{ ticks, wallTime, speed }` of a control timestamp, ticks and speed null when the timeline is not available. */
export function decodeControlTimestamp(text) {
  const { contentTime, wallClockTime, timelineSpeedMultiplier: speed } = JSON.parse(text) ?? {};
  const isAvailable = contentTime !== null;
  if (!INTEGER.test(wallClockTime) || (isAvailable && !(typeof contentTime === 'string' && INTEGER.test(contentTime)))
      || (isAvailable ? !Number.isFinite(speed) : speed !== null)) {
    throw new Error(`Expected a control timestamp, got ${text}`);
  }
  return {
    ticks: isAvailable ? Number(contentTime) : null,
    wallTime: Number(wallClockTime) / NS_PER_MS,
    speed,
  };
}
