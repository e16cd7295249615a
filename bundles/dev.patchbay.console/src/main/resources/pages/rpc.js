import { argumentsOf, make, pretty, problem } from './dom.js';

/** Services and their methods, and a form to call one. */
export function rpc(page, node) {
  const method = make('input', { name: 'method', placeholder: 'service.method', required: true, spellcheck: 'false' });
  const args = make('textarea', { name: 'args', rows: 4, placeholder: '[]', spellcheck: 'false' });
  const outcome = make('pre', { id: 'result', 'aria-live': 'polite' });
  const note = make('small');

  async function call(event) {
    event.preventDefault();
    outcome.className = 'waiting';
    const begin = performance.now();
    try {
      outcome.textContent = pretty(await node.call(method.value.trim(), argumentsOf(args.value)));
      outcome.className = '';
    } catch (error) {
      outcome.textContent = problem(error);
      outcome.className = 'problem';
    }
    note.textContent = `${Math.round(performance.now() - begin)} ms`;
  }

  function choose(service, entry) {
    method.value = `${service}.${entry.name}`;
    const schemas = entry['params-schema']?.items ?? [];
    args.placeholder = `[${schemas.map((schema) => schema.title ?? schema.$ref ?? schema.type ?? 'any').join(', ')}]`;
    args.value = '';
    args.focus();
  }

  const services = make('ul', { class: 'tree' });
  list(node, services, choose);
  page.append(
    make('section', { class: 'split' },
      make('div', { class: 'side' }, make('h2', {}, 'Services'), services),
      make('form', { class: 'work', onsubmit: call },
        make('label', {}, 'Method', method),
        make('label', {}, 'Arguments (JSON array)', args),
        make('p', { class: 'row' }, make('button', {}, 'Call'), note),
        outcome)));
}

async function list(node, services, choose) {
  try {
    for (const service of (await node.call('discovery.get_services')).sort()) {
      const methods = make('ul');
      const open = async (event) => {
        if (event.target.open && methods.childElementCount === 0) {
          await listMethods(node, service, methods, choose);
        }
      };
      services.append(make('li', {}, make('details', { ontoggle: open }, make('summary', {}, service), methods)));
    }
  } catch (error) {
    services.append(make('li', { class: 'problem' }, problem(error)));
  }
}

async function listMethods(node, service, methods, choose) {
  for (const entry of await node.call('discovery.get_methods', [service])) {
    const title = [entry.description, entry.private && '(private)'].filter(Boolean).join(' ');
    methods.append(make('li', {},
      make('button', { type: 'button', class: 'quiet', title, onclick: () => choose(service, entry) }, entry.name)));
  }
}
