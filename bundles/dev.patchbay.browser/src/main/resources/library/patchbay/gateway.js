import { Endpoint, PROBE, isLost } from './endpoint.js';
import { PatchbayError } from './error.js';
import { interrupted, limit } from './limit.js';

/** What the gateway itself waits for a service is 10 s. */
const TIMEOUT_IN_MS = 15_000;

/** Services that are there even when the gateway does not tell its ports. */
const USUAL = ['queue', 'pool'];

/** A shmooze gateway: its public settings, and an endpoint for each service. Knows nothing of other gateways. */
export class Gateway {
  #settings;
  #endpoints = Object.create(null);
  #closing = new AbortController();

  /** Loads the settings and starts the endpoints' loops; the options are told in patchbay.d.ts. */
  static async connect(options = {}) {
    const { base = '/', look = true, log = console, timeoutInMs = TIMEOUT_IN_MS } = options;
    const fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));
    const transport = { fetch, log, timeoutInMs };
    const root = new URL(base.endsWith('/') ? base : `${base}/`, globalThis.location?.href).href;
    const gateway = new Gateway(root, await load(`${root}settings.json`, transport), transport);
    if (look) {
      gateway.#dress(globalThis.document);
    }
    return gateway;
  }

  /** Use {@link Gateway.connect}. */
  constructor(root, settings, transport) {
    this.#settings = settings;
    for (const name of namesOf(settings.ports)) {
      this.#endpoints[name] =
        new Endpoint(name, root + encodeURI(name), { ...transport, closing: this.#closing.signal });
    }
  }

  /** The public settings, as they were when the page was loaded. */
  get settings() {
    return this.#settings;
  }

  /** The endpoints by name. */
  get endpoints() {
    return this.#endpoints;
  }

  /** The endpoint of that name; throws when there is none. */
  endpoint(name) {
    const endpoint = this.#endpoints[name];
    if (!endpoint) {
      const there = Object.keys(this.#endpoints).join(', ');
      throw new RangeError(`Expected the name of an endpoint, got '${name}'; there are: ${there}`);
    }
    return endpoint;
  }

  /**
   * Hides `.disconnect-hide` and shows `.disconnect-show` below `root` while any of the endpoints is lost, and the
   * reverse once none is. The returned function ends that.
   */
  keepConnectionClasses({ root = globalThis.document, endpoints = Object.values(this.#endpoints) } = {}) {
    const update = () => showConnection(root, !endpoints.some(isLost));
    const ends = endpoints.flatMap((each) => [each.onAlive(update), each.onDead(update), each[PROBE]()]);
    if (endpoints.some(({ isAlive }) => isAlive !== undefined)) {
      update();
    }
    return () => ends.forEach((end) => end());
  }

  /** Ends the loops; what is not answered yet fails with code `closed`. */
  close() {
    this.#closing.abort();
  }

  #dress(page) {
    const { bg_color: background, fg_color: colour, name } = this.#settings;
    if (!page) {
      return;
    }
    if (typeof background === 'string') {
      page.body.style.backgroundColor = background;
    }
    if (typeof colour === 'string') {
      page.body.style.color = colour;
    }
    if (typeof name === 'string') {
      page.querySelectorAll('h1.title').forEach((title) => { title.textContent = name; });
    }
  }
}

function namesOf(ports) {
  return ports !== null && typeof ports === 'object' ? Object.keys(ports) : USUAL;
}

async function load(url, { fetch, timeoutInMs }) {
  const end = new AbortController();
  const release = limit(undefined, timeoutInMs, (reason) => end.abort(reason));
  try {
    const response = await fetch(url, { signal: end.signal, cache: 'no-cache' });
    return settingsOf(url, response, await response.text());
  } catch (error) {
    throw explained(url, error, end.signal);
  } finally {
    release();
  }
}

function explained(url, error, { aborted, reason }) {
  if (error instanceof PatchbayError) {
    return error;
  }
  return aborted
    ? interrupted(reason, `A GET of ${url}`)
    : new PatchbayError('unreachable', `Expected a gateway's settings at ${url}, nobody answers`, { cause: error });
}

function settingsOf(url, { ok, status }, text) {
  if (!ok) {
    throw new PatchbayError('http', `Expected a gateway's settings at ${url}, got ${status}; check 'base'`,
      { data: { status, text } });
  }
  let settings;
  try {
    settings = JSON.parse(text);
  } catch {
    // told below, with what came instead
  }
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) {
    throw new PatchbayError('malformed', `Expected a JSON object at ${url}, got ${text.slice(0, 100)}; check 'base'`,
      { data: text });
  }
  return settings;
}

function showConnection(root, isAlive) {
  root.querySelectorAll('.disconnect-hide').forEach((element) => show(element, isAlive));
  root.querySelectorAll('.disconnect-show').forEach((element) => show(element, !isAlive));
}

function show(element, isShown) {
  if (!isShown) {
    element.style.display = 'none';
    return;
  }
  element.hidden = false;
  if (element.style.display === 'none') {
    element.style.display = '';
  }
  if (getComputedStyle(element).display === 'none') {
    element.style.display = 'revert'; // the page's own style sheet hides it, which is usual for .disconnect-show
  }
}
