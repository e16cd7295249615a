import { make, pretty, time } from './dom.js';

const MOST_SHOWN = 500;

/** Events as they happen, newest first. */
export function events(page, node) {
  const mask = make('input', { name: 'mask', value: sessionStorage.getItem('patchbay.mask') ?? '*', spellcheck: 'false' });
  const shown = make('ol', { class: 'events', 'aria-label': 'Events' });
  const count = make('small');
  let heard = 0;
  let end = () => {};

  function add(event) {
    heard += 1;
    count.textContent = `${heard} heard`;
    const { timestamp, ...rest } = event.args ?? {};
    shown.prepend(make('li', {},
      make('time', {}, time(timestamp) || new Date().toLocaleTimeString()),
      make('strong', {}, event.name),
      make('pre', {}, pretty(rest))));
    if (shown.childElementCount > MOST_SHOWN) {
      shown.lastElementChild.remove();
    }
  }

  function listen(event) {
    event?.preventDefault();
    end();
    sessionStorage.setItem('patchbay.mask', mask.value);
    end = node.subscribe(mask.value || '*', add);
  }

  listen();
  page.append(
    make('form', { class: 'row', onsubmit: listen },
      make('label', {}, 'Mask', mask),
      make('button', {}, 'Listen'),
      make('button', { type: 'button', class: 'quiet', onclick: () => shown.replaceChildren() }, 'Clear'),
      count),
    shown);
  return () => end();
}
