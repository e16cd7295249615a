import { Dispatcher, DispatcherError } from './dispatcher.js';
import { apidoc } from './apidoc.js';
import { events } from './events.js';
import { rpc } from './rpc.js';
import { tasks } from './tasks.js';

const KEPT = 'patchbay.credentials';
const PAGES = { rpc, events, tasks, apidoc };

const login = document.getElementById('login');
const frame = document.getElementById('console');
const page = document.getElementById('page');
const refusal = document.getElementById('refusal');
const connection = document.getElementById('connection');

const url = `${location.protocol.replace('http', 'ws')}//${location.host}/dispatcher/socket`;
const node = new Dispatcher(url);
let leavePage = () => {};

/** The part of the address below the root of the pages. */
function address() {
  return location.href.slice(document.baseURI.length).split(/[?#]/)[0] || 'rpc';
}

function show() {
  leavePage();
  const [name, ...rest] = address().split('/');
  for (const link of document.querySelectorAll('header a')) {
    link.getAttribute('href') === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  }
  page.replaceChildren();
  document.title = `Patchbay: ${name}`;
  leavePage = (PAGES[name] ?? rpc)(page, node, rest.join('/')) ?? (() => {});
}

function askWho(sentence) {
  leavePage();
  leavePage = () => {};
  sessionStorage.removeItem(KEPT);
  refusal.textContent = sentence;
  frame.hidden = true;
  login.hidden = false;
}

async function signIn(credentials) {
  try {
    await node.open(credentials.username, credentials.password);
  } catch (error) {
    node.close();
    askWho(error instanceof DispatcherError ? `${error.message}.` : error.message);
    return;
  }
  sessionStorage.setItem(KEPT, JSON.stringify(credentials));
  login.hidden = true;
  frame.hidden = false;
  show();
}

node.addEventListener('state', ({ detail }) => {
  connection.className = detail;
  connection.textContent = { open: location.host, lost: 'Connection lost, trying again', closed: '' }[detail];
  if (detail === 'closed' && !frame.hidden) {
    askWho('You have been signed out.');
  }
});

login.addEventListener('submit', (event) => {
  event.preventDefault();
  refusal.textContent = '';
  signIn(Object.fromEntries(new FormData(login)));
});

document.getElementById('refresh').addEventListener('click', show);
document.getElementById('leave').addEventListener('click', () => node.close());

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (link && link.href.startsWith(document.baseURI) && !event.ctrlKey && !event.metaKey && event.button === 0) {
    event.preventDefault();
    history.pushState(null, '', link.href);
    show();
  }
});
addEventListener('popstate', show);

// What the browser kept of a page is still signed in, whatever happened since, and would be one step back.
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    location.reload();
  }
});

const kept = sessionStorage.getItem(KEPT);
if (kept) {
  signIn(JSON.parse(kept));
} else {
  login.hidden = false;
}
