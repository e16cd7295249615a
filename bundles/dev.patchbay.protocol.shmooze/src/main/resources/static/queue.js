// What is in the queue, in the pool and in the background, and what can be done with it.
import { Gateway } from '/patchbay.js';

const LOOK_EVERY_MS = 1_000;
const CONNECT_AGAIN_IN_MS = 2_000;
const TYPES_EVERY_LOOKS = 10;

/** Shown where a module has them; the public setting `shown_parameters`, a list of names, adds to them. */
const PARAMETERS = ['title', 'text', 'name', 'status', 'state', 'url', 'duration', 'time', 'position', 'volume', 'progress'];

/** What the form can add to: endpoint, command that adds, command that lists the types, and how it is called. */
const TARGETS = [
  { endpoint: 'queue', add: 'add', types: 'modules_available', label: 'Queue' },
  { endpoint: 'queue', add: 'set_bg', types: 'backgrounds_available', label: 'Background' },
  { endpoint: 'pool', add: 'add', types: 'modules_available', label: 'Pool' },
];

const form = document.getElementById('add');
const note = form.elements.note;
const lists = { queue: listOf('queue'), background: listOf('background'), pool: listOf('pool') };
const types = new Map();
let names = PARAMETERS;
let endpoints = {};

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A list of modules on the page, whose elements stay the same as long as their modules do, and keep the focus. */
function listOf(id) {
  const list = document.getElementById(id);
  const rows = new Map();
  return (modules, buttons) => {
    const uids = new Set(modules.map(({ uid }) => uid));
    rows.forEach(({ item }, uid) => {
      if (!uids.has(uid)) {
        item.remove();
        rows.delete(uid);
      }
    });
    modules.forEach((module, i) => {
      const row = rows.get(module.uid) ?? rowOf(module, buttons);
      rows.set(module.uid, row);
      row.show(module.parameters ?? {});
      if (list.children[i] !== row.item) {
        list.insertBefore(row.item, list.children[i] ?? null);
      }
    });
  };
}

function rowOf({ uid, type }, buttons) {
  const about = make('dl', {});
  const actions = buttons.map(({ sign, label, className = '', act }) =>
    make('button', { type: 'button', title: label, className, textContent: sign, ariaLabel: `${label}: ${type}`, onclick: () => act(uid) }));
  const item = make('li', { title: uid }, make('div', { className: 'about' }, make('strong', { textContent: type }), about), ...actions);
  let shown = '';
  const show = (parameters) => {
    const next = JSON.stringify(parameters);
    if (next !== shown) {
      shown = next;
      about.replaceChildren(...Object.entries(parameters).flatMap(([name, value]) =>
        [make('dt', { textContent: name }), make('dd', { textContent: textOf(value) })]));
    }
  };
  return { item, show };
}

function textOf(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function say(text, isProblem = false) {
  note.value = text;
  note.classList.toggle('problem', isProblem);
}

/** Sends a command at once and looks what has become of it. */
function act(endpoint, command) {
  endpoints[endpoint].forceQuery(command, look, (error) => say(error.message, true));
}

function moveUp(uid) {
  const uids = [...document.getElementById('queue').children].map(({ title }) => title);
  const at = uids.indexOf(uid);
  if (at > 0) {
    act('queue', { cmd: 'mv', args: { uids: [...uids.slice(0, at - 1), uid] } });
  }
}

const remove = (endpoint) =>
  ({ sign: '✕', label: 'Remove', act: (uid) => act(endpoint, { cmd: 'rm', args: { uids: [uid] } }) });
const UP = { sign: '↑', label: 'Up', className: 'up', act: moveUp };

/** The names that are wanted, for each type there is. */
function wanted() {
  return { parameters: Object.fromEntries([...types.values()].flat().map((type) => [type, names])) };
}

function isThere(endpoint) {
  return TARGETS.some((target) => target.endpoint === endpoint && types.has(target));
}

/** Shows what the commands of an endpoint answer, as far as they do. */
async function lookAt(endpoint, commands) {
  const answers = isThere(endpoint) ? commands.map(([command]) => endpoints[endpoint].query(command)) : [];
  (await Promise.allSettled(answers)).forEach(({ status, value }, i) => {
    if (status === 'fulfilled') {
      commands[i][1](value);
    }
  });
}

async function look() {
  const args = wanted();
  document.getElementById('pool-section').hidden = !isThere('pool');
  await Promise.all([
    lookAt('queue', [
      [{ cmd: 'queue', args }, (modules) => lists.queue(modules, [UP, remove('queue')])],
      [{ cmd: 'bg', args }, (module) => lists.background(module ? [module] : [], [remove('queue')])],
    ]),
    lookAt('pool', [[{ cmd: 'pool', args }, (modules) => lists.pool(modules, [remove('pool')])]]),
  ]);
}

/** A service that refuses to tell its types is not there; one that cannot be reached may be. */
async function typesOf(target) {
  try {
    types.set(target, (await endpoints[target.endpoint].query({ cmd: target.types })) ?? []);
  } catch (error) {
    if (error.code === 'refused') {
      types.delete(target);
    }
  }
}

async function lookForTypes() {
  await Promise.all(TARGETS.filter(({ endpoint }) => endpoints[endpoint]).map(typesOf));
  const groups = TARGETS.filter((target) => types.get(target)?.length);
  const next = JSON.stringify(groups.map((target) => [target.label, types.get(target)]));
  const select = form.elements.type;
  if (select.dataset.shown === next) {
    return;
  }
  const chosen = select.value;
  select.dataset.shown = next;
  select.replaceChildren(...groups.map((target) => make('optgroup', { label: target.label },
    ...types.get(target).map((type) => make('option', { value: `${TARGETS.indexOf(target)} ${type}`, textContent: type })))));
  if ([...select.options].some(({ value }) => value === chosen)) {
    select.value = chosen;
  }
}

function add() {
  const [, index, type] = /^(\d+) (.*)$/.exec(form.elements.type.value) ?? [];
  const target = TARGETS[index];
  const args = argumentsIn(form.elements.args.value);
  if (!target || !args) {
    say(target ? 'Expected a JSON object, such as {"text": "hello"}, or nothing.' : 'There is nothing to add.', true);
    return;
  }
  say('Starting …');
  endpoints[target.endpoint].forceQuery({ cmd: target.add, args: { type, args } },
    () => {
      say(`${type} was added.`);
      look();
    },
    (error) => say(error.message, true));
}

/** Null when it is no object. */
function argumentsIn(text) {
  try {
    const args = JSON.parse(text.trim() || '{}');
    return args !== null && typeof args === 'object' && !Array.isArray(args) ? args : null;
  } catch {
    return null;
  }
}

async function connect() {
  const lost = document.querySelector('.disconnect-show');
  for (;;) {
    try {
      const gateway = await Gateway.connect({ base: document.documentElement.dataset.base });
      lost.hidden = true;
      return gateway;
    } catch (error) {
      console.error(error);
      lost.hidden = false;
      await new Promise((resolve) => setTimeout(resolve, CONNECT_AGAIN_IN_MS));
    }
  }
}

const gateway = await connect();
const { name, shown_parameters: more } = gateway.settings;
endpoints = gateway.endpoints;
names = Array.isArray(more) ? [...new Set([...PARAMETERS, ...more.map(String)])] : PARAMETERS;
document.title = typeof name === 'string' ? name : document.title;
gateway.keepConnectionClasses({ endpoints: ['queue', 'pool'].map((each) => endpoints[each]).filter(Boolean) });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  add();
});

for (let looks = 0; ; looks++) {
  if (looks % TYPES_EVERY_LOOKS === 0 || types.size === 0) {
    await lookForTypes();
  }
  await look();
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
