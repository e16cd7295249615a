import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from '../../main/resources/library/patchbay/backoff.js';

function withClock(random) {
  const clock = { ms: 0 };
  return { clock, backoff: new Backoff({ random: () => random, now: () => clock.ms }) };
}

const pauses = (backoff, count) => Array.from({ length: count }, () => backoff.pauseInMs());

test('pauses double from nearly nothing to 30 s', () => {
  const { backoff } = withClock(1);
  assert.deepEqual(pauses(backoff, 12),
    [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000, 30_000]);
});

test('the longest pause stays after very many failures', () => {
  const { backoff } = withClock(1);
  assert.equal(pauses(backoff, 2_000).at(-1), 30_000);
});

test('a pause is half as long at least', () => {
  const { backoff } = withClock(0);
  assert.deepEqual(pauses(backoff, 3), [50, 100, 200]);
});

test('not everybody waits equally long', () => {
  const both = [new Backoff(), new Backoff()].map((backoff) => pauses(backoff, 5));
  assert.notDeepEqual(both[0], both[1]);
});

test('a steady connection makes it begin anew', () => {
  const { clock, backoff } = withClock(1);
  pauses(backoff, 5);
  backoff.opened();
  clock.ms += 10_000;
  assert.deepEqual(pauses(backoff, 2), [100, 200]);
});

test('a connection that breaks soon is one more failure', () => {
  const { clock, backoff } = withClock(1);
  pauses(backoff, 5);
  backoff.opened();
  clock.ms += 9_999;
  assert.equal(backoff.pauseInMs(), 3_200);
  clock.ms += 10_000; // time without a connection is not steady
  assert.equal(backoff.pauseInMs(), 6_400);
});
