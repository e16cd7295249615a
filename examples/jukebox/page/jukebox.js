// The jukebox's page: commands go to the queue through the gateway, what happens comes as events of the node.

import { Gateway, Patchbay } from '/patchbay.js';
import { Model } from './model.js';
import { View, showBackgrounds, showFeed, showMessage, showSettings } from './view.js';

/** How often the page asks while no events come. */
const POLL_IN_MS = 1_000;
const FRAME_IN_MS = 200;

const PARAMETERS = ['title', 'duration', 'time', 'state', 'picture', 'text'];
const SHOWN = { audio: PARAMETERS, text: PARAMETERS, clock: PARAMETERS };

const gateway = await Gateway.connect({ base: '/', look: false });
const queue = gateway.endpoints.queue;
const model = new Model();
const view = new View(model, {
  pause: (uid) => tell(uid, 'pause'),
  resume: (uid) => tell(uid, 'resume'),
  seek: (uid, time) => tell(uid, 'seek', { time }),
  remove: (uid) => command('rm', { uids: [uid] }),
  earlier: (uid) => command('mv', { uids: model.orderWithEarlier(uid) }),
  first: (uid) => command('mv', { uids: [uid] }),
});
const patchbay = new Patchbay();
let isRefreshing = false;
let isRefreshWanted = false;

/** Asks for all, once more afterwards when that was wanted meanwhile. */
async function refresh() {
  isRefreshWanted = true;
  if (isRefreshing) {
    return;
  }
  isRefreshing = true;
  while (isRefreshWanted) {
    isRefreshWanted = false;
    await refreshOnce();
  }
  isRefreshing = false;
}

async function refreshOnce() {
  model.beginRefresh();
  try {
    // both are in one POST
    const [list, background] = await Promise.all([ask('queue'), ask('bg')]);
    model.endRefresh(list, background);
    view.show();
  } catch {
    model.endRefresh(); // the library has said why, and tells by the page's classes when it works again
  }
}

function ask(cmd) {
  return queue.query({ cmd, args: { parameters: SHOWN } });
}

/** Returns whether it was done. */
async function command(cmd, args, done = '') {
  let isDone = true;
  try {
    await queue.query({ cmd, args });
    showMessage(done);
  } catch (error) {
    isDone = false;
    showMessage(error.message, true);
  }
  await refresh();
  return isDone;
}

function tell(uid, cmd, args = {}) {
  return command('tell_module', { uid, cmd, args });
}

function onSubmit(id, submitted) {
  const form = document.getElementById(id);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submitted(form.elements, form);
  });
}

onSubmit('add-audio', ({ melody }) => {
  const title = melody.selectedOptions[0].text;
  command('add', { type: 'audio', args: { melody: melody.value } }, `${title} was added.`);
});
onSubmit('add-text', async ({ text, duration }, form) => {
  const args = { text: text.value, duration: duration.valueAsNumber };
  if (await command('add', { type: 'text', args }, 'The text was added.')) {
    form.reset();
  }
});
onSubmit('background', ({ type }) => {
  command('set_bg', { type: type.value }, `${type.value} is shown when nothing plays.`);
});

patchbay.subscribe(['module.*'], (event) => {
  if (model.hear(event)) {
    refresh();
  } else {
    view.show();
  }
});
patchbay.onState((state) => showFeed(state === 'open'));
patchbay.onOpen(refresh);
patchbay.onGap(refresh);

showFeed(false);
showSettings(gateway.settings);
gateway.keepConnectionClasses();
setInterval(() => view.showProgress(), FRAME_IN_MS);
setInterval(() => {
  if (patchbay.state !== 'open') {
    refresh();
  }
}, POLL_IN_MS);

await refresh();
const types = await queue.query({ cmd: 'backgrounds_available' });
showBackgrounds(types, model.background?.type);
