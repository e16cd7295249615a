// Asks for the wall clock again and again, over a socket.

import { Exchange } from './clock.js';
import { decodeResponse, encodeRequest, ticketOf } from './wire.js';

const LONGEST_WAIT_IN_MS = 2_000;

/** Knows which requests are under way, and makes an exchange of each answer. */
export class WallClockPoll {
  #clock;
  #now;
  #own;
  #sentAt = new Map();

  /**
   * @param clock told of each exchange
   * @param now our clock, in milliseconds
   * @param own how exact it is: `{ precision, maxErrorInPpm }`
   */
  constructor(clock, now, own) {
    this.#clock = clock;
    this.#now = now;
    this.#own = own;
  }

  /** Sends a request. @param send takes it, and says whether it could be sent */
  ask(send) {
    const sentAt = this.#now();
    for (const [ticket, before] of this.#sentAt) {
      if (sentAt - before > LONGEST_WAIT_IN_MS) {
        this.#sentAt.delete(ticket);
      }
    }
    const request = encodeRequest(sentAt);
    if (send(request)) {
      this.#sentAt.set(ticketOf(request), sentAt);
    }
  }

  /**
   * Takes what was received. Answers the exchange, whether it is the one in use from now on, and by how much the offset it
   * measured is more than the one in use until now, NaN for the first; undefined for an answer that nobody waits for.
   * Throws for what is no answer.
   */
  answer(buffer) {
    const t4 = this.#now();
    const { receive: t2, transmit: t3, precision, maxErrorInPpm } = decodeResponse(buffer);
    const ticket = ticketOf(buffer);
    const t1 = this.#sentAt.get(ticket);
    if (t1 === undefined) {
      return undefined;
    }
    this.#sentAt.delete(ticket);
    const exchange = new Exchange({ t1, t2, t3, t4, precision, maxErrorInPpm }, this.#own);
    const surprise = exchange.offset - this.#clock.offset;
    return { exchange, isAdopted: this.#clock.take(exchange, t4), surprise };
  }

  /** What is under way will not be answered. */
  forget() {
    this.#sentAt.clear();
  }
}
