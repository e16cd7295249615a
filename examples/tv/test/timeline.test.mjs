// Tests of timelines, series and the socket: node --test examples/tv/test/*.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scale, Series } from '../src/main/resources/page/series.js';
import { LastingSocket } from '../src/main/resources/page/socket.js';
import { Timeline, lead, leadText, speedText, timecode } from '../src/main/resources/page/timeline.js';

test('a timeline moves from the point it was told, at the speed it was told', () => {
  const timeline = new Timeline();
  for (const [speed, expected] of [[1, 360_000], [0.5, 315_000], [2, 450_000], [-1, 180_000], [0, 270_000]]) {
    timeline.set({ ticks: 270_000, wallTime: 9_000, speed });
    assert.equal(timeline.ticksAt(10_000, 90_000), expected);
    assert.equal(timeline.positionAt(10_000, 90_000), expected / 90_000);
    assert.equal(timeline.ticksAt(9_000, 90_000), 270_000);
  }
});

test('a timeline was somewhere before the point it was told, too', () => {
  const timeline = new Timeline();
  timeline.set({ ticks: 100, wallTime: 5_000, speed: 2 });
  assert.equal(timeline.ticksAt(4_000, 50), 0);
});

test('one that is not available is nowhere, before and after', () => {
  const timeline = new Timeline();
  const isNowhere = () => assert.deepEqual([timeline.isAvailable, timeline.speed, timeline.positionAt(5, 50)], [false, null, null]);
  isNowhere();
  timeline.set({ ticks: 0, wallTime: 0, speed: 1 });
  assert.deepEqual([timeline.isAvailable, timeline.speed], [true, 1]);
  timeline.set({ ticks: null, wallTime: 0, speed: null });
  isNowhere();
  timeline.set({ ticks: 0, wallTime: 0, speed: 1 });
  timeline.set(null);
  isNowhere();
});

test('while the wall clock is unknown, a moving one is unknown and a paused one is where it is', () => {
  const timeline = new Timeline();
  timeline.set({ ticks: 50, wallTime: 0, speed: 1 });
  assert.ok(Number.isNaN(timeline.positionAt(NaN, 50)));
  timeline.set({ ticks: 50, wallTime: 0, speed: 0 });
  assert.equal(timeline.positionAt(NaN, 50), 1);
});

test('a position is written as hours, minutes, seconds and frames', () => {
  assert.equal(timecode(0), '00:00:00:00');
  assert.equal(timecode(0.0399), '00:00:00:00');
  assert.equal(timecode(0.04), '00:00:00:01');
  assert.equal(timecode(59.96), '00:00:59:24');
  assert.equal(timecode(3_723.5), '01:02:03:12');
  assert.equal(timecode(-1.04), '-00:00:01:01');
  assert.equal(timecode(-0.001), '00:00:00:00');
  assert.equal(timecode(null), '--:--:--:--');
  assert.equal(timecode(NaN), '--:--:--:--');
});

test('a speed is written as people do', () => {
  assert.deepEqual([1, 0.5, -1, 0, null].map(speedText), ['× 1', '× 0.5', '× −1', 'paused', '–']);
});

test('a lead is in milliseconds, and none where the two are nowhere near', () => {
  assert.ok(Math.abs(lead(10.002, 10) - 2) < 1e-6);
  assert.ok(Math.abs(lead(10, 10.25) + 250) < 1e-6);
  assert.equal(lead(10, 12), null);
  assert.equal(lead(null, 10), null);
  assert.equal(lead(10, null), null);
  assert.equal(lead(NaN, 10), null);
});

test('a lead is written with its sign', () => {
  assert.deepEqual([1.234, -0.5, -0.001, 0].map(leadText), ['+1.23 ms', '−0.50 ms', '0.00 ms', '0.00 ms']);
});

test('a series keeps its span, and the reading its line comes from', () => {
  const series = new Series(1_000);
  [0, 500, 1_000, 1_400, 1_700].forEach((time) => series.add(time, time));
  assert.deepEqual(series.points.map(({ time }) => time), [500, 1_000, 1_400, 1_700]);
  series.expire(10_000);
  assert.deepEqual(series.points.map(({ time }) => time), [1_700]);
  assert.equal(series.usualAt(10_000), 0);
});

test('a gap counts once, and is no reading', () => {
  const series = new Series(1_000);
  series.add(0, null);
  assert.equal(series.points.length, 0);
  series.add(10, -5);
  series.add(20, null);
  series.add(30, null);
  assert.equal(series.points.length, 2);
  assert.equal(series.usualAt(30), 5);
});

test('one reading in ten may be anywhere without changing what is usual', () => {
  const series = new Series(1_000);
  [900, -1, 2, -3, 1, 2, 3, 1, -2, 1].forEach((value, i) => series.add(i, value));
  assert.equal(series.usualAt(10), 3);
  series.add(10, -700);
  assert.equal(series.usualAt(10), 700);
});

test('a scale is round, has room on both sides, and shows at least so much', () => {
  for (const peak of [0, 0.3, 1.2, 7, 999]) {
    const scale = new Scale(peak, 1);
    assert.ok(scale.limit >= Math.max(peak, 1), `${peak}`);
    assert.match(scale.step.toExponential(), /^[125]e/);
    assert.ok(scale.marks.length >= 3 && scale.marks.length <= 7, `${scale.marks}`);
    assert.ok(scale.marks.some((mark) => mark === 0));
  }
});

test('what is outside of a scale is at its edge', () => {
  const scale = new Scale(1, 1);
  assert.deepEqual([scale.limit, 0, -scale.limit, 99, -99].map((value) => scale.place(value)), [0, 0.5, 1, 0, 1]);
});

test('a scale writes signs, and as many digits as its steps have', () => {
  assert.deepEqual(new Scale(4, 1).marks.map((mark) => new Scale(4, 1).text(mark)), ['−5', '0', '+5']);
  assert.equal(new Scale(0.3, 0.3).text(0.2), '+0.2');
});

class FakeSocket {
  readyState = 0;
  sent = [];

  open() {
    this.readyState = 1;
    this.onopen();
  }

  send(data) {
    this.sent.push(data);
  }

  close() {
    this.readyState = 3;
    this.onclose();
  }
}

function lastingSocket() {
  const told = [];
  const pauses = [];
  const sockets = [];
  const make = () => {
    sockets.push(new FakeSocket());
    return sockets.at(-1);
  };
  const listener = {
    opened: () => told.push('opened'),
    received: (data) => told.push(data),
    closed: () => told.push('closed'),
  };
  const lasting = new LastingSocket('ws://x', listener, make, (callback, pause) => pauses.push({ callback, pause }));
  return { lasting, told, pauses, sockets };
}

test('a socket that is lost is opened again, with growing pauses until it is open', () => {
  const { told, pauses, sockets } = lastingSocket();
  for (let i = 0; i < 7; i++) {
    sockets.at(-1).close();
    pauses.at(-1).callback();
  }
  assert.deepEqual(pauses.map(({ pause }) => pause), [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  assert.deepEqual(told, []);
  sockets.at(-1).open();
  sockets.at(-1).onmessage({ data: 'hello' });
  sockets.at(-1).close();
  assert.equal(pauses.at(-1).pause, 250);
  assert.deepEqual(told, ['opened', 'hello', 'closed']);
});

test('what cannot be sent is not sent later', () => {
  const { lasting, sockets } = lastingSocket();
  assert.equal(lasting.send('early'), false);
  sockets[0].open();
  assert.equal(lasting.send('now'), true);
  assert.deepEqual(sockets[0].sent, ['now']);
});

test('a socket that was closed stays closed, and tells nobody', () => {
  const { lasting, told, pauses, sockets } = lastingSocket();
  sockets[0].open();
  lasting.close();
  pauses.forEach(({ callback }) => callback());
  assert.equal(sockets.length, 1);
  assert.deepEqual(told, ['opened']);
});
