// A WebSocket that is opened again whenever it is lost.

const FIRST_PAUSE_IN_MS = 250;
const LONGEST_PAUSE_IN_MS = 5_000;

export class LastingSocket {
  #url;
  #listener;
  #make;
  #later;
  #socket = null;
  #failures = 0;
  #isEnded = false;

  /**
   * @param url where to
   * @param listener `{ opened(), received(data), closed() }`, each may be missing
   * @param make makes a WebSocket
   * @param later calls back after so many milliseconds
   */
  constructor(url, listener, make = (to) => new WebSocket(to), later = (...args) => setTimeout(...args)) {
    this.#url = url;
    this.#listener = listener;
    this.#make = make;
    this.#later = later;
    this.#open();
  }

  /** Whether it was sent: what cannot be sent now is not sent at all. */
  send(data) {
    const isOpen = this.#socket?.readyState === 1;
    if (isOpen) {
      this.#socket.send(data);
    }
    return isOpen;
  }

  /** Ends it for good; nobody is told any more. */
  close() {
    this.#isEnded = true;
    this.#socket?.close();
  }

  #open() {
    if (this.#isEnded) {
      return;
    }
    const socket = this.#make(this.#url);
    let wasOpen = false;
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wasOpen = true;
      this.#failures = 0;
      this.#tell('opened');
    };
    socket.onmessage = ({ data }) => this.#tell('received', data);
    socket.onclose = () => {
      if (wasOpen) {
        this.#tell('closed');
      }
      this.#later(() => this.#open(), Math.min(LONGEST_PAUSE_IN_MS, FIRST_PAUSE_IN_MS * 2 ** this.#failures++));
    };
  }

  #tell(happened, data) {
    if (!this.#isEnded) {
      this.#listener[happened]?.(data);
    }
  }
}
