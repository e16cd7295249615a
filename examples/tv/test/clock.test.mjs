// Tests of the wall clock as a companion knows it: node --test examples/tv/test/*.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Exchange, WallClock, precisionOf } from '../src/main/resources/page/clock.js';
import { WallClockPoll } from '../src/main/resources/page/poll.js';

const near = (actual, expected, within = 1e-9) => assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

/** With a server whose clock is ahead by so much, at a time of our clock, for messages that take so long there and back. */
function exchangeAt(time, { ahead = 1_000, there = 1, hold = 0.5, back = 1, precision = 0.001, maxErrorInPpm = 500 } = {}) {
  const t2 = time + there + ahead;
  return new Exchange({ t1: time, t2, t3: t2 + hold, t4: time + there + hold + back, precision, maxErrorInPpm });
}

test('with equal ways the offset is exact, and the time at the server does not count', () => {
  const exchange = exchangeAt(50, { hold: 300 });
  near(exchange.roundTrip, 2);
  near(exchange.offset, 1_000);
});

test('with unequal ways the offset is off by no more than half a round trip', () => {
  near(exchangeAt(50, { there: 4, back: 0 }).offset, 1_002);
  near(exchangeAt(50, { there: 0, back: 4 }).offset, 998);
  assert.ok(exchangeAt(50, { there: 4, back: 0 }).dispersionAt(54.5) >= 2);
});

test('dispersion is precision, half a round trip and what the clocks drift', () => {
  const exchange = new Exchange(
    { t1: 0, t2: 1_002, t3: 1_012, t4: 14, precision: 0.5, maxErrorInPpm: 1_000 },
    { precision: 0.25, maxErrorInPpm: 500 });
  const initial = 0.5 + 0.25 + 2 + (500 * 14 + 1_000 * 10) / 1e6;
  near(exchange.dispersionAt(7), initial);
  near(exchange.dispersionAt(1_007), initial + 1.5);
  near(exchange.dispersionAt(-993), initial + 1.5);
});

test('nothing is known before the first exchange, and nothing after the server began anew', () => {
  const clock = new WallClock();
  const unknown = () => [clock.isKnown, Number.isNaN(clock.at(5)), clock.dispersionAt(5)];
  assert.deepEqual(unknown(), [false, true, Infinity]);
  clock.take(exchangeAt(0), 3);
  near(clock.at(5), 1_005);
  clock.forget();
  assert.deepEqual(unknown(), [false, true, Infinity]);
});

test('a slower exchange does not replace a faster one, in either order', () => {
  const fast = exchangeAt(0, { ahead: 1_000 });
  const slow = exchangeAt(5, { ahead: 1_001, there: 30 });
  for (const [first, second] of [[fast, slow], [slow, fast]]) {
    const clock = new WallClock();
    assert.equal(clock.take(first, 40), true);
    assert.equal(clock.take(second, 40), second === fast);
    near(clock.at(40), 1_040);
  }
});

test('a slower exchange replaces one that has become too old', () => {
  const clock = new WallClock();
  clock.take(exchangeAt(0, { ahead: 1_000 }), 3);
  const slow = exchangeAt(10_000, { ahead: 1_000, there: 5, back: 5 });
  assert.equal(clock.take(exchangeAt(1_000, { ahead: 1_000, there: 5, back: 5 }), 1_011), false);
  assert.equal(clock.take(slow, 10_011), true);
  near(clock.dispersionAt(10_011), slow.dispersionAt(10_011));
});

test('the same doubt is no reason to change', () => {
  const clock = new WallClock();
  clock.take(exchangeAt(0), 3);
  assert.equal(clock.take(exchangeAt(0), 3), false);
});

test('the estimate is never farther off than its dispersion, however the ways differ', () => {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const clock = new WallClock();
  const drift = 300 / 1e6; // the server's clock is faster by this
  const ahead = (time) => 1_000 + time * drift;
  for (let time = 0; time < 60_000; time += 250) {
    const [there, hold, back] = [random() * 8, 0.01, random() * 8];
    const t4 = time + there + hold + back;
    const t2 = time + there + ahead(time + there);
    const t3 = time + there + hold + ahead(time + there + hold);
    clock.take(new Exchange({ t1: time, t2, t3, t4, precision: 0.001, maxErrorInPpm: 500 }), t4);
    const error = Math.abs(clock.at(t4) - (t4 + ahead(t4)));
    assert.ok(error <= clock.dispersionAt(t4), `${error} at ${time}`);
  }
});

test('the precision of a clock is its smallest step, however long that takes', () => {
  let reads = 0;
  near(precisionOf(() => Math.floor(reads++ / 30_000) * 16), 16);
  const uneven = [0, 0, 3, 3, 3, 4, 4, 7];
  assert.equal(precisionOf(() => uneven.shift(), 3), 1);
});

test('a clock that does not step is as coarse as any', () => {
  assert.equal(precisionOf(() => 5, 5, 100), 100);
});

/** A server that answers what it is given, with a clock ahead by 1,000 ms. */
function answerTo(request, receivedAt) {
  const asked = new DataView(request);
  const view = new DataView(new ArrayBuffer(32));
  view.setUint8(1, 1);
  view.setInt8(2, -20);
  view.setUint32(8, asked.getUint32(8));
  view.setUint32(12, asked.getUint32(12));
  const nanos = Math.round((receivedAt + 1_000) * 1e6);
  for (const offset of [16, 24]) {
    view.setUint32(offset, Math.floor(nanos / 1e9));
    view.setUint32(offset + 4, nanos % 1e9);
  }
  return view.buffer;
}

function pollAt(times) {
  const clock = new WallClock();
  return { clock, poll: new WallClockPoll(clock, () => times.shift(), { precision: 0, maxErrorInPpm: 500 }) };
}

test('an answer sets the clock', () => {
  const { clock, poll } = pollAt([70.1234567, 72.1234567]);
  let request;
  poll.ask((sent) => { request = sent; return true; });
  const { exchange, isAdopted } = poll.answer(answerTo(request, 71.1234567));
  assert.equal(isAdopted, true);
  near(exchange.roundTrip, 2, 1e-6);
  near(clock.at(100), 1_100, 1e-6);
});

test('an answer says how far it is from what was known before it', () => {
  const { poll } = pollAt([10, 12, 20, 26]);
  let request;
  const send = (sent) => { request = sent; return true; };
  poll.ask(send);
  assert.ok(Number.isNaN(poll.answer(answerTo(request, 11)).surprise));
  poll.ask(send);
  const { surprise, isAdopted } = poll.answer(answerTo(request, 25)); // 5 ms there, 1 ms back
  near(surprise, 2);
  assert.equal(isAdopted, false);
});

test('an answer counts once, and only when it was asked for', () => {
  const { clock, poll } = pollAt([10, 12, 13, 20, 22, 30, 32]);
  const requests = [];
  const send = (isSent) => (request) => { requests.push(request); return isSent; };
  poll.ask(send(true));
  assert.ok(poll.answer(answerTo(requests[0], 11)));
  assert.equal(poll.answer(answerTo(requests[0], 11)), undefined);
  poll.ask(send(false));
  assert.equal(poll.answer(answerTo(requests[1], 21)), undefined);
  poll.ask(send(true));
  poll.forget();
  assert.equal(poll.answer(answerTo(requests[2], 31)), undefined);
  assert.equal(clock.isKnown, true);
});

test('answers may overtake one another', () => {
  const { poll } = pollAt([10, 11, 15, 16]);
  const requests = [];
  const send = (request) => { requests.push(request); return true; };
  poll.ask(send);
  poll.ask(send);
  near(poll.answer(answerTo(requests[1], 13)).exchange.roundTrip, 4);
  near(poll.answer(answerTo(requests[0], 13)).exchange.roundTrip, 6);
});

test('an answer that comes after seconds is not waited for any more', () => {
  const { poll } = pollAt([0, 3_000, 3_001]);
  const requests = [];
  const send = (request) => { requests.push(request); return true; };
  poll.ask(send);
  poll.ask(send);
  assert.equal(poll.answer(answerTo(requests[0], 1)), undefined);
});

test('an answer is known after months, too, when a number cannot tell single nanoseconds any more', () => {
  const months = 8_640_000_000;
  const { clock, poll } = pollAt([months + 0.123456, months + 2]);
  let request;
  poll.ask((sent) => { request = sent; return true; });
  assert.equal(poll.answer(answerTo(request, months + 1)).isAdopted, true);
  near(clock.offset, 1_000, 0.1);
});
