// The lab's page: each instrument is asked for its reading a few times a second, what happens to modules comes as events.

import { Patchbay } from '/patchbay.js';
import { Axis, Series, lineOf, sentenceOf, statusOf } from './model.js';
import { Poller } from './poller.js';
import { Plot, element, setText, showFeed, showProblem, showStatus, tell } from './view.js';

const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const PERIOD_IN_MS = isCalm ? 1_000 : 250;
const SPAN_IN_MS = 60_000;
const ANSWER_IN_MS = 2_000;
const TRACE_POINTS = 240;

const NAMES = ['thermometer', 'supply', 'scope'];
const VOLTS = new Axis(0, 30, 10);
const AMPS = new Axis(0, 3, 1);
const SCREEN = new Axis(-1.5, 1.5, 0.5);
const LEAST_DEGREES = 1;

const patchbay = new Patchbay();
const plots = Object.fromEntries(NAMES.map((name) => [name, new Plot(element(`${name}-plot`))]));
const celsius = new Series(SPAN_IN_MS);
const volts = new Series(SPAN_IN_MS);
const amps = new Series(SPAN_IN_MS);

/** The sliders somebody moves here; what the supply says of them does not count meanwhile. */
const held = new Set();
let isPaused = false;

function showThermometer(reading) {
  celsius.add(Date.now(), reading?.celsius ?? null);
  setText(element('celsius'), reading ? reading.celsius.toFixed(2) : '–');
  const axis = Axis.around(celsius.range ?? [20, 22], LEAST_DEGREES);
  plots.thermometer.mark('left', axis, '°C');
  plots.thermometer.show('first', celsius.lines(Date.now(), axis));
}

function showSupply(reading) {
  volts.add(Date.now(), reading?.volts ?? null);
  amps.add(Date.now(), reading?.amps ?? null);
  setText(element('volts'), reading ? reading.volts.toFixed(2) : '–');
  setText(element('amps'), reading ? reading.amps.toFixed(3) : '–');
  setText(element('watts'), reading ? reading.watts.toFixed(2) : '–');
  plots.supply.mark('left', VOLTS, 'V');
  plots.supply.mark('right', AMPS, 'A');
  plots.supply.show('first', volts.lines(Date.now(), VOLTS));
  plots.supply.show('second', amps.lines(Date.now(), AMPS));
  if (reading) {
    showSettings(reading);
  }
}

/** What others set is seen here, too. */
function showSettings({ target, limit, is_on: isOn, is_limited: isLimited }) {
  setText(element('limited'), isLimited ? 'Held back by the limit of the current' : '');
  element('output').setAttribute('aria-checked', String(isOn));
  showValue(element('target'), target);
  showValue(element('limit'), limit);
}

function showValue(input, value) {
  if (!held.has(input)) {
    input.value = value;
    setText(element(`${input.id}-text`), value.toFixed(1));
  }
}

function showScope(trace) {
  plots.scope.mark('left', SCREEN, 'V');
  plots.scope.show('first', trace ? [lineOf(trace.volts, SCREEN)] : []);
  setText(element('trace'), trace ? `${trace.shape}, ${trace.hertz} Hz` : '–');
  if (trace && document.activeElement !== element('shape')) {
    element('shape').value = trace.shape;
  }
  if (trace && document.activeElement !== element('hertz')) {
    element('hertz').value = trace.hertz;
  }
}

/** Asks once; what is known by no answer is shown as unknown. */
async function read(name, method, args, show) {
  try {
    show(await patchbay.call(`${name}.${method}`, args, { timeoutInMs: ANSWER_IN_MS }));
    showProblem(name, '');
  } catch (error) {
    show(null);
    showProblem(name, error.message);
  }
}

/** Nothing is asked for a while: no line goes across. */
function interrupt() {
  [celsius, volts, amps].forEach((series) => series.add(Date.now(), null));
}

/** Tells an instrument something, because somebody wants it. */
async function command(name, method, args = []) {
  try {
    await patchbay.call(`${name}.${method}`, args, { timeoutInMs: ANSWER_IN_MS });
    setText(element('message'), '');
  } catch (error) {
    setText(element('message'), `${name}: ${error.message}`);
  }
}

async function refresh() {
  try {
    const modules = await patchbay.call('worker.list');
    NAMES.forEach((name) => showStatus(name, statusOf(modules, name)));
  } catch (error) {
    setText(element('message'), error.message); // the next event or connection asks again
  }
}

function poll(name, method, args, show) {
  const isWanted = () => patchbay.state === 'open' && !isPaused && !document.hidden;
  new Poller(() => read(name, method, args, show), PERIOD_IN_MS, isWanted).start();
}

for (const [id, method] of [['target', 'set_voltage'], ['limit', 'set_limit']]) {
  const input = element(id);
  input.addEventListener('input', () => {
    held.add(input);
    setText(element(`${id}-text`), input.valueAsNumber.toFixed(1));
  });
  input.addEventListener('change', async () => {
    await command('supply', method, [input.valueAsNumber]);
    held.delete(input);
  });
}
element('output').addEventListener('click', ({ currentTarget }) => {
  command('supply', currentTarget.getAttribute('aria-checked') === 'true' ? 'off' : 'on');
});
element('shape').addEventListener('change', ({ target }) => command('scope', 'setShape', [target.value]));
element('hertz').addEventListener('change', ({ target }) => command('scope', 'setFrequency', [target.valueAsNumber]));
element('calibrate').addEventListener('submit', (event) => {
  event.preventDefault();
  command('thermometer', 'calibrate', [element('offset').valueAsNumber]);
});
element('pause').addEventListener('click', ({ currentTarget }) => {
  isPaused = !isPaused;
  interrupt();
  currentTarget.setAttribute('aria-pressed', String(isPaused));
});
document.addEventListener('visibilitychange', interrupt);

patchbay.subscribe('module.*', (event) => {
  const sentence = sentenceOf(event);
  if (sentence) {
    tell(sentence, new Date(event.time));
    refresh();
  }
});
patchbay.onState((state) => {
  showFeed(state === 'open');
  if (state !== 'open') {
    interrupt();
    NAMES.forEach((name) => showStatus(name, { text: 'Unknown', isReady: false, detail: '' }));
  }
});
patchbay.onOpen(refresh);
patchbay.onGap(refresh);

showFeed(false);
poll('thermometer', 'read', [], showThermometer);
poll('supply', 'read', [], showSupply);
poll('scope', 'trace', [TRACE_POINTS], showScope);
