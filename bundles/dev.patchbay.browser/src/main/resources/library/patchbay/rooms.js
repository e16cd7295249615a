import { Hook } from './hook.js';

/** The rooms of a page, over all its connections: each new one enters those again that the last one was in. */
export class Rooms {
  /** By name `{ hook, members, isIn }`; the last is whether the node let us in, false only while it is asked. */
  #rooms = new Map();
  #link;
  #log;

  constructor(log) {
    this.#log = log;
  }

  /** Enters a room; resolves to the node's answer. */
  async join(link, name, listener, limits) {
    const room = this.#rooms.get(name) ?? { hook: new Hook(this.#log), members: [], isIn: false };
    this.#rooms.set(name, room);
    const remove = listener ? room.hook.add(listener) : () => {};
    try {
      return await link.call('room.join', { room: name }, { ...limits, heard: (answer) => enter(room, answer) });
    } catch (error) {
      remove();
      if (!room.isIn && this.#rooms.get(name) === room) {
        this.#rooms.delete(name);
      }
      throw error;
    }
  }

  /** Leaves a room; whoever has no connection is in none. */
  async leave(name, limits) {
    const wasIn = this.#rooms.get(name)?.isIn ?? false;
    this.#rooms.delete(name);
    try {
      return this.#link ? await this.#link.call('room.leave', { room: name }, limits) : wasIn;
    } catch (error) {
      if (error.code === 'lost' || error.code === 'unconnected') {
        return wasIn;
      }
      throw error;
    }
  }

  /** Who is in it on all nodes, as told last; nobody when we are not. */
  members(name) {
    return [...(this.#rooms.get(name)?.members ?? [])];
  }

  /** There is a new connection, which is in no room yet; resolves when all have answered. */
  attach(link) {
    this.#link = link;
    return Promise.all([...this.#rooms].map(([name, room]) => this.#return(link, name, room)));
  }

  /** The connection has ended. */
  detach() {
    this.#link = undefined;
  }

  /** What happened in a room. */
  deliver(notice) {
    const room = this.#rooms.get(notice.room);
    if (room && notice.kind === 'present') {
      room.members = notice.present;
    }
    room?.hook.tell(notice);
  }

  async #return(link, name, room) {
    const heard = (answer) => {
      enter(room, answer);
      room.hook.tell({ room: name, kind: 'present', present: answer.present });
    };
    try {
      await link.call('room.join', { room: name }, { heard });
    } catch (error) {
      if (typeof error.code !== 'number') {
        throw error; // the connection has ended; the next one tries again
      }
      this.#log.error(`Room '${name}' could not be entered again: ${error.message}`);
      this.#rooms.delete(name);
      room.hook.tell({ room: name, kind: 'lost', error });
    }
  }
}

function enter(room, { present }) {
  room.isIn = true;
  room.members = present;
}
