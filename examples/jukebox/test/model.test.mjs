// Tests of what the page knows: node --test examples/jukebox/test/model.test.mjs

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Model } from '../page/model.js';

let now;
let model;

const song = (uid, parameters = {}) => ({ uid, type: 'audio', parameters });
const parameters = (uid, change) => ({ name: 'module.parameters', data: { in: 'queue', uid, type: 'audio', ...change } });
const uids = () => model.queue.map(({ uid }) => uid);

function refresh(queue, background) {
  model.beginRefresh();
  model.endRefresh(queue, background);
}

beforeEach(() => {
  now = 0;
  model = new Model(() => now);
});

test('shows nothing before it was told anything', () => {
  assert.equal(model.current, undefined);
  assert.deepEqual(model.queue, []);
});

test('shows the first of the queue, and the background while there is none', () => {
  refresh([song('a'), song('b')], { uid: 'c', type: 'clock' });
  assert.equal(model.current.uid, 'a');
  refresh([], { uid: 'c', type: 'clock' });
  assert.equal(model.current.uid, 'c');
  assert.deepEqual(model.current.parameters, {});
  refresh([], undefined);
  assert.equal(model.current, undefined);
});

test('merges and removes parameters by events, without asking', () => {
  refresh([song('a', { title: 'A', time: 1 })]);
  assert.equal(model.hear(parameters('a', { set: { time: 2, state: 'playing' }, unset: ['title', 'none'] })), false);
  assert.deepEqual(model.current.parameters, { time: 2, state: 'playing' });
});

test('asks anew when modules come, go or take turns', () => {
  for (const what of ['added', 'removed', 'playing', 'suspended', 'moved']) {
    assert.equal(model.hear({ name: `module.${what}`, data: { in: 'queue', uid: 'a', type: 'audio' } }), true);
  }
});

test('does not mind what happens in the pool', () => {
  refresh([song('a', { title: 'A' })]);
  assert.equal(model.hear({ name: 'module.added', data: { in: 'pool', uid: 'x', type: 'audio' } }), false);
  const change = parameters('a', { set: { title: 'B' } });
  change.data.in = 'pool';
  model.hear(change);
  assert.equal(model.current.parameters.title, 'A');
});

test('does not mind parameters of a module it was not told of yet', () => {
  assert.equal(model.hear(parameters('x', { set: { title: 'X' } })), false);
});

test('an answer that is older than an event does not undo it', () => {
  refresh([song('a', { state: 'playing' })]);
  model.beginRefresh();
  model.hear(parameters('a', { set: { state: 'paused' } }));
  model.endRefresh([song('a', { state: 'playing' })]);
  assert.equal(model.current.parameters.state, 'paused');
  refresh([song('a', { state: 'playing' })]);
  assert.equal(model.current.parameters.state, 'playing');
});

test('keeps what it knows when it got no answer', () => {
  refresh([song('a')]);
  model.beginRefresh();
  model.endRefresh();
  assert.deepEqual(uids(), ['a']);
});

test('time goes on while it plays, up to the duration, and not otherwise', () => {
  refresh([song('a', { time: 5, duration: 8, state: 'playing' })]);
  now = 2000;
  assert.deepEqual(model.progressOf(model.current), { time: 7, duration: 8 });
  now = 9000;
  assert.equal(model.progressOf(model.current).time, 8);
  model.hear(parameters('a', { set: { time: 6, state: 'paused' } }));
  now = 20_000;
  assert.equal(model.progressOf(model.current).time, 6);
});

test('an event that says nothing of the time does not turn it back', () => {
  refresh([song('a', { time: 5, duration: 80, state: 'playing' })]);
  now = 2000;
  model.hear(parameters('a', { set: { title: 'A' } }));
  now = 3000;
  assert.equal(model.progressOf(model.current).time, 8);
});

test('has no progress when a module does not say it', () => {
  refresh([song('a'), song('b', { time: 1 }), song('c', { time: 1, duration: 0 })]);
  model.queue.forEach((module) => assert.equal(model.progressOf(module), undefined));
});

test('moves a module one place up', () => {
  refresh([song('a'), song('b'), song('c'), song('d')]);
  assert.deepEqual(model.orderWithEarlier('c'), ['a', 'c', 'b']);
  assert.deepEqual(model.orderWithEarlier('b'), ['b', 'a']);
  assert.deepEqual(model.orderWithEarlier('a'), []);
  assert.deepEqual(model.orderWithEarlier('x'), []);
});
