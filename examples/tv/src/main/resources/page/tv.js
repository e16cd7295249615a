// The television's page: a remote control, and the screen. Where the picture is comes by calls and events, not by DVB CSS,
// so that a companion that follows by DVB CSS can be compared with it.

import { Patchbay } from '/patchbay.js';
import { Exchange, WallClock } from './clock.js';
import { draw } from './picture.js';
import { Timeline, speedText, timecode } from './timeline.js';
import { CHANNEL, element, keepDrawing, setText, sharedNow, showFeed } from './view.js';

const TICKS_PER_S = 1; // positions are told in seconds
const ASK_EACH_IN_MS = 500;
const NS_PER_MS = 1_000_000;

const patchbay = new Patchbay();
const channel = new BroadcastChannel(CHANNEL);
const wallClock = new WallClock();
const timeline = new Timeline();
let state = null;
let isHeld = false;

const positionNow = () => timeline.positionAt(wallClock.at(performance.now()), TICKS_PER_S);

/** What the television says of itself; older news than what is known do not count. */
function take(news) {
  if (state !== null && news.wallClockInNs < state.wallClockInNs) {
    return;
  }
  state = news;
  timeline.set({ ticks: news.positionInSec, wallTime: news.wallClockInNs / NS_PER_MS, speed: news.speed });
  show();
}

function show() {
  const { mode, speed, temi, programme } = state;
  setText('title', programme.title);
  setText('content-id', programme.contentId);
  setText('status', mode === 'TRANSITIONING' ? 'Tuning in …' : mode === 'PLAYING' ? `Playing ${speedText(speed)}` : 'Paused');
  setText('play', mode === 'PLAYING' ? 'Pause' : 'Play');
  setText('length', timecode(programme.durationInSec));
  const isTuning = mode === 'TRANSITIONING';
  document.querySelectorAll('.needs-picture').forEach((control) => { control.disabled = isTuning; });
  element('position').max = programme.durationInSec;
  element('temi').setAttribute('aria-checked', String(temi));
  document.querySelectorAll('input[name="speed"]').forEach((choice) => {
    choice.checked = Number(choice.value) === state.playSpeed;
  });
}

/** Asks where the picture is, and thereby what time it is. */
async function ask() {
  const t1 = performance.now();
  const news = await patchbay.call('tv.state', [], { timeoutInMs: 2_000 });
  const t4 = performance.now();
  const told = news.wallClockInNs / NS_PER_MS;
  wallClock.take(new Exchange({ t1, t2: told, t3: told, t4, precision: 0, maxErrorInPpm: 500 }), t4);
  take(news);
}

/** Tells the television something, because somebody wants it. */
async function command(method, args = []) {
  try {
    take(await patchbay.call(`tv.${method}`, args, { timeoutInMs: 5_000 }));
    setText('refusal', '');
  } catch (error) {
    setText('refusal', error.message);
  }
}

function drawScreen() {
  const position = state === null ? null : positionNow();
  const isTuning = state?.mode === 'TRANSITIONING';
  const note = isTuning ? 'tuning in' : state?.mode === 'PAUSED' ? 'paused' : '';
  draw(element('screen'), { ...state?.programme, position: isTuning ? null : position, note });
  setText('now', timecode(position));
  if (!isHeld && Number.isFinite(position)) {
    element('position').value = position;
  }
}

/** Says where the picture is; asked, since a hidden page's own timers hardly run. */
function say() {
  if (state !== null && state.mode !== 'TRANSITIONING' && patchbay.state === 'open' && wallClock.isKnown) {
    const position = positionNow();
    channel.postMessage({ contentId: state.programme.contentId, position, speed: state.speed, at: sharedNow() });
  }
}

element('play').addEventListener('click', () => command(state?.mode === 'PLAYING' ? 'pause' : 'play'));
element('next').addEventListener('click', () => command('next'));
element('temi').addEventListener('click', () => command('temi', [!state?.temi]));
element('speeds').addEventListener('change', ({ target }) => command('speed', [Number(target.value)]));
document.querySelectorAll('[data-skip]').forEach((button) => {
  button.addEventListener('click', () => command('seek', [Math.max(0, positionNow() + Number(button.dataset.skip))]));
});
element('position').addEventListener('input', () => { isHeld = true; });
// said when somebody gets there or moves it, not all the time
['focus', 'input'].forEach((happened) => element('position').addEventListener(happened, ({ target }) => {
  target.setAttribute('aria-valuetext', timecode(target.valueAsNumber));
}));
element('position').addEventListener('change', async ({ target }) => {
  await command('seek', [target.valueAsNumber]);
  isHeld = false;
});

channel.addEventListener('message', ({ data }) => data.ask && say());

patchbay.subscribe('tv.state', ({ data }) => take(data));
patchbay.onState((now) => {
  showFeed(now === 'open');
  if (now !== 'open') {
    wallClock.forget(); // after a restart it begins anew
    state = null;
  }
});

/** While there is no connection the page says that anyway. */
async function refresh() {
  try {
    await ask();
    setText('message', '');
  } catch (error) {
    setText('message', patchbay.state === 'open' ? error.message : '');
  }
}

async function keepAsking() {
  if (patchbay.state === 'open') {
    await refresh();
  }
  setTimeout(keepAsking, ASK_EACH_IN_MS);
}

showFeed(false);
patchbay.onOpen(refresh);
keepAsking();
keepDrawing(drawScreen);
