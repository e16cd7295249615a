import { PatchbayError } from './error.js';
import { Hook, safely } from './hook.js';
import { interrupted, limit } from './limit.js';

/** How long nothing queued is left alone before the next look. */
const LOOK_AGAIN_IN_MS = 50;

/** The pause after a failure. */
const PAUSE_IN_MS = 500;

const NOT_FOUND = 404;

/** For the gateway: makes an endpoint that is lost ask for nothing until it is alive, even when nobody else asks. */
export const PROBE = Symbol('probe');

/**
 * One service behind a gateway. Its loop sends what is queued as one POST; `gateway.close()` ends it. Commands that
 * failed are not repeated, only the loop goes on.
 */
export class Endpoint {
  #name;
  #url;
  #transport;
  #queue = [];
  #isAlive;
  #failure;
  #probes = new Set();
  #timer;
  #alive;
  #dead;

  /** `transport` is `{ fetch, log, timeoutInMs, closing }`; the last is the AbortSignal of the gateway's end. */
  constructor(name, url, transport) {
    this.#name = name;
    this.#url = url;
    this.#transport = transport;
    this.#alive = new Hook(transport.log);
    this.#dead = new Hook(transport.log);
    transport.closing.addEventListener('abort', () => this.#close());
    this.#look();
  }

  get name() {
    return this.#name;
  }

  get url() {
    return this.#url;
  }

  /** How the newest round ended; undefined before the first. */
  get isAlive() {
    return this.#isAlive;
  }

  /** Why the newest round failed; undefined when it did not. */
  get failure() {
    return this.#failure;
  }

  /** Calls the listener after each round that was answered; the returned function ends that. */
  onAlive(listener) {
    return this.#alive.add(listener);
  }

  /** Calls the listener after each round that failed, with the error; the returned function ends that. */
  onDead(listener) {
    return this.#dead.add(listener);
  }

  /** Queues a command; it is sent with all others that are queued when the loop looks next, at most 50 ms later. */
  deferQuery(command, ok, err) {
    if (this.#transport.closing.aborted) {
      safely(this.#transport.log, err, closed(this.#url));
      return;
    }
    this.#queue.push({ command, ok, err });
  }

  /** Queues a command and sends all that is queued now, even while an earlier POST is not answered. */
  forceQuery(command, ok, err) {
    this.deferQuery(command, ok, err);
    this.runQueries();
  }

  /** Sends all that is queued now; the callbacks are the round's, after those of its commands. */
  runQueries(ok, err) {
    this.#round(this.#take()).then(
      (results) => safely(this.#transport.log, ok, results),
      (error) => safely(this.#transport.log, err, error));
  }

  /** `deferQuery` as a promise of the result; undefined when the service answers without one. */
  query(command) {
    return new Promise((resolve, reject) => this.deferQuery(command, resolve, reject));
  }

  /** Until the returned function is called. */
  [PROBE]() {
    const probe = {};
    this.#probes.add(probe);
    return () => {
      this.#probes.delete(probe);
    };
  }

  #look() {
    const mayProbe = this.#probes.size > 0 && isLost(this);
    if (this.#queue.length === 0 && !mayProbe) {
      this.#lookAfter(LOOK_AGAIN_IN_MS);
      return;
    }
    this.#round(this.#take(), mayProbe).then(
      () => this.#lookAfter(0),
      () => this.#lookAfter(PAUSE_IN_MS));
  }

  #lookAfter(ms) {
    if (!this.#transport.closing.aborted) {
      this.#timer = setTimeout(() => this.#look(), ms);
    }
  }

  #take() {
    return this.#queue.splice(0);
  }

  async #round(round, isProbe = false) {
    if (round.length === 0 && !isProbe) {
      return [];
    }
    let answers;
    try {
      answers = await this.#post(round.map(({ command }) => command));
    } catch (error) {
      this.#failed(round, error);
      throw error;
    }
    this.#isAlive = true;
    this.#failure = undefined;
    round.forEach((query, i) => this.#answer(query, answers[i]));
    this.#alive.tell();
    return answers;
  }

  #answer({ command, ok, err }, answer) {
    const { log } = this.#transport;
    if (answer?.success) {
      safely(log, ok, answer.result);
      return;
    }
    const error = refused(answer);
    log.error(`'${this.#name}' refused ${JSON.stringify(command)}: ${error.message}`);
    safely(log, err, error);
  }

  #failed(round, error) {
    const { log, closing } = this.#transport;
    const isNews = this.#isAlive !== false && !closing.aborted;
    this.#isAlive = false;
    this.#failure = error;
    if (isNews) {
      log.error(error.message);
    }
    round.forEach(({ err }) => safely(log, err, error));
    if (!closing.aborted) {
      this.#dead.tell(error);
    }
  }

  async #post(commands) {
    const { response, text } = await this.#exchange(JSON.stringify(commands));
    if (!response.ok) {
      throw new PatchbayError('http', `${this.#url} answered ${response.status} ${response.statusText}`.trim(),
        { data: { status: response.status, text } });
    }
    const answers = parse(this.#url, text);
    if (!Array.isArray(answers) || answers.length !== commands.length) {
      throw malformed(this.#url, `an array of ${commands.length} answers`, answers);
    }
    return answers;
  }

  async #exchange(body) {
    const { fetch, closing, timeoutInMs } = this.#transport;
    const end = new AbortController();
    const release = limit(closing, timeoutInMs, (reason) => end.abort(reason));
    const request = { method: 'POST', headers: { 'Content-Type': 'text/json' }, body, signal: end.signal };
    try {
      const response = await fetch(this.#url, request);
      const text = await response.text();
      return { response, text };
    } catch (error) {
      throw this.#explain(error, end.signal);
    } finally {
      release();
    }
  }

  #explain(error, { aborted, reason }) {
    if (this.#transport.closing.aborted) {
      return closed(this.#url);
    }
    return aborted
      ? interrupted(reason, `A POST to ${this.#url}`)
      : new PatchbayError('unreachable', `Nobody answers at ${this.#url}: ${error.message}`, { cause: error });
  }

  #close() {
    clearTimeout(this.#timer);
    const error = closed(this.#url);
    this.#take().forEach(({ err }) => safely(this.#transport.log, err, error));
  }
}

/** Whether the connection to an endpoint is lost; one the gateway does not have never had any. */
export function isLost({ failure }) {
  return failure !== undefined && !(failure.code === 'http' && failure.data.status === NOT_FOUND);
}

function parse(url, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(url, 'JSON', text);
  }
}

function malformed(url, expected, data) {
  const got = (typeof data === 'string' ? data : JSON.stringify(data)).slice(0, 100);
  return new PatchbayError('malformed', `Expected ${expected} from ${url}, got ${got}`, { data });
}

function refused(answer) {
  const text = typeof answer?.error === 'string' ? answer.error : JSON.stringify(answer);
  return new PatchbayError('refused', text, { data: answer });
}

function closed(url) {
  return new PatchbayError('closed', `The gateway of ${url} has been closed`);
}
