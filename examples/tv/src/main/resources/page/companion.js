// The companion: follows the television by DVB CSS alone. Only the wall clock's octets, which belong on UDP, come over
// a WebSocket at /tv/wc, as a browser has no UDP.

import { OWN_ERROR_IN_PPM, WallClock, precisionOf } from './clock.js';
import { draw } from './picture.js';
import { Plot } from './plot.js';
import { WallClockPoll } from './poll.js';
import { Series } from './series.js';
import { LastingSocket } from './socket.js';
import { Timeline, lead, leadText, speedText } from './timeline.js';
import { CHANNEL, element, keepDrawing, setText, sharedNow, showFeed } from './view.js';
import { decodeControlTimestamp, setupOf, tickRateOf, updateOf } from './wire.js';

const PTS = 'urn:dvb:css:timeline:pts';
const TEMI = 'urn:dvb:css:timeline:temi:1:1';
const PROGRAMME = 'urn:example:tv:programme';
const SPAN_IN_MS = 60_000;
const POLL_EACH_IN_MS = 250;
const COMPARE_EACH_IN_MS = 100;
const SILENCE_IN_MS = 2_500;

const now = () => performance.now();
const here = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;
const own = { precision: precisionOf(now), maxErrorInPpm: OWN_ERROR_IN_PPM };

/** A timeline and the connection it comes by, which is a new one for another address. */
class Followed {
  #selector;
  #url = null;
  #socket = null;

  constructor(selector) {
    this.#selector = selector;
    this.timeline = new Timeline();
  }

  follow(url) {
    if (url === this.#url) {
      return;
    }
    this.#socket?.close();
    this.timeline.set(null);
    this.#url = url;
    this.#socket = url && new LastingSocket(url, {
      // whatever is on: a programme with another id goes on with the same connection
      opened: () => this.#socket.send(setupOf('', this.#selector)),
      received: (text) => understand(() => this.timeline.set(decodeControlTimestamp(text))),
      closed: () => this.timeline.set(null),
    });
  }

  /** `{ ticks, position }` at a time of our clock; null where unknown. */
  at(time) {
    const rate = tickRateOf(cii, this.#selector);
    const ticks = rate ? this.timeline.ticksAt(wallClock.at(time), rate) : null;
    return ticks === null || Number.isNaN(ticks) ? { ticks: null, position: null } : { ticks, position: ticks / rate };
  }
}

const wallClock = new WallClock();
const poll = new WallClockPoll(wallClock, now, own);
const pts = new Followed(PTS);
const temi = new Followed(TEMI);
const offsets = new Series(SPAN_IN_MS);
const dispersions = new Series(SPAN_IN_MS);
const leads = new Series(SPAN_IN_MS);
const channel = new BroadcastChannel(CHANNEL);
const clockPlot = new Plot(element('clock-plot'), { spanInMs: SPAN_IN_MS, least: 1, unit: 'ms' });
const leadPlot = new Plot(element('lead-plot'), { spanInMs: SPAN_IN_MS, least: 1, unit: 'ms' });
let cii = {};
let heardAt = -Infinity;

/** What cannot be understood is told, and changes nothing. */
function understand(take) {
  try {
    take();
  } catch (error) {
    console.warn(error);
    setText('message', `Not understood: ${error.message}`);
  }
}

const ciiSocket = new LastingSocket(`${here}/cii`, {
  opened: () => showFeed(true),
  received: (text) => understand(() => {
    cii = updateOf(cii, text);
    pts.follow(cii.tsUrl ?? null);
    temi.follow(cii.tsUrl ?? null);
    setText('message', '');
    showContent();
  }),
  closed: () => {
    cii = {};
    pts.follow(null);
    temi.follow(null);
    showFeed(false);
    showContent();
  },
});

const wcSocket = new LastingSocket(`${here}/tv/wc`, {
  received: (data) => understand(() => {
    const answered = poll.answer(data);
    if (answered) {
      offsets.add(now(), Number.isNaN(answered.surprise) ? null : answered.surprise);
      setText('round-trip', `${answered.exchange.roundTrip.toFixed(2)} ms`);
    }
  }),
  closed: () => {
    poll.forget();
    wallClock.forget(); // a television that is switched on again has another
    offsets.add(now(), null);
    dispersions.add(now(), null);
  },
});

function programme() {
  return (cii.private ?? []).find(({ type }) => type === PROGRAMME) ?? {};
}

function showContent() {
  setText('title', programme().title ?? '…');
  setText('content-id', cii.contentId ?? 'unknown');
  setText('status', cii.presentationStatus ?? 'unknown');
  setText('wc-url', cii.wcUrl ?? 'unknown');
  setText('ts-url', cii.tsUrl ?? 'unknown');
}

/** Asks again, and keeps how far off the estimate in use may be. */
function measure() {
  poll.ask((request) => wcSocket.send(request));
  const doubt = wallClock.dispersionAt(now());
  dispersions.add(now(), Number.isFinite(doubt) ? doubt : null);
  setText('dispersion', Number.isFinite(doubt) ? `± ${doubt.toFixed(2)} ms` : 'unknown');
}

/** The television's page, if it is open in this browser, says where its picture was a moment ago. */
channel.addEventListener('message', ({ data }) => {
  if (data.ask) {
    return; // another companion's
  }
  heardAt = now();
  const at = data.at - performance.timeOrigin;
  const isSame = data.contentId === cii.contentId && data.speed === pts.timeline.speed;
  const ahead = isSame ? lead(pts.at(at).position, data.position) : null;
  leads.add(now(), ahead);
  setText('lead', ahead === null ? 'catching up' : leadText(ahead));
});

function compare() {
  channel.postMessage({ ask: sharedNow() });
  if (now() - heardAt > SILENCE_IN_MS) {
    leads.add(now(), null);
    setText('lead', 'open the television in this browser, too');
  }
}

function drawAll() {
  const { position } = pts.at(now());
  const isTuning = cii.presentationStatus?.startsWith('transitioning');
  const speed = pts.timeline.speed;
  const note = isTuning ? 'tuning in' : speed === 0 ? 'paused' : '';
  draw(element('screen'), { ...programme(), position: isTuning ? null : position, note });
  const { ticks } = temi.at(now());
  setText('temi', ticks === null ? 'not available' : `${Math.floor(ticks)} ticks`);
  setText('pts', pts.at(now()).ticks === null ? 'not available' : `${Math.floor(pts.at(now()).ticks)} ticks`);
  setText('speed', speedText(speed));
  clockPlot.draw(now(), [
    { series: dispersions, kind: 'band', colour: '--first' },
    { series: offsets, kind: 'dots', colour: '--second' },
  ]);
  leadPlot.draw(now(), [{ series: leads, kind: 'line', colour: '--second' }]);
}

showFeed(false);
showContent();
setText('precision', `${own.precision.toFixed(3)} ms`);
setInterval(measure, POLL_EACH_IN_MS);
setInterval(compare, COMPARE_EACH_IN_MS);
keepDrawing(drawAll);
