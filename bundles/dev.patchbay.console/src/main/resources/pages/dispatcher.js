/** An error the node answered with. */
export class DispatcherError extends Error {
  constructor({ code, message, extra }) {
    super(message);
    this.code = code;
    this.extra = extra;
  }
}

const LONGEST_PAUSE_IN_MS = 10_000;

/**
 * A connection to a node in the dispatcher's protocol: one promise for each call, events by mask. A lost connection is
 * opened again, signed in again and subscribed again.
 */
export class Dispatcher extends EventTarget {
  #url;
  #socket;
  #waiting = new Map();
  #masks = new Map();
  #credentials;
  #pauseInMs = 0;

  constructor(url) {
    super();
    this.#url = url;
  }

  /** Connects and signs in. Rejects with what the node says about the user, or when it cannot be reached. */
  async open(username, password) {
    await this.#connect();
    await this.#signIn({ username, password });
    this.#credentials = { username, password };
    this.#state('open');
  }

  /** Ends the connection for good. */
  close() {
    this.#credentials = undefined;
    this.#socket?.close();
  }

  /** Calls `service.method` with a list of arguments; resolves to the result. */
  call(method, args = []) {
    return this.#request('call', { method, args });
  }

  /** Hears events whose names match the mask, until the returned function is called. */
  subscribe(mask, listener) {
    const listeners = this.#masks.get(mask) ?? new Set();
    if (listeners.size === 0) {
      this.#masks.set(mask, listeners);
      this.#send('events', 'subscribe', [mask]);
    }
    listeners.add(listener);
    return () => this.#unsubscribe(mask, listener);
  }

  #unsubscribe(mask, listener) {
    const listeners = this.#masks.get(mask);
    if (listeners?.delete(listener) && listeners.size === 0) {
      this.#masks.delete(mask);
      this.#send('events', 'unsubscribe', [mask]);
    }
  }

  #connect() {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.#url);
      socket.onopen = () => resolve();
      socket.onclose = () => {
        reject(new Error(`Expected a node at ${this.#url}, nobody answers. Is section "dispatcher" configured?`));
        this.#lost();
      };
      socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
      this.#socket = socket;
    });
  }

  #signIn(credentials) {
    return this.#request('auth', { ...credentials, resource: 'console' });
  }

  #lost() {
    for (const { reject } of this.#waiting.values()) {
      reject(new Error('The connection was lost before the answer came'));
    }
    this.#waiting.clear();
    if (this.#credentials) {
      this.#state('lost');
      this.#pauseInMs = Math.min(LONGEST_PAUSE_IN_MS, this.#pauseInMs * 2 || 250);
      setTimeout(() => this.#reopen(), this.#pauseInMs * (0.8 + Math.random() * 0.4));
    } else {
      this.#state('closed');
    }
  }

  async #reopen() {
    try {
      await this.#connect();
      await this.#signIn(this.#credentials);
    } catch (error) {
      if (error instanceof DispatcherError) {
        this.close();
      }
      return;
    }
    this.#pauseInMs = 0;
    if (this.#masks.size > 0) {
      this.#send('events', 'subscribe', [...this.#masks.keys()]);
    }
    this.#state('open');
  }

  #state(state) {
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }

  #request(name, args) {
    return new Promise((resolve, reject) => {
      const id = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
      this.#waiting.set(id, { resolve, reject });
      if (!this.#send('rpc', name, args, id)) {
        this.#waiting.delete(id);
        reject(new Error('There is no connection now; it is being opened again'));
      }
    });
  }

  #send(namespace, name, args, id = null) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify({ namespace, name, id, args }));
    return true;
  }

  #receive({ namespace, name, id, args }) {
    if (namespace === 'events' && name === 'event') {
      this.#deliver(args);
    } else if (namespace === 'events' && name === 'logout') {
      this.close();
    } else if (namespace === 'rpc' && this.#waiting.has(id)) {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      name === 'error' ? reject(new DispatcherError(args)) : resolve(args);
    }
  }

  #deliver(event) {
    for (const [mask, listeners] of this.#masks) {
      if (matches(mask, event.name)) {
        listeners.forEach((listener) => listener(event));
      }
    }
  }
}

/** Whether a glob, in which `*` stands for any text and `?` for one character, matches a name. */
export function matches(mask, name) {
  const pattern = mask.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.').replace(/\[!/g, '[^');
  return new RegExp(`^${pattern}$`, 's').test(name);
}
