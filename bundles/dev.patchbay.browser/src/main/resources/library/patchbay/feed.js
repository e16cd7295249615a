import { PatchbayError } from './error.js';
import { safely } from './hook.js';
import { compileMask } from './mask.js';

/**
 * The events of a page, over all its connections. It remembers which event it saw last, and in which life of the node;
 * the first thing each new connection asks for is what came after that.
 *
 * Each listener hears what is published after the node accepted its masks, and each event once.
 */
export class Feed {
  #subscriptions = new Set();
  #link;
  #log;
  #onGap;

  /** `{ epoch, seq }` of the event seen last; undefined while nobody listens. */
  #position;

  constructor(log, onGap) {
    this.#log = log;
    this.#onGap = onGap;
  }

  /** Listens until the returned function is called; its `ready` is a promise of the node's consent. */
  subscribe(masks, listener) {
    const subscription = new Subscription(masks, listener);
    this.#subscriptions.add(subscription);
    if (this.#link) {
      this.#begin(subscription);
    }
    const unsubscribe = () => this.#unsubscribe(subscription);
    unsubscribe.ready = subscription.ready;
    return unsubscribe;
  }

  /** There is a new connection, on which nothing is subscribed yet. What it returns is to be waited for. */
  attach(link) {
    this.#link = link;
    const all = [...this.#subscriptions];
    const accepted = all.filter(({ begin }) => begin);
    const resumed = accepted.length > 0 ? this.#resume(accepted) : this.#forget();
    all.filter(({ begin }) => !begin).forEach((each) => this.#begin(each));
    return resumed;
  }

  /** The connection has ended. */
  detach() {
    this.#link = undefined;
  }

  /** No connection will come any more; who waits for consent is told why. */
  close(error) {
    this.#subscriptions.forEach((each) => each.refuse(error));
    this.#subscriptions.clear();
  }

  /** An event from the node; they come in the order of their numbers. */
  deliver(event) {
    const position = this.#position;
    if (!position || event.seq <= position.seq) {
      return;
    }
    position.seq = event.seq;
    for (const each of [...this.#subscriptions]) {
      if (this.#subscriptions.has(each) && each.hears(event, position.epoch)) {
        safely(this.#log, each.listener, event);
      }
    }
  }

  /** Nobody is owed anything: whoever listens next does not ask for what came before. */
  #forget() {
    this.#position = undefined;
  }

  #resume(accepted) {
    const { epoch, seq } = this.#position;
    const heard = (answer) => this.#resumed({ epoch, seq }, answer);
    return this.#link.call('event.subscribe', { masks: masksOf(accepted), since: seq, epoch }, { heard });
  }

  #resumed(since, answer) {
    const isRestart = answer.epoch !== since.epoch;
    if (isRestart && this.#position) {
      this.#position = { epoch: answer.epoch, seq: 0 };
    }
    if (!answer.complete && this.#position) {
      this.#onGap.tell({ since, epoch: answer.epoch, seq: answer.seq, isRestart });
    }
  }

  #begin(subscription) {
    const heard = (answer) => this.#accepted(subscription, answer);
    this.#link.call('event.subscribe', { masks: subscription.masks }, { heard }).catch((error) => {
      if (isRefusal(error)) {
        this.#subscriptions.delete(subscription);
        subscription.refuse(error);
        this.#log.error(`The node refused to subscribe to ${subscription.masks.join(', ')}: ${error.message}`);
      } // otherwise the next connection tries again
    });
  }

  #accepted(subscription, { epoch, seq }) {
    if (this.#subscriptions.has(subscription)) {
      subscription.accept({ epoch, seq });
      this.#position ??= { epoch, seq };
    }
  }

  #unsubscribe(subscription) {
    if (!this.#subscriptions.delete(subscription)) {
      return;
    }
    subscription.refuse(new PatchbayError('aborted', 'It was unsubscribed before the node had consented'));
    if (this.#subscriptions.size === 0) {
      this.#forget();
    }
    const wanted = new Set(masksOf(this.#subscriptions));
    const masks = subscription.masks.filter((mask) => !wanted.has(mask));
    if (masks.length > 0) {
      this.#link?.call('event.unsubscribe', { masks }).catch((error) => this.#couldNotUnsubscribe(masks, error));
    }
  }

  #couldNotUnsubscribe(masks, error) {
    if (isRefusal(error)) {
      this.#log.error(`The node refused to unsubscribe from ${masks.join(', ')}: ${error.message}`);
    } // otherwise the connection is gone, and with it the subscription
  }
}

/** One listener with its masks. */
class Subscription {
  #tests;
  #consented;
  #refused;

  /** The node's newest event when it accepted the masks; what is older is not for this listener. */
  begin;

  constructor(masks, listener) {
    this.masks = [...new Set(typeof masks === 'string' ? [masks] : masks)];
    if (!this.masks.every((mask) => typeof mask === 'string') || typeof listener !== 'function') {
      throw new TypeError("Expected masks and a listener, as in subscribe(['lamp.*'], (event) => …)");
    }
    this.listener = listener;
    this.#tests = this.masks.map(compileMask);
    this.ready = new Promise((resolve, reject) => {
      this.#consented = resolve;
      this.#refused = reject;
    });
    this.ready.catch(() => {}); // not everybody asks
  }

  accept(begin) {
    this.begin = begin;
    this.#consented();
  }

  /** Harmless when it was accepted. */
  refuse(error) {
    this.#refused(error);
  }

  hears({ name, seq }, epoch) {
    const isOld = !this.begin || (this.begin.epoch === epoch && seq <= this.begin.seq);
    return !isOld && this.#tests.some((matches) => matches(name));
  }
}

/** Whether the node itself said no. */
function isRefusal({ code }) {
  return typeof code === 'number';
}

function masksOf(subscriptions) {
  return [...new Set([...subscriptions].flatMap(({ masks }) => masks))];
}
