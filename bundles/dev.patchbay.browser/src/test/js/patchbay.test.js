import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { Patchbay, PatchbayError } from '../../main/resources/library/patchbay.js';
import { FakeLog } from './fake-fetch.js';
import { FakeNode, fail } from './fake-node.js';
import { until } from './until.js';

const IN_TIME = { timeout: 20_000 };
const AT_ONCE = { opened() {}, pauseInMs: () => 0 };
const NEVER = new Promise(() => {});

let node;
let log;
let patchbay;

beforeEach(async () => {
  node = await FakeNode.start();
  log = new FakeLog();
});

afterEach(async () => {
  patchbay?.close();
  patchbay = undefined;
  await node.stop();
  log.assertNoneFailed();
});

async function connect(options) {
  patchbay = await Patchbay.connect({ url: node.url, log, backoff: AT_ONCE, ...options });
  return patchbay;
}

/** Breaks the connection and waits for the next. */
async function breakAndReturn() {
  const returned = new Promise((resolve) => { patchbay.onOpen(resolve); });
  node.drop();
  return returned;
}

// ---- calls

test('a call passes its parameters and its result', IN_TIME, async () => {
  await connect();
  node.methods['clock.now'] = (params) => params;
  assert.deepEqual(await patchbay.call('clock.now', ['Europe/Berlin']), ['Europe/Berlin']);
  assert.deepEqual(await patchbay.call('clock.now', { zone: 'Asia/Tokyo' }), { zone: 'Asia/Tokyo' });
  node.methods['clock.none'] = (params) => [params === undefined];
  assert.deepEqual(await patchbay.call('clock.none'), [true]);
  assert.deepEqual(await patchbay.call('clock.none', null), [true]);
});

test('a refused call rejects with the node\'s code, message and data', IN_TIME, async () => {
  await connect();
  node.methods['clock.set'] = () => fail(-32602, 'It does not match', [{ path: '/zone' }]);
  await assert.rejects(patchbay.call('clock.set'), (error) => {
    assert.ok(error instanceof PatchbayError);
    assert.deepEqual([error.code, error.message, error.data], [-32602, 'It does not match', [{ path: '/zone' }]]);
    return true;
  });
});

test('answers may overtake one another', IN_TIME, async () => {
  await connect();
  let release;
  node.methods['slow.one'] = () => new Promise((resolve) => { release = resolve; });
  node.methods['fast.one'] = () => 'fast';
  const slow = patchbay.call('slow.one');
  assert.equal(await patchbay.call('fast.one'), 'fast');
  release('slow');
  assert.equal(await slow, 'slow');
});

test('a task tells the node how long it may take', IN_TIME, async () => {
  await connect();
  node.methods['task.run'] = (params) => params;
  assert.deepEqual(await patchbay.task('hello', { name: 'Ada' }), { name: 'hello', data: { name: 'Ada' } });
  const limited = await patchbay.task('hello', null, { timeoutInMs: 50 });
  assert.deepEqual(limited, { name: 'hello', data: null, timeLimitInMs: 50 });
});

test('a time limit ends the waiting, and the late answer harms nobody', IN_TIME, async () => {
  await connect();
  let release;
  node.methods['slow.one'] = () => new Promise((resolve) => { release = resolve; });
  await assert.rejects(patchbay.call('slow.one', [], { timeoutInMs: 20 }), { code: 'timeout' });
  release('late');
  assert.equal((await patchbay.whoami()).username, '');
  assert.deepEqual(log.errors, []);
});

test('a signal ends the waiting', IN_TIME, async () => {
  await connect();
  node.methods['slow.one'] = () => NEVER;
  const abort = new AbortController();
  const waiting = assert.rejects(patchbay.call('slow.one', [], { signal: abort.signal }), { code: 'aborted' });
  abort.abort();
  await waiting;
  await assert.rejects(patchbay.call('slow.one', [], { signal: abort.signal }), { code: 'aborted' });
  await assert.rejects(patchbay.call('slow.one', [], { signal: AbortSignal.timeout(10) }), { code: 'timeout' });
  await patchbay.whoami();
  assert.equal(node.paramsOf('slow.one').length, 2, 'what is aborted before is not sent');
});

test('a signal that outlives its call is left alone', IN_TIME, async () => {
  await connect();
  const { signal } = new AbortController();
  await patchbay.whoami({ signal });
  await patchbay.ready({ signal });
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('what no JSON can say is not sent', IN_TIME, async () => {
  await connect();
  await assert.rejects(patchbay.call('clock.set', [1n]), TypeError);
  assert.equal((await patchbay.whoami()).username, '');
});

// ---- connecting and signing in

test('a token signs in', IN_TIME, async () => {
  await connect({ token: 'zoes-token' });
  assert.equal((await patchbay.whoami()).username, 'zoe');
});

test('an http address means the WebSocket there', IN_TIME, async () => {
  await connect({ url: node.url.replace('ws:', 'http:') });
  assert.equal(patchbay.url, node.url);
});

test('a token nobody is known by ends it for good', IN_TIME, async () => {
  await assert.rejects(connect({ token: 'wrong' }), { code: -32004, message: 'Nobody is known by this token' });
  await until(() => node.connections.size === 0);
});

test('a node that is not there is told with its address', IN_TIME, async () => {
  await node.stop();
  await assert.rejects(connect({ timeoutInMs: 50 }), ({ code, message }) => {
    assert.equal(code, 'unreachable');
    assert.ok(message.startsWith(`Expected a node at ${node.url}, got none within 50 ms`), message);
    return true;
  });
  await node.listen();
});

test('a node that comes later is found', IN_TIME, async () => {
  await node.stop();
  patchbay = new Patchbay({ url: node.url, log, backoff: AT_ONCE });
  await until(() => patchbay.state === 'waiting');
  await assert.rejects(patchbay.call('clock.now'), { code: 'unconnected' });
  await node.listen();
  await patchbay.ready();
  assert.equal(patchbay.state, 'open');
});

test('each connection asks anew for the token', IN_TIME, async () => {
  const tokens = ['zoes-token', 'maxs-token'];
  node.users.set('maxs-token', { id: '8', username: 'max', roles: [] });
  await connect({ token: async () => tokens.shift() });
  const { user, again } = await breakAndReturn();
  assert.deepEqual([user.username, again], ['max', true]);
});

test('a user who is not known any more is told, and not tried again', IN_TIME, async () => {
  await connect({ token: 'zoes-token' });
  const ends = [];
  patchbay.onClose(({ error, isFinal }) => ends.push([error.code, isFinal]));
  node.users.clear();
  node.drop();
  await until(() => patchbay.state === 'closed');
  assert.deepEqual(ends, [['lost', false], [-32004, true]]);
  await assert.rejects(patchbay.call('clock.now'), { code: -32004 });
});

test('who signed in later is signed in again', IN_TIME, async () => {
  await connect();
  node.users.set('max', { id: '8', username: 'max', roles: [] });
  assert.equal((await patchbay.login({ username: 'max', password: 'secret' })).username, 'max');
  await assert.rejects(patchbay.login({ token: 'wrong' }), { code: -32004 });
  const { user } = await breakAndReturn();
  assert.equal(user.username, 'max');
  assert.deepEqual(node.paramsOf('session.login').at(-1), { username: 'max', password: 'secret' });
});

test('the states are told in their order', IN_TIME, async () => {
  const states = [];
  patchbay = new Patchbay({ url: node.url, log, backoff: AT_ONCE });
  states.push(patchbay.state);
  patchbay.onState((state) => states.push(state));
  await patchbay.ready();
  await breakAndReturn();
  patchbay.close();
  patchbay.close();
  assert.deepEqual(states, ['connecting', 'open', 'waiting', 'connecting', 'open', 'closed']);
});

// ---- losing the connection

test('a call in flight fails when the connection is lost, and is not repeated', IN_TIME, async () => {
  await connect();
  node.methods['slow.one'] = () => NEVER;
  const lost = assert.rejects(patchbay.call('slow.one'), { code: 'lost' });
  await until(() => node.paramsOf('slow.one').length === 1);
  await breakAndReturn();
  await lost;
  await patchbay.whoami();
  assert.equal(node.paramsOf('slow.one').length, 1);
});

test('the node\'s reason for a close is told', IN_TIME, async () => {
  await connect();
  const ended = new Promise((resolve) => { patchbay.onClose(resolve); });
  node.connections.forEach((connection) => connection.close(1013, 'too slow'));
  const { error, isFinal } = await ended;
  assert.equal(isFinal, false);
  assert.equal(error.message, 'The connection was lost: it was closed with 1013, too slow');
  assert.deepEqual(error.data, { closeCode: 1013, reason: 'too slow' });
});

test('what is no JSON ends the connection, and the next is opened', IN_TIME, async () => {
  await connect();
  const ended = new Promise((resolve) => { patchbay.onClose(resolve); });
  node.connections.forEach((connection) => connection.send('<html>'));
  assert.equal((await ended).error.code, 'malformed');
  await patchbay.ready();
});

test('a connection that died without a word is found out', IN_TIME, async () => {
  await connect({ heartbeatInMs: 30 });
  const whoami = node.methods['session.whoami'];
  node.methods['session.whoami'] = () => NEVER;
  const ended = new Promise((resolve) => { patchbay.onClose(resolve); });
  assert.match((await ended).error.message, /nothing was heard for 60 ms/);
  node.methods['session.whoami'] = whoami;
  await until(() => node.connections.size === 1);
});

test('a silent connection that answers is kept', IN_TIME, async () => {
  await connect({ heartbeatInMs: 20 });
  const states = [];
  patchbay.onState((state) => states.push(state));
  await until(() => node.paramsOf('session.whoami').length > 4);
  assert.deepEqual(states, []);
});

test('closing fails what waits, and nothing is opened any more', IN_TIME, async () => {
  await connect();
  node.methods['slow.one'] = () => NEVER;
  const waiting = assert.rejects(patchbay.call('slow.one'), { code: 'closed' });
  patchbay.close();
  await waiting;
  await assert.rejects(patchbay.call('clock.now'), { code: 'closed' });
  await assert.rejects(patchbay.ready(), { code: 'closed' });
  assert.throws(() => patchbay.subscribe('*', () => {}), { code: 'closed' });
  await until(() => node.connections.size === 0);
});

test('a connection closed while it is opened stays closed', IN_TIME, async () => {
  patchbay = new Patchbay({ url: node.url, log });
  patchbay.onOpen(assert.fail);
  const ready = assert.rejects(patchbay.ready(), { code: 'closed' });
  patchbay.close();
  await ready;
  const other = await connect();
  assert.equal(node.connections.size, 1, 'only the other');
  assert.equal(node.requests.length, 1);
  other.close();
});

test('a connection that breaks while it is restored is one failure', IN_TIME, async () => {
  await connect();
  const states = [];
  patchbay.onState((state) => states.push(state));
  const whoami = node.methods['session.whoami'];
  node.methods['session.whoami'] = (params, { socket }) => {
    node.methods['session.whoami'] = whoami;
    socket.destroy();
    return NEVER;
  };
  node.drop();
  await until(() => states.at(-1) === 'open');
  assert.deepEqual(states, ['waiting', 'connecting', 'waiting', 'connecting', 'open']);
});

test('when the browser is online again it is tried at once', IN_TIME, async () => {
  const page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
  try {
    await connect({ backoff: { opened() {}, pauseInMs: () => 1e9 } });
    page.dispatchEvent(new Event('online'));
    await patchbay.whoami();
    assert.equal(node.connections.size, 1, 'an open connection stays as it is');
    node.drop();
    await until(() => patchbay.state === 'waiting');
    page.dispatchEvent(new Event('online'));
    await patchbay.ready();
    patchbay.close();
    page.dispatchEvent(new Event('online'));
    assert.equal(patchbay.state, 'closed');
  } finally {
    delete globalThis.addEventListener;
    delete globalThis.removeEventListener;
  }
});

test('a listener that closes it while it is told is obeyed', IN_TIME, async () => {
  await connect();
  patchbay.onState((state) => state === 'waiting' && patchbay.close());
  node.drop();
  await until(() => patchbay.state === 'closed');
  await until(() => node.connections.size === 0);
});

// ---- events

/** Hears into a list, once the node has consented. */
async function hearing(masks, heard = []) {
  const unsubscribe = patchbay.subscribe(masks, ({ name, seq }) => heard.push(`${name} ${seq}`));
  await unsubscribe.ready;
  return { heard, unsubscribe };
}

test('each listener hears what its masks match, once', IN_TIME, async () => {
  await connect();
  const lamps = await hearing(['lamp.*', 'lamp.on']);
  const doors = await hearing('door.opened');
  const all = await hearing('*');
  ['lamp.on', 'door.opened', 'door.closed'].forEach((name) => node.publish(name));
  await until(() => all.heard.length === 3);
  assert.deepEqual(lamps.heard, ['lamp.on 1']);
  assert.deepEqual(doors.heard, ['door.opened 2']);
  assert.deepEqual(all.heard, ['lamp.on 1', 'door.opened 2', 'door.closed 3']);
});

test('an event has its data and its time', IN_TIME, async () => {
  await connect();
  const heard = new Promise((resolve) => { patchbay.subscribe('*', resolve); });
  await until(() => node.paramsOf('event.subscribe').length === 1);
  node.publish('lamp.on', { watts: 5 });
  const { name, data, seq, time } = await heard;
  assert.deepEqual([name, data, seq], ['lamp.on', { watts: 5 }, 1]);
  assert.ok(!Number.isNaN(Date.parse(time)));
});

test('a listener that fails keeps nobody else from hearing', IN_TIME, async () => {
  await connect();
  await patchbay.subscribe('*', () => { throw new Error('oops'); }).ready;
  const { heard } = await hearing('*');
  node.publish('lamp.on');
  await until(() => heard.length === 1);
  assert.match(log.errors.join(), /oops/);
});

test('only masks that nobody wants any more are unsubscribed', IN_TIME, async () => {
  await connect();
  const one = await hearing(['lamp.*', 'door.*']);
  const other = await hearing('lamp.*');
  one.unsubscribe();
  one.unsubscribe();
  await until(() => node.paramsOf('event.unsubscribe').length === 1);
  assert.deepEqual(node.paramsOf('event.unsubscribe'), [{ masks: ['door.*'] }]);
  node.publish('lamp.on');
  await until(() => other.heard.length === 1);
  assert.deepEqual(one.heard, []);
});

test('a listener unsubscribed by another hears nothing of the event at hand', IN_TIME, async () => {
  await connect();
  let second;
  const heard = [];
  await patchbay.subscribe('*', () => { second(); heard.push('first'); }).ready;
  second = patchbay.subscribe('*', () => heard.push('second'));
  await second.ready;
  const third = await hearing('*');
  node.publish('lamp.on');
  await until(() => third.heard.length === 1);
  assert.deepEqual(heard, ['first']);
});

test('what happened while there was no connection is heard then', IN_TIME, async () => {
  await connect();
  const { heard } = await hearing('lamp.*');
  patchbay.onGap(assert.fail);
  node.publish('lamp.on');
  await until(() => heard.length === 1);
  const returned = breakAndReturn();
  node.publish('lamp.off');
  node.publish('door.opened');
  await returned;
  node.publish('lamp.on');
  await until(() => heard.length === 3);
  assert.deepEqual(heard, ['lamp.on 1', 'lamp.off 2', 'lamp.on 4']);
});

test('with many breaks each event is heard once and in order', IN_TIME, async () => {
  await connect();
  const lamps = await hearing('lamp.*');
  const doors = await hearing('door.*');
  patchbay.onGap(assert.fail);
  let breaks = 0;
  patchbay.onClose(() => { breaks += 1; });
  for (let i = 1; i <= 600; i++) {
    node.publish(i % 2 ? 'lamp.on' : 'door.opened');
    if (i % 7 === 0) {
      await new Promise(setImmediate);
    }
    if (i % 50 === 0) {
      node.drop();
    }
    if (i % 100 === 0) {
      await patchbay.ready();
    }
  }
  await until(() => lamps.heard.length + doors.heard.length >= 600);
  const odd = Array.from({ length: 300 }, (_, i) => `lamp.on ${2 * i + 1}`);
  const even = Array.from({ length: 300 }, (_, i) => `door.opened ${2 * i + 2}`);
  assert.deepEqual(lamps.heard, odd);
  assert.deepEqual(doors.heard, even);
  assert.ok(breaks >= 3, `the connection broke ${breaks} times`);
});

test('what the node keeps no more is told before what follows', IN_TIME, async () => {
  await connect();
  const { heard } = await hearing('*');
  patchbay.onGap((gap) => heard.push(gap));
  node.publish('lamp.on');
  await until(() => heard.length === 1);
  node.keptEvents = 2;
  const returned = breakAndReturn();
  ['a', 'b', 'c', 'd'].forEach((name) => node.publish(name));
  await returned;
  await until(() => heard.length === 4);
  const { epoch } = node;
  assert.deepEqual(heard, ['lamp.on 1', { since: { epoch, seq: 1 }, epoch, seq: 5, isRestart: false }, 'c 4', 'd 5']);
});

test('a node started anew is told, and its events are heard from the first', IN_TIME, async () => {
  await connect();
  const heard = [];
  await patchbay.subscribe('*', ({ name, seq }) => heard.push(`${name} ${seq}`)).ready;
  patchbay.onGap(({ isRestart, since }) => heard.push(`restart ${isRestart} since ${since.seq}`));
  ['a', 'b', 'c'].forEach((name) => node.publish(name));
  await until(() => heard.length === 3);
  await node.stop();
  await node.listen();
  node.publish('early');
  await until(() => patchbay.state === 'open');
  node.publish('late');
  await until(() => heard.length === 6);
  assert.deepEqual(heard.slice(3), ['restart true since 3', 'early 1', 'late 2']);
  await breakAndReturn();
  node.publish('later');
  await until(() => heard.length === 7);
  assert.equal(heard[6], 'later 3');
});

test('who listens later does not hear what was before, not after a break either', IN_TIME, async () => {
  await connect();
  const lamps = await hearing('lamp.*');
  node.publish('door.opened');
  const doors = await hearing('door.*');
  await breakAndReturn();
  node.publish('door.closed');
  await until(() => doors.heard.length > 0);
  assert.deepEqual(doors.heard, ['door.closed 2']);
  assert.deepEqual(lamps.heard, []);
});

test('when all have left, nobody asks for what was meanwhile', IN_TIME, async () => {
  await connect();
  const first = await hearing('*');
  node.publish('a');
  await until(() => first.heard.length === 1);
  first.unsubscribe();
  await breakAndReturn();
  node.publish('b');
  const second = await hearing('*');
  node.publish('c');
  await until(() => second.heard.length === 1);
  assert.deepEqual(second.heard, ['c 3']);
  assert.deepEqual(node.paramsOf('event.subscribe').map(({ since }) => since), [undefined, undefined]);
});

test('when all have left, what the node forgot meanwhile is no gap to who comes next', IN_TIME, async () => {
  await connect();
  patchbay.onGap(assert.fail);
  node.keptEvents = 2;
  const first = await hearing('*');
  node.publish('a');
  await until(() => first.heard.length === 1);
  first.unsubscribe();
  await until(() => node.paramsOf('event.unsubscribe').length === 1);
  ['b', 'c', 'd', 'e'].forEach((name) => node.publish(name));
  const second = await hearing('*');
  await breakAndReturn();
  node.publish('f');
  await until(() => second.heard.length === 1);
  assert.deepEqual(second.heard, ['f 6']);
});

test('an event that is sent twice is heard once', IN_TIME, async () => {
  await connect();
  const { heard } = await hearing('*');
  node.publish('a');
  node.connections.forEach((connection) => connection.hear(node.events[0]));
  node.publish('b');
  await until(() => heard.includes('b 2'));
  assert.deepEqual(heard, ['a 1', 'b 2']);
});

test('who listens while there is no connection listens with the next', IN_TIME, async () => {
  await connect();
  await node.stop();
  await until(() => patchbay.state !== 'open');
  const heard = [];
  const unsubscribe = patchbay.subscribe('*', ({ name }) => heard.push(name));
  const gone = patchbay.subscribe('gone', assert.fail);
  gone();
  await assert.rejects(gone.ready, { code: 'aborted' });
  await node.listen();
  await unsubscribe.ready;
  node.publish('gone');
  await until(() => heard.length === 1);
  assert.deepEqual(node.paramsOf('event.subscribe'), [{ masks: ['*'] }]);
});

test('an old listener that left does not make a new life\'s events look old', IN_TIME, async () => {
  await connect();
  const first = await hearing('*');
  ['a', 'b', 'c'].forEach((name) => node.publish(name));
  await until(() => first.heard.length === 3);
  await node.stop();
  await until(() => patchbay.state !== 'open');
  const heard = [];
  const second = patchbay.subscribe('*', ({ name, seq }) => heard.push(`${name} ${seq}`));
  first.unsubscribe();
  await node.listen();
  await second.ready;
  node.publish('d');
  await until(() => heard.length === 1);
  assert.deepEqual(heard, ['d 1']);
});

test('a refused subscription is told, and the others stay', IN_TIME, async () => {
  await connect();
  const { heard } = await hearing('*');
  const subscribe = node.methods['event.subscribe'];
  node.methods['event.subscribe'] = () => fail(-32003, 'too many');
  await assert.rejects(patchbay.subscribe('lamp.*', assert.fail).ready, { code: -32003 });
  assert.match(log.errors.join(), /refused to subscribe to lamp/);
  node.methods['event.subscribe'] = subscribe;
  await breakAndReturn();
  assert.deepEqual(node.paramsOf('event.subscribe').at(-1).masks, ['*']);
  node.publish('lamp.on');
  await until(() => heard.length === 1);
});

test('what is no mask or no listener is refused at once', IN_TIME, async () => {
  await connect();
  assert.throws(() => patchbay.subscribe([5], () => {}), TypeError);
  assert.throws(() => patchbay.subscribe('*'), TypeError);
  assert.throws(() => patchbay.onOpen('open'), TypeError);
  assert.equal(node.paramsOf('event.subscribe').length, 0);
});

test('a resumption the node refuses is tried again', IN_TIME, async () => {
  await connect();
  const { heard } = await hearing('*');
  const subscribe = node.methods['event.subscribe'];
  let refusals = 0;
  node.methods['event.subscribe'] = () => {
    refusals += 1;
    return fail(-32003, 'too many');
  };
  node.drop();
  node.publish('lamp.on');
  await until(() => refusals >= 2);
  node.methods['event.subscribe'] = subscribe;
  await until(() => heard.length === 1);
  assert.deepEqual(heard, ['lamp.on 1']);
});

// ---- rooms

test('in a room one is heard and hears', IN_TIME, async () => {
  await connect({ token: 'zoes-token' });
  const heard = [];
  const { cid, room, present } = await patchbay.join('garden', (notice) => heard.push(notice));
  assert.ok(cid);
  assert.deepEqual([room, present], ['garden', [{ username: 'zoe', node: 'west' }]]);
  assert.deepEqual(patchbay.members('garden'), [{ username: 'zoe', node: 'west' }]);
  await patchbay.say('garden', { text: 'Hello' });
  await patchbay.say('garden', undefined, { task: 'wave', others: true });
  await until(() => heard.length === 2);
  const data = { from: 'zoe', data: { text: 'Hello' } };
  assert.deepEqual(heard[0], { room: 'garden', kind: 'said', task: 'say', data });
  assert.deepEqual(node.paramsOf('room.say').at(-1), { room: 'garden', task: 'wave', others: true });
});

test('who comes is among the members, in that room only', IN_TIME, async () => {
  await connect();
  await patchbay.join('garden');
  await patchbay.join('kitchen');
  node.tell({ room: 'garden', kind: 'present', present: [{ username: 'max', node: 'east' }] });
  await until(() => patchbay.members('garden').length === 1);
  assert.deepEqual(patchbay.members('kitchen'), []);
  assert.deepEqual(patchbay.members('nowhere'), []);
});

test('after a break one is in the same rooms, and is told who is there', IN_TIME, async () => {
  await connect({ token: 'zoes-token' });
  const heard = [];
  await patchbay.join('garden', (notice) => heard.push(notice));
  await patchbay.join('kitchen');
  assert.equal(await patchbay.leave('kitchen'), true);
  assert.equal(await patchbay.leave('kitchen'), false);
  await breakAndReturn();
  assert.deepEqual(heard, [{ room: 'garden', kind: 'present', present: [{ username: 'zoe', node: 'west' }] }]);
  assert.deepEqual(node.paramsOf('room.join').map(({ room }) => room), ['garden', 'kitchen', 'garden']);
  await patchbay.say('garden', 'back');
  await until(() => heard.length === 2);
});

test('a listener that closes it while it is restored is obeyed', IN_TIME, async () => {
  await connect();
  await patchbay.join('garden', () => patchbay.close());
  const states = [];
  patchbay.onState((state) => states.push(state));
  node.drop();
  await until(() => states.includes('closed') && node.connections.size === 0);
  assert.deepEqual(states, ['waiting', 'connecting', 'closed']);
});

test('a room left while there is no connection stays left', IN_TIME, async () => {
  await connect();
  await patchbay.join('garden');
  await node.stop();
  await until(() => patchbay.state !== 'open');
  assert.equal(await patchbay.leave('garden'), true);
  assert.equal(await patchbay.leave('garden'), false);
  await assert.rejects(patchbay.join('kitchen'), { code: 'unconnected' });
  await node.listen();
  await patchbay.ready();
  assert.deepEqual(node.paramsOf('room.join'), [{ room: 'garden' }]);
});

test('a room that is refused after a break is told as lost', IN_TIME, async () => {
  await connect();
  const heard = [];
  await patchbay.join('garden', ({ kind, error }) => heard.push([kind, error?.code]));
  node.methods['room.join'] = () => fail(-32601, 'This node has no rooms');
  await breakAndReturn();
  assert.deepEqual(heard, [['lost', -32601]]);
  assert.deepEqual(patchbay.members('garden'), []);
  await breakAndReturn();
  assert.equal(node.paramsOf('room.join').length, 2);
});

test('a room that is refused is not joined again', IN_TIME, async () => {
  await connect();
  node.methods['room.join'] = () => fail(-32003, 'in 100 rooms already');
  await assert.rejects(patchbay.join('garden', assert.fail), { code: -32003 });
  await assert.rejects(patchbay.say('garden', 'hello'), { code: -32007 });
  await breakAndReturn();
  assert.equal(node.paramsOf('room.join').length, 1);
});

test('a second listener of a room hears too, and a refused one takes nothing from the first', IN_TIME, async () => {
  await connect();
  const first = [];
  const second = [];
  await patchbay.join('garden', ({ kind }) => first.push(kind));
  await patchbay.join('garden', ({ kind }) => second.push(kind));
  node.methods['room.join'] = () => fail(-32003, 'too many calls');
  await assert.rejects(patchbay.join('garden', assert.fail), { code: -32003 });
  node.tell({ room: 'garden', kind: 'users', users: [] });
  await until(() => second.length === 1);
  assert.deepEqual([first, second], [['users'], ['users']]);
});
