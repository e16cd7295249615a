import { Backoff } from './backoff.js';
import { PatchbayError } from './error.js';
import { Feed } from './feed.js';
import { Hook } from './hook.js';
import { interrupted, limit } from './limit.js';
import { Link } from './link.js';
import { Rooms } from './rooms.js';

const CONNECT_WITHIN_IN_MS = 10_000;
const HEARTBEAT_IN_MS = 15_000;

/** How much longer than the node we wait for a task, so that its own word is heard. */
const GRACE_IN_MS = 1_000;

/** Nobody is known by the token, or by the user name and the password. */
const UNKNOWN_USER = -32004;

/**
 * A page's connection to a node at `/rpc`, which is opened again whenever it is lost: signed in, subscribed and in its
 * rooms as before. Its life: `connecting`, `open`; then `waiting` and `connecting` in turn until it is `open` again;
 * `closed` for good after `close()`, or when the node does not know the user any more.
 */
export class Patchbay {
  #url;
  #makeSocket;
  #log;
  #heartbeatInMs;
  #backoff;
  #credentials;
  #feed;
  #rooms;
  #link;
  #timer;
  #state = 'connecting';
  #wasOpen = false;
  #failure;
  #hooks;
  #retry = () => this.#retryNow();

  /** Connects; rejects when the node does not know the token, or when there is no node in time. */
  static async connect({ signal, timeoutInMs = CONNECT_WITHIN_IN_MS, ...options } = {}) {
    const patchbay = new Patchbay(options);
    try {
      await patchbay.ready({ signal, timeoutInMs });
      return patchbay;
    } catch (error) {
      const failure = patchbay.#failure;
      patchbay.close();
      throw error.code === 'timeout' ? unreachable(patchbay.url, timeoutInMs, failure ?? error) : error;
    }
  }

  /** Begins to connect and does not give up; the options are told in patchbay.d.ts. */
  constructor({ url = '/rpc', token, log = console, heartbeatInMs = HEARTBEAT_IN_MS, ...rest } = {}) {
    this.#url = new URL(url, globalThis.location?.href).href.replace(/^http/, 'ws');
    this.#credentials = token === undefined ? undefined : () => tokenOf(token);
    this.#log = log;
    this.#heartbeatInMs = heartbeatInMs;
    this.#makeSocket = rest.makeSocket ?? ((address) => new WebSocket(address));
    this.#backoff = rest.backoff ?? new Backoff();
    this.#hooks = { open: new Hook(log), close: new Hook(log), gap: new Hook(log), state: new Hook(log) };
    this.#feed = new Feed(log, this.#hooks.gap);
    this.#rooms = new Rooms(log);
    globalThis.addEventListener?.('online', this.#retry);
    this.#attempt();
  }

  get url() {
    return this.#url;
  }

  get state() {
    return this.#state;
  }

  /** Tells each connection, when all is restored, `{ user, again }`; this and the next three return what ends them. */
  onOpen(listener) {
    return this.#hooks.open.add(listener);
  }

  /** Tells when a connection that was open has ended, and the end for good, `{ error, isFinal }`. */
  onClose(listener) {
    return this.#hooks.close.add(listener);
  }

  /** Tells that events were lost for good, before those that are still there follow. */
  onGap(listener) {
    return this.#hooks.gap.add(listener);
  }

  onState(listener) {
    return this.#hooks.state.add(listener);
  }

  /** Resolves while it is open; rejects when it is closed, or with the limits. */
  ready({ signal, timeoutInMs } = {}) {
    return new Promise((resolve, reject) => {
      const ends = [];
      const settle = (outcome, value) => {
        ends.forEach((end) => end());
        outcome(value);
      };
      const look = (state) => {
        if (state === 'open') {
          settle(resolve);
        } else if (state === 'closed') {
          settle(reject, this.#failure);
        }
      };
      if (signal?.aborted) {
        throw interrupted(signal.reason, `The connection to ${this.#url}`);
      }
      const passed = (reason) => settle(reject, interrupted(reason, `The connection to ${this.#url}`));
      ends.push(limit(signal, timeoutInMs, passed), this.onState(look));
      look(this.#state);
    });
  }

  /** Calls a method. A call whose connection is lost fails and is not repeated. */
  async call(method, params, limits) {
    return this.#current(method).call(method, params, limits);
  }

  /** Runs a task; the time limit is the node's too, which interrupts it. */
  task(name, data, { signal, timeoutInMs } = {}) {
    const ours = timeoutInMs > 0 ? timeoutInMs + GRACE_IN_MS : undefined;
    return this.call('task.run', { name, data, timeLimitInMs: timeoutInMs }, { signal, timeoutInMs: ours });
  }

  /** Hears events until the returned function is called, over all connections. */
  subscribe(masks, listener) {
    if (this.#state === 'closed') {
      throw this.#failure;
    }
    return this.#feed.subscribe(masks, listener);
  }

  async join(room, listener, limits) {
    return this.#rooms.join(this.#current('room.join'), room, listener, limits);
  }

  leave(room, limits) {
    return this.#rooms.leave(room, limits);
  }

  async say(room, data, { task, others, ...limits } = {}) {
    await this.call('room.say', { room, data, task, others }, limits);
  }

  members(room) {
    return this.#rooms.members(room);
  }

  /** Signs in, now and on each later connection. */
  async login(credentials, limits) {
    const user = await this.call('session.login', credentials, limits);
    this.#credentials = () => credentials;
    return user;
  }

  whoami(limits) {
    return this.call('session.whoami', undefined, limits);
  }

  /** Ends it for good; harmless when it is closed. */
  close() {
    this.#finish(new PatchbayError('closed', `The connection to ${this.#url} has been closed`));
  }

  #current(method) {
    if (this.#state === 'closed') {
      throw this.#failure;
    }
    if (this.#state !== 'open') {
      throw new PatchbayError('unconnected', `There is no connection for '${method}' now; it is being opened again`);
    }
    return this.#link;
  }

  async #attempt() {
    let credentials;
    try {
      credentials = await this.#credentials?.();
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (this.#state !== 'closed') {
      this.#open(credentials);
    }
  }

  #open(credentials) {
    let link;
    const told = {
      log: this.#log,
      onOpen: () => this.#restore(link, credentials),
      onNotification: (method, params) => this.#notified(method, params),
      onEnd: (error) => this.#failed(error),
    };
    try {
      link = new Link(this.#makeSocket(this.#url), told, this.#heartbeatInMs);
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#link = link;
  }

  /** All is sent at once: what comes behind the sign-in is done as the user. */
  async #restore(link, credentials) {
    const signedIn = link.call(credentials ? 'session.login' : 'session.whoami', credentials);
    signedIn.catch((error) => error.code === UNKNOWN_USER && this.#finish(error));
    try {
      const [user] = await Promise.all([signedIn, this.#feed.attach(link), this.#rooms.attach(link)]);
      this.#opened(link, user);
    } catch (error) {
      link.end(error);
    }
  }

  #opened(link, user) {
    if (this.#link !== link) {
      return; // it has ended since the last answer came
    }
    const again = this.#wasOpen;
    this.#wasOpen = true;
    this.#backoff.opened();
    this.#enter('open');
    this.#hooks.open.tell({ user, again });
  }

  #notified(method, params) {
    if (method === 'event') {
      this.#feed.deliver(params);
    } else if (method === 'room') {
      this.#rooms.deliver(params);
    }
  }

  /** The connection, or the attempt, has come to its end. */
  #failed(error) {
    this.#release();
    if (this.#state === 'closed') {
      return;
    }
    const wasOpen = this.#state === 'open';
    this.#failure = error;
    this.#timer = setTimeout(this.#retry, this.#backoff.pauseInMs());
    this.#enter('waiting');
    if (wasOpen) {
      this.#hooks.close.tell({ error, isFinal: false });
    }
  }

  #release() {
    this.#link = undefined;
    this.#feed.detach();
    this.#rooms.detach();
  }

  #retryNow() {
    if (this.#state === 'waiting') {
      clearTimeout(this.#timer);
      this.#enter('connecting');
      this.#attempt();
    }
  }

  #finish(error) {
    if (this.#state === 'closed') {
      return;
    }
    this.#failure = error;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.('online', this.#retry);
    this.#enter('closed');
    this.#link?.end(error);
    this.#feed.close(error);
    this.#hooks.close.tell({ error, isFinal: true });
  }

  #enter(state) {
    this.#state = state;
    this.#hooks.state.tell(state);
  }
}

async function tokenOf(token) {
  const text = typeof token === 'function' ? await token() : token;
  return text === undefined || text === null ? undefined : { token: text };
}

function unreachable(url, timeoutInMs, cause) {
  const message = `Expected a node at ${url}, got none within ${timeoutInMs} ms: ${cause.message}`;
  return new PatchbayError('unreachable', message, { cause });
}
