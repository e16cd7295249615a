import { PatchbayError } from './error.js';
import { interrupted, limit } from './limit.js';

/** How long a connection may take to open. */
const OPEN_WITHIN_IN_MS = 10_000;

/**
 * JSON-RPC 2.0 over one WebSocket, from its opening to its end. When it ends, whoever ended it, every call that waits
 * fails, `onEnd` is told once, and nothing is told any more.
 */
export class Link {
  #socket;
  #told;
  #heartbeatInMs;
  #timer;
  #hasHeard = false;
  #hasAsked = false;
  #isOver = false;
  #lastId = 0;
  #waiting = new Map();

  /** `told` is `{ onOpen(), onNotification(method, params), onEnd(error), log }`. */
  constructor(socket, told, heartbeatInMs) {
    this.#socket = socket;
    this.#told = told;
    this.#heartbeatInMs = heartbeatInMs;
    const late = () => this.end(new PatchbayError('unreachable', 'it was not open after 10 s'));
    this.#timer = setTimeout(late, OPEN_WITHIN_IN_MS);
    socket.onopen = () => this.#opened();
    socket.onerror = () => this.end(new PatchbayError('unreachable', 'nobody answers there, or it is refused'));
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => this.end(lost(closeText(code, reason), { closeCode: code, reason }));
  }

  /**
   * Calls a method. Rejects with the node's error, or with what kept its answer from coming. `heard` is told the result
   * before any later message is looked at, which the promise cannot say of itself.
   */
  call(method, params, { signal, timeoutInMs, heard } = {}) {
    return new Promise((resolve, reject) => {
      if (this.#isOver) {
        throw new PatchbayError('unconnected', `There is no connection for '${method}' now`);
      }
      if (signal?.aborted) {
        throw interrupted(signal.reason, `'${method}'`);
      }
      const id = ++this.#lastId;
      const text = JSON.stringify({ jsonrpc: '2.0', id, method, params: params ?? undefined });
      const passed = (reason) => this.#take(id)?.reject(interrupted(reason, `'${method}'`));
      this.#waiting.set(id, { resolve, reject, heard, release: limit(signal, timeoutInMs, passed) });
      this.#socket.send(text);
    });
  }

  /** Ends it, for the reason given; harmless when it is over. */
  end(error) {
    if (this.#isOver) {
      return;
    }
    this.#isOver = true;
    clearInterval(this.#timer); // which is the same as clearTimeout
    this.#socket.onopen = this.#socket.onerror = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    [...this.#waiting.keys()].forEach((id) => this.#take(id).reject(error));
    this.#told.onEnd(error);
  }

  #opened() {
    clearTimeout(this.#timer);
    this.#socket.onerror = null; // a close follows from now on, and says more
    if (this.#heartbeatInMs > 0) {
      this.#timer = setInterval(() => this.#beat(), this.#heartbeatInMs);
    }
    this.#told.onOpen();
  }

  /** A page is not told of the node's pings, and a connection may break without a word; so ask when it is silent. */
  #beat() {
    if (this.#hasHeard) {
      this.#hasHeard = false;
    } else if (this.#hasAsked) {
      this.end(lost(`nothing was heard for ${2 * this.#heartbeatInMs} ms`));
    } else {
      this.#hasAsked = true;
      this.call('session.whoami').catch(() => {}); // any answer will do, and the end is told elsewhere
    }
  }

  #receive(text) {
    this.#hasHeard = true;
    this.#hasAsked = false;
    let message;
    try {
      message = JSON.parse(text);
    } catch (error) {
      const got = String(text).slice(0, 100);
      this.end(new PatchbayError('malformed', `Expected JSON from the node, got ${got}`, { data: text, cause: error }));
      return;
    }
    if (message?.method !== undefined) {
      this.#told.onNotification(message.method, message.params);
    } else {
      this.#answered(message);
    }
  }

  #answered(message) {
    const waiting = this.#take(message?.id);
    if (waiting && message.error) {
      waiting.reject(errorOf(message.error));
    } else if (waiting) {
      waiting.heard?.(message.result);
      waiting.resolve(message.result);
    } else if (message?.error) {
      this.#told.log.error(`The node could not read a message: ${message.error.message}`);
    }
  }

  #take(id) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.release();
    return waiting;
  }
}

function errorOf({ code, message, data }) {
  return new PatchbayError(code, message, { data });
}

function lost(why, data) {
  return new PatchbayError('lost', `The connection was lost: ${why}`, { data });
}

function closeText(code, reason) {
  return `it was closed with ${code}${reason ? `, ${reason}` : ''}`;
}
