// The chat page: one connection to the node it came from, at /rpc; the nodes pass everything on to one another.

const element = (id) => document.getElementById(id);
const seen = new Set();
let link = null;
let me = null;
let shownRooms = '';
let room = decodeURIComponent(location.hash.slice(1)) || 'Lobby';

/** JSON-RPC 2.0 over a WebSocket; what it calls fails when the connection ends. */
class Link {
  #socket;
  #waiting = new Map();
  #lastId = 0;

  constructor(url, { opened, notified, closed }) {
    this.#socket = new WebSocket(url);
    this.#socket.onopen = opened;
    this.#socket.onmessage = ({ data }) => this.#take(JSON.parse(data), notified);
    this.#socket.onclose = () => {
      this.#waiting.forEach(({ reject }) => reject(new Error('The connection has ended')));
      this.#waiting.clear();
      closed();
    };
  }

  call(method, params) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  #take(message, notified) {
    if (message.method) {
      notified(message.method, message.params);
      return;
    }
    const { resolve, reject } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) {
      reject(new Error(message.error.message));
    } else {
      resolve(message.result);
    }
  }
}

/** Keeps a connection up; waits longer after each failure, and never as long as the page beside it. */
function connect(failures = 0) {
  let wasOpen = false;
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
  link = new Link(url, {
    opened: () => {
      wasOpen = true;
      comeIn().catch(refuse);
    },
    notified: (method, params) => method === 'room' && hear(params),
    closed: () => {
      const failed = wasOpen ? 0 : failures + 1;
      const wait = Math.min(10_000, 250 * 2 ** failed) * (0.5 + Math.random() / 2);
      showConnection('reconnecting …', false);
      setTimeout(() => connect(failed), wait);
    },
  });
}

async function comeIn() {
  const guest = await link.call('chat.enter', { name: me });
  await link.call('session.login', { token: guest.token });
  element('door').hidden = true;
  element('chat').hidden = false;
  showConnection(`${guest.name} on ${guest.node}`, true);
  await enter(room);
  element('text').focus();
}

function refuse(error) {
  element('refusal').textContent = error.message;
}

async function enter(next) {
  if (next !== room) {
    await link.call('room.leave', { room });
  }
  room = next;
  history.replaceState(null, '', `#${encodeURIComponent(room)}`);
  const { present } = await link.call('room.join', { room });
  const messages = await link.call('chat.history', { room });
  element('room-name').textContent = room;
  seen.clear();
  element('messages').replaceChildren();
  if (messages.length === 0) {
    element('messages').append(item('nothing', 'Nobody has said anything yet.'));
  }
  messages.forEach(show);
  showPresent(present);
  await showRooms();
}

function hear(notice) {
  if (notice.room !== undefined && notice.room !== room) {
    return;
  }
  if (notice.kind === 'said' && notice.task === 'chat' && notice.data.room === room) {
    show(notice.data);
  } else if (notice.kind === 'present') {
    showPresent(notice.present);
    showRooms().catch(refuse);
  }
}

function item(kind, text) {
  const line = document.createElement('li');
  line.className = kind;
  line.textContent = text;
  return line;
}

function show(message) {
  if (seen.has(message.id)) {
    return;
  }
  seen.add(message.id);
  const list = element('messages');
  list.querySelector('.nothing')?.remove();
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const line = document.createElement('li');
  line.classList.toggle('mine', message.from === me);
  const from = document.createElement('p');
  from.className = 'from';
  from.textContent = message.from;
  const when = document.createElement('small');
  when.textContent = `${new Date(message.time).toLocaleTimeString([], { timeStyle: 'short' })} · ${message.node}`;
  from.append(when);
  const text = document.createElement('p');
  text.textContent = message.text;
  line.append(from, text);
  list.append(line);
  if (isAtEnd) {
    line.scrollIntoView({ block: 'end' });
  }
}

function showPresent(present) {
  element('present-count').textContent = present.length;
  element('present').replaceChildren(
    ...present.map(({ username, node }) => {
      const line = item('', username);
      const where = document.createElement('small');
      where.textContent = node;
      line.append(where);
      return line;
    }),
  );
}

async function showRooms() {
  const rooms = await link.call('chat.rooms', {});
  if (!rooms.some(({ name }) => name === room)) {
    rooms.push({ name: room, present: 1 });
  }
  const shown = JSON.stringify([room, rooms]);
  if (shown === shownRooms) {
    return; // whoever is on a button stays on it
  }
  shownRooms = shown;
  element('rooms').replaceChildren(
    ...rooms.map(({ name, present }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name;
      const count = document.createElement('small');
      count.textContent = present || '';
      button.append(count);
      button.toggleAttribute('aria-current', name === room);
      button.onclick = () => enter(name).catch(refuse);
      const line = document.createElement('li');
      line.append(button);
      return line;
    }),
  );
}

function showConnection(text, isOpen) {
  element('connection').textContent = text;
  element('connection').classList.toggle('open', isOpen);
}

element('door').onsubmit = (event) => {
  event.preventDefault();
  me = element('name').value.trim();
  if (link) {
    comeIn().catch(refuse);
  } else {
    connect();
  }
};

element('say').onsubmit = async (event) => {
  event.preventDefault();
  const text = element('text').value;
  element('text').value = '';
  try {
    show(await link.call('chat.say', { room, text }));
  } catch {
    element('text').value = text; // nothing that was written is lost
  }
};

element('new-room').onsubmit = (event) => {
  event.preventDefault();
  const name = element('new-room-name').value.trim();
  element('new-room').reset();
  if (name) {
    enter(name).catch(refuse);
  }
};

// other rooms fill and empty without anybody telling this page
setInterval(() => element('chat').hidden || showRooms().catch(() => {}), 5_000);
