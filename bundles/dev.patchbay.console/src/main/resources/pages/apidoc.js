import { make, pretty, problem } from './dom.js';

const CHAPTERS = { rpc: methods, tasks: taskClasses, events: eventTypes, schemas };

/** What the node offers, to be browsed. */
export function apidoc(page, node, chapter) {
  const chosen = chapter in CHAPTERS ? chapter : 'rpc';
  const entries = make('div', { class: 'entries' });
  const filter = make('input', { type: 'search', placeholder: 'Filter by name', 'aria-label': 'Filter by name' });
  filter.addEventListener('input', () => {
    for (const entry of entries.children) {
      entry.hidden = !entry.dataset.name.includes(filter.value);
    }
  });
  page.append(
    make('nav', { class: 'chapters row', 'aria-label': 'Chapters' },
      ...Object.keys(CHAPTERS).map((each) =>
        make('a', { href: `apidoc/${each}`, 'aria-current': each === chosen ? 'page' : null }, each)),
      filter),
    entries);
  CHAPTERS[chosen](node, entries).catch((error) => entries.append(make('pre', { class: 'problem' }, problem(error))));
}

function entry(name, isPrivate, ...content) {
  return make('details', { 'data-name': name },
    make('summary', {}, make('code', {}, name), isPrivate ? make('small', { class: 'badge' }, 'private') : null),
    ...content);
}

function described(text) {
  return text ? make('p', {}, text) : null;
}

function schema(title, value) {
  return value ? make('section', {}, make('h3', {}, title), make('pre', {}, pretty(value))) : null;
}

async function methods(node, entries) {
  for (const service of (await node.call('discovery.get_services')).sort()) {
    for (const method of await node.call('discovery.get_methods', [service])) {
      entries.append(entry(`${service}.${method.name}`, method.private,
        described(method.description),
        schema('Arguments', method['params-schema']),
        schema('Result', method['result-schema'])));
    }
  }
}

async function taskClasses(node, entries) {
  for (const [name, task] of Object.entries(await node.call('discovery.get_tasks')).sort()) {
    entries.append(entry(name, task.private,
      described(task.description),
      task.abortable ? make('p', {}, 'Can be asked to abort.') : null,
      schema('Arguments', task.schema)));
  }
}

async function eventTypes(node, entries) {
  for (const [name, type] of Object.entries(await node.call('discovery.get_event_types')).sort()) {
    entries.append(entry(name, false,
      make('p', {}, `${type.refcount} subscribed${type.source ? `; from ${type.source}` : ''}`),
      schema('Properties', type.event_schema)));
  }
}

async function schemas(node, entries) {
  const { definitions } = await node.call('discovery.get_schema');
  for (const [name, definition] of Object.entries(definitions).sort()) {
    entries.append(entry(name, false, schema('Schema', definition)));
  }
}
