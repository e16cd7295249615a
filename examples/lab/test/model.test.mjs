// Tests of what the page knows: node --test examples/lab/test/model.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Axis, SIZE, Series, lineOf, pathOf, sentenceOf, statusOf } from '../page/model.js';
import { Poller } from '../page/poller.js';

const UNIT = new Axis(0, 1, 0.5);

test('a series forgets what is older than its span, but for the point its line comes from', () => {
  const series = new Series(1000);
  [0, 500, 1000, 1400, 1700].forEach((time) => series.add(time, time));
  assert.deepEqual(series.points.map(({ time }) => time), [500, 1000, 1400, 1700]);
  assert.deepEqual(series.range, [500, 1700]);
});

test('a gap ends a line, is no value, and counts once', () => {
  const series = new Series(1000);
  series.add(0, null);
  assert.equal(series.range, undefined);
  assert.deepEqual(series.lines(0, UNIT), []);
  series.add(500, 1);
  series.add(600, null);
  series.add(700, null);
  series.add(1000, 0);
  assert.equal(series.points.length, 3);
  assert.deepEqual(series.lines(1000, UNIT), [[[SIZE / 2, 0]], [[SIZE, SIZE]]]);
});

test('a series of nothing but gaps that passed has no line', () => {
  const series = new Series(100);
  series.add(0, 5);
  series.add(10, null);
  series.add(5000, null);
  series.add(6000, 7);
  assert.deepEqual(series.range, [7, 7]);
});

test('an axis has round steps and room for all values', () => {
  for (const range of [[20.03, 23.4], [-3, 1200], [5, 5], [0.001, 0.002]]) {
    const axis = Axis.around(range, 0.0004);
    assert.ok(axis.low <= range[0] && axis.high >= range[1], `${range}`);
    assert.match(axis.step.toExponential(), /^[125]e/);
    assert.ok(axis.ticks.length >= 3 && axis.ticks.length <= 7, `${axis.ticks}`);
  }
});

test('an axis shows at least so much, so that noise does not look like a storm', () => {
  const axis = Axis.around([21, 21.01], 1);
  assert.ok(axis.high - axis.low >= 1);
});

test('an axis writes as many digits as its steps have', () => {
  assert.equal(new Axis(0, 30, 10).text(20), '20');
  assert.equal(new Axis(-1.5, 1.5, 0.5).text(-1), '-1.0');
  assert.equal(new Axis(0, 0.1, 0.02).text(0.1), '0.10');
  assert.equal(new Axis(0, 0.003, 0.001).text(0.002), '0.002');
});

test('what is outside of an axis is at its edge', () => {
  assert.deepEqual([-5, 0, 0.25, 1, 9].map((value) => UNIT.place(value)), [SIZE, SIZE, 750, 0, 0]);
});

test('samples are a line over the whole width', () => {
  assert.equal(pathOf([lineOf([0, 1, 0], UNIT)]), 'M0 1000L500 0L1000 1000');
  assert.equal(pathOf([]), '');
});

test('tells what happened to modules, and not what happens in queues', () => {
  const event = (name, data) => sentenceOf({ name, data });
  assert.equal(event('module.loaded', { name: 'scope', pid: 5 }), 'scope was loaded');
  assert.equal(event('module.died', { name: 'scope', problem: 'exit 1' }), 'scope died: exit 1');
  assert.equal(event('module.reloaded', { name: 'scope' }), 'scope has new code');
  assert.equal(event('module.reloaded', { name: 'scope', problem: 'could not load its code' }), 'scope could not load its code');
  assert.equal(event('module.removed', { in: 'queue', uid: 'a' }), undefined);
  assert.equal(event('module.loaded', {}), undefined);
});

test('says of a module how it is, and of none that it is not there', () => {
  const modules = [{ name: 'a', state: 'ready', pid: 7, problem: null }, { name: 'ab', state: 'dead', pid: null, problem: 'No.' }];
  assert.deepEqual(statusOf(modules, 'a'), { text: 'Ready', isReady: true, detail: 'process 7' });
  assert.deepEqual(statusOf(modules, 'ab'), { text: 'Dead', isReady: false, detail: 'No.' });
  assert.deepEqual(statusOf(modules, 'b'), { text: 'Not configured', isReady: false, detail: '' });
});

test('asks again only when it was answered, and not at all while it need not', async () => {
  const pauses = [];
  let asked = 0;
  let isWanted = false;
  let answer = () => {};
  const ask = () => { asked++; return new Promise((resolve) => { answer = resolve; }); };
  const poller = new Poller(ask, 250, () => isWanted, (callback, pauseInMs) => pauses.push([callback, pauseInMs]));

  await poller.start();
  assert.deepEqual([asked, pauses.length, pauses[0][1]], [0, 1, 250]);
  isWanted = true;
  const started = pauses[0][0]();
  assert.deepEqual([asked, pauses.length], [1, 1]);
  answer();
  await started;
  assert.deepEqual([asked, pauses.length], [1, 2]);
});
