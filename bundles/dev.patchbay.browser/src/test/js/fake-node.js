import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { compileMask } from '../../main/resources/library/patchbay/mask.js';

const TEXT = 1;
const CLOSE = 8;
const NOBODY = { id: null, username: '', roles: [] };

/**
 * A node at `/rpc`, as docs/protocol-jsonrpc.md tells it, over real WebSockets on a free port: it keeps its newest
 * events and answers as the test says.
 */
export class FakeNode {
  /** Each request as `[method, params]`, in the order they came. */
  requests = [];
  connections = new Set();
  users = new Map([['zoes-token', { id: '7', username: 'zoe', roles: ['lab'] }]]);
  keptEvents = 4096;

  /** By name `(params, connection) => result`; what is thrown is the error, a promise that stays open no answer. */
  methods = {
    'session.login': ({ token, username }, connection) => {
      connection.user = this.users.get(token ?? username) ?? fail(-32004, 'Nobody is known by this token');
      return connection.user;
    },
    'session.whoami': (params, connection) => connection.user,
    'event.subscribe': (params, connection) => this.#subscribe(params, connection),
    'event.unsubscribe': ({ masks }, connection) => {
      masks.forEach((mask) => connection.masks?.delete(mask));
      return this.#subscriptionOf(connection, true);
    },
    'room.join': ({ room }, connection) => {
      connection.rooms.add(room);
      return { cid: randomUUID(), room, present: this.present(room) };
    },
    'room.leave': ({ room }, connection) => connection.rooms.delete(room),
    'room.say': ({ room, data, task = 'say' }, connection) => {
      connection.rooms.has(room) || fail(-32007, `This connection is not in room '${room}'; join it first`);
      this.tell({ room, kind: 'said', task, data: { from: connection.user.username, data } });
      return null;
    },
  };

  static async start(port = 0) {
    const node = new FakeNode();
    await node.listen(port);
    return node;
  }

  async listen(port = this.port) {
    this.#beginLife();
    this.server = createServer().on('upgrade', (request, socket) => this.#accept(request, socket));
    await new Promise((resolve) => { this.server.listen(port, '127.0.0.1', resolve); });
    this.port = this.server.address().port;
    this.url = `ws://127.0.0.1:${this.port}/rpc`;
  }

  /** Who was on the way while it stopped would keep it from its end. */
  #accept(request, socket) {
    if (this.server.listening) {
      new Connection(this, request, socket);
    } else {
      socket.destroy();
    }
  }

  /** Numbers begin anew, and what was kept is gone. */
  #beginLife() {
    this.epoch = randomUUID();
    this.seq = 0;
    this.events = [];
  }

  async stop() {
    const closed = new Promise((resolve) => { this.server.close(resolve); });
    this.drop();
    await closed;
  }

  /** Breaks all connections without a word. */
  drop() {
    this.connections.forEach(({ socket }) => socket.destroy());
  }

  publish(name, data = {}) {
    const event = { name, data, seq: ++this.seq, time: new Date().toISOString() };
    this.events = [...this.events, event].slice(-this.keptEvents);
    this.connections.forEach((connection) => connection.hear(event));
  }

  tell(notice) {
    [...this.connections].filter(({ rooms }) => rooms.has(notice.room)).forEach((each) => each.notify('room', notice));
  }

  present(room) {
    return [...this.connections].filter(({ rooms, user }) => rooms.has(room) && user.id !== null)
      .map(({ user }) => ({ username: user.username, node: 'west' }));
  }

  /** The params of all requests for a method. */
  paramsOf(method) {
    return this.requests.filter(([name]) => name === method).map(([, params]) => params);
  }

  #subscribe({ masks, since, epoch }, connection) {
    const isFirst = connection.masks === undefined;
    if (since !== undefined && !isFirst) {
      fail(-32602, "Invalid params: expected 'since' in the first subscription of a connection only");
    }
    const isOfAnotherLife = since > this.seq || (since !== undefined && epoch !== this.epoch);
    const oldest = this.events[0]?.seq ?? this.seq + 1;
    connection.masks ??= new Set();
    masks.forEach((mask) => connection.masks.add(mask));
    const missed = since === undefined ? [] : this.events.filter(({ seq }) => isOfAnotherLife || seq > since);
    queueMicrotask(() => missed.forEach((event) => connection.hear(event)));
    return this.#subscriptionOf(connection, since === undefined || (!isOfAnotherLife && since >= oldest - 1));
  }

  #subscriptionOf(connection, complete) {
    return { masks: [...connection.masks ?? []].sort(), seq: this.seq, epoch: this.epoch, complete };
  }
}

/** Fails a call of the node. */
export function fail(code, message, data) {
  throw Object.assign(new Error(message), { code, data });
}

/** One WebSocket of the node (RFC 6455); only what browsers send in a test is understood. */
class Connection {
  user = NOBODY;
  masks;
  rooms = new Set();
  #node;
  #input = Buffer.alloc(0);

  constructor(node, request, socket) {
    this.#node = node;
    this.socket = socket;
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
      + `Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
    node.connections.add(this);
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end()); // Node leaves the sockets of HTTP half open
    socket.on('close', () => node.connections.delete(this));
  }

  hear(event) {
    if ([...this.masks ?? []].some((mask) => compileMask(mask)(event.name))) {
      this.notify('event', event);
    }
  }

  notify(method, params) {
    this.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  send(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  close(code, reason) {
    const content = Buffer.alloc(2 + reason.length);
    content.writeUInt16BE(code);
    content.write(reason, 2);
    this.#write(CLOSE, content);
  }

  #write(opcode, content) {
    const head = Buffer.alloc(content.length < 126 ? 2 : 4);
    head[0] = 0x80 | opcode;
    head[1] = Math.min(content.length, 126);
    if (head.length === 4) {
      head.writeUInt16BE(content.length, 2);
    }
    this.socket.write(Buffer.concat([head, content]));
  }

  #read(bytes) {
    this.#input = Buffer.concat([this.#input, bytes]);
    for (let frame = this.#frame(); frame; frame = this.#frame()) {
      if (frame.opcode === TEXT) {
        this.#receive(JSON.parse(frame.content));
      } else if (frame.opcode === CLOSE) {
        this.#write(CLOSE, frame.content);
        this.socket.end();
      }
    }
  }

  #frame() {
    const input = this.#input;
    const isLong = (input[1] & 0x7f) === 126;
    const start = isLong ? 8 : 6;
    if (input.length < start) {
      return undefined;
    }
    const length = isLong ? input.readUInt16BE(2) : input[1] & 0x7f;
    if (input.length < start + length) {
      return undefined;
    }
    const mask = input.subarray(start - 4, start);
    const content = Buffer.from(input.subarray(start, start + length).map((byte, i) => byte ^ mask[i % 4]));
    this.#input = input.subarray(start + length);
    return { opcode: input[0] & 0x0f, content };
  }

  async #receive({ id, method, params }) {
    this.#node.requests.push([method, params]);
    try {
      const work = this.#node.methods[method] ?? (() => fail(-32601, `No method ${method}`));
      const result = work(params, this);
      this.#answer({ id, result: result instanceof Promise ? await result : result });
    } catch ({ code, message, data }) {
      this.#answer({ id, error: { code, message, data } });
    }
  }

  #answer(answer) {
    this.send(JSON.stringify({ jsonrpc: '2.0', ...answer }));
  }
}
