import { argumentsOf, make, pretty, problem, time } from './dom.js';

const MOST_SHOWN = 100;

/** Jobs with their progress, a form to submit one, and the tasks there are. */
export function tasks(page, node) {
  const name = make('input', { name: 'task', placeholder: 'task', list: 'task-names', required: true, spellcheck: 'false' });
  const args = make('textarea', { name: 'args', rows: 3, placeholder: '[]', spellcheck: 'false' });
  const note = make('p', { class: 'note', role: 'status' });
  const names = make('datalist', { id: 'task-names' });
  const body = make('tbody');
  const classes = make('div');
  const rows = new Map();
  const stale = new Set();

  async function submit(event) {
    event.preventDefault();
    try {
      note.textContent = `Submitted as ${await node.call('task.submit', [name.value.trim(), argumentsOf(args.value)])}`;
      note.className = 'note';
    } catch (error) {
      note.textContent = problem(error);
      note.className = 'note problem';
    }
  }

  function show(job) {
    const row = taskRow(job, () => node.call('task.abort', [job.id]).catch((error) => (note.textContent = problem(error))));
    const before = rows.get(job.id);
    if (before) {
      before.replaceWith(row);
    } else {
      body.prepend(row);
    }
    rows.set(job.id, row);
    if (body.childElementCount > MOST_SHOWN) {
      const oldest = body.lastElementChild;
      rows.delete(Number(oldest.dataset.id));
      oldest.remove();
    }
  }

  async function load() {
    try {
      const jobs = await node.call('task.query', [[], { sort: ['-id'], limit: MOST_SHOWN }]);
      jobs.reverse().forEach(show);
      await listClasses(node, classes, names, (task) => {
        name.value = task;
        args.focus();
      });
    } catch (error) {
      note.textContent = problem(error);
    }
  }

  /** Changes come in bursts; what changed is asked for once. */
  async function refresh() {
    const ids = [...stale];
    stale.clear();
    (await node.call('task.query', [[['id', 'in', ids]]])).forEach(show);
  }

  const end = node.subscribe('task.changed', (event) => {
    if (stale.size === 0) {
      setTimeout(() => refresh().catch((error) => (note.textContent = problem(error))), 100);
    }
    event.args.ids.forEach((id) => stale.add(id));
  });

  page.append(
    make('section', { class: 'split' },
      make('div', { class: 'side' },
        make('form', { onsubmit: submit },
          make('label', {}, 'Task', name), names,
          make('label', {}, 'Arguments (JSON array)', args),
          make('p', { class: 'row' }, make('button', {}, 'Submit')), note),
        make('h2', {}, 'What can be run'), classes),
      make('div', { class: 'work' },
        make('table', { class: 'jobs' },
          make('thead', {}, make('tr', {}, ...['Id', 'Task', 'State', 'Progress', 'Message', ''].map((each) => make('th', {}, each)))),
          body))));
  load();
  return end;
}

function taskRow(job, abort) {
  const ended = ['FINISHED', 'FAILED', 'ABORTED'].includes(job.state);
  const percentage = job.progress?.percentage ?? 0;
  const bar = make('progress', { max: 100, value: percentage, 'aria-label': `Progress of ${job.id}` });
  const button = ended ? null : make('button', { class: 'quiet', onclick: abort }, 'Abort');
  return make('tr', { 'data-id': job.id, class: job.state.toLowerCase() },
    make('td', {}, String(job.id)),
    make('td', { title: job.description?.message ?? '' }, job.name),
    make('td', {}, make('span', { class: 'state' }, job.state)),
    make('td', {}, bar),
    make('td', {}, details(job)),
    make('td', {}, button));
}

function details(job) {
  const summary = job.error?.message ?? job.progress?.message ?? '';
  return make('details', {}, make('summary', {}, summary || time(job.created_at)), make('pre', {}, pretty(job)));
}

async function listClasses(node, classes, names, choose) {
  const all = await node.call('discovery.get_tasks');
  for (const [task, about] of Object.entries(all).sort()) {
    names.append(make('option', { value: task }));
    classes.append(make('details', { class: about.private ? 'private' : '' },
      make('summary', {}, task),
      make('p', {}, about.description || 'No description.'),
      make('pre', {}, pretty(about.schema)),
      make('button', { class: 'quiet', onclick: () => choose(task) }, 'Use')));
  }
}
