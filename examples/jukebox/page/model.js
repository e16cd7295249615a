// What the page knows of the queue, from answers of the service and from events. No network, no DOM.

const QUEUE = 'queue';

export class Model {
  #now;
  #modules = new Map();
  #order = [];
  #background;

  /** Events since a refresh was asked for: its answer may be older than they are. Null while none is under way. */
  #since = null;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** The modules in their order; the first one plays. */
  get queue() {
    return this.#order.map((uid) => this.#modules.get(uid));
  }

  /** What is to be seen now: the first of the queue, else the background; undefined for nothing. */
  get current() {
    return this.queue[0] ?? this.background;
  }

  get background() {
    return this.#modules.get(this.#background);
  }

  /** All is about to be asked anew. */
  beginRefresh() {
    this.#since ??= [];
  }

  /** What came of it: the answers to `queue` and `bg`, or nothing when it failed. */
  endRefresh(queue, background) {
    const since = this.#since ?? [];
    this.#since = null;
    if (queue) {
      this.#replace(queue, background);
      since.forEach((event) => this.hear(event));
    }
  }

  /** An event of the node. Returns whether all has to be asked anew. */
  hear(event) {
    const { name, data } = event;
    if (data.in !== QUEUE) {
      return false;
    }
    this.#since?.push(event);
    if (name !== 'module.parameters') {
      return true;
    }
    this.#take(data);
    return false;
  }

  /** Where a module is: `{ time, duration }` in seconds, the time as it goes on; undefined when it does not say. */
  progressOf({ parameters: { time, duration, state }, heardAt }) {
    if (typeof time !== 'number' || !(duration > 0)) {
      return undefined;
    }
    const passed = state === 'playing' ? (this.#now() - heardAt) / 1000 : 0;
    return { time: Math.min(duration, time + passed), duration };
  }

  /** The uids to be told to `mv` so that a module comes one place earlier. */
  orderWithEarlier(uid) {
    const index = this.#order.indexOf(uid);
    return index < 1 ? [] : [...this.#order.slice(0, index - 1), uid, this.#order[index - 1]];
  }

  #replace(queue, background) {
    this.#order = queue.map(({ uid }) => uid);
    this.#background = background?.uid;
    const all = background ? [...queue, background] : queue;
    const heardAt = this.#now();
    this.#modules = new Map(all.map(({ uid, type, parameters = {} }) => [uid, { uid, type, parameters, heardAt }]));
  }

  #take({ uid, set = {}, unset = [] }) {
    const module = this.#modules.get(uid);
    if (!module) {
      return; // it is about to be added, and then all is asked anew
    }
    module.parameters = { ...module.parameters, ...set };
    unset.forEach((name) => delete module.parameters[name]);
    module.heardAt = 'time' in set ? this.#now() : module.heardAt;
  }
}
