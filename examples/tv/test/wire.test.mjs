// Tests of what goes over the wire: node --test examples/tv/test/*.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeControlTimestamp, decodeResponse, encodeRequest, setupOf, tickRateOf, ticketOf, updateOf } from '../src/main/resources/page/wire.js';

const bytes = (hex) => Uint8Array.from(hex.replace(/\s/g, '').match(/../g), (pair) => parseInt(pair, 16)).buffer;
const hex = (buffer) => Buffer.from(buffer).toString('hex');

const RESPONSE = '00 01 ed 00 0001f400 0000000a 00000014 0000001e 00000028 00000032 0000003c';

test('a request is 32 octets with the time it was sent, and nothing else', () => {
  assert.equal(hex(encodeRequest(10_000.00002)), '00000000'.repeat(2) + '0000000a00000014' + '00000000'.repeat(4));
  assert.equal(hex(encodeRequest(0)), '00'.repeat(32));
});

test('a response says when it was received and sent, and how exact that is', () => {
  const { precision, maxErrorInPpm, receive, transmit } = decodeResponse(bytes(RESPONSE));
  assert.equal(precision, 1_000 / 2 ** 19);
  assert.equal(maxErrorInPpm, 500);
  assert.deepEqual([receive, transmit], [30_000.00004, 50_000.00006]);
});

test('a response belongs to the request with the same time, to the last bit', () => {
  assert.equal(ticketOf(bytes(RESPONSE)), ticketOf(encodeRequest(10_000.00002)));
  assert.notEqual(ticketOf(bytes(RESPONSE)), ticketOf(encodeRequest(10_000.00003)));
  assert.notEqual(ticketOf(bytes(RESPONSE)), ticketOf(encodeRequest(11_000.00002)));
});

test('a response before a follow-up, and the follow-up, are responses', () => {
  for (const type of ['02', '03']) {
    assert.equal(decodeResponse(bytes(RESPONSE.replace('00 01', `00 ${type}`))).maxErrorInPpm, 500);
  }
});

test('what is no response is refused', () => {
  const of = (start) => bytes(RESPONSE.replace('00 01', start));
  assert.throws(() => decodeResponse(of('00 00')), /version 0 and type 0/);
  assert.throws(() => decodeResponse(of('00 04')), /type 4/);
  assert.throws(() => decodeResponse(of('01 01')), /version 1/);
  assert.throws(() => decodeResponse(bytes(RESPONSE.slice(0, -2))), /got 31/);
  assert.throws(() => decodeResponse(bytes(`${RESPONSE}00`)), /got 33/);
  assert.throws(() => decodeResponse('text'), /got string/);
});

test('a message changes what it names; null is a value, what is missing stays', () => {
  const before = updateOf({}, '{"contentId":"dvb://a","wcUrl":"udp://h:6677","unknown":1}');
  const after = updateOf(before, '{"contentId":null}');
  assert.deepEqual([after.contentId, after.wcUrl], [null, 'udp://h:6677']);
  for (const wrong of ['[]', 'null', '5', '"text"', 'no JSON']) {
    assert.throws(() => updateOf(before, wrong), undefined, wrong);
  }
});

test('the tick rate is units a second by units a tick, of that selector alone', () => {
  const option = (timelineSelector, unitsPerTick, unitsPerSecond) =>
    ({ timelineSelector, timelineProperties: { unitsPerTick, unitsPerSecond } });
  const state = { timelines: [option('pts', 1, 90_000), option('film', 1_001, 30_000), option('none', 0, 1), {}] };
  assert.equal(tickRateOf(state, 'pts'), 90_000);
  assert.equal(tickRateOf(state, 'film'), 30_000 / 1_001);
  assert.equal(tickRateOf(state, 'none'), undefined);
  assert.equal(tickRateOf(state, 'pt'), undefined);
  assert.equal(tickRateOf({ timelines: null }, 'pts'), undefined);
  assert.equal(tickRateOf({}, 'pts'), undefined);
});

test('asks for a timeline by the beginning of an id and a selector', () => {
  assert.deepEqual(JSON.parse(setupOf('', 'urn:dvb:css:timeline:pts')), { contentIdStem: '', timelineSelector: 'urn:dvb:css:timeline:pts' });
});

test('a control timestamp has a position and a speed, or neither', () => {
  const text = (contentTime, speed) => JSON.stringify({ contentTime, wallClockTime: '9000000000', timelineSpeedMultiplier: speed });
  assert.deepEqual(decodeControlTimestamp(text('270000', 1)), { ticks: 270_000, wallTime: 9_000, speed: 1 });
  assert.deepEqual(decodeControlTimestamp(text('-5', -2.5)), { ticks: -5, wallTime: 9_000, speed: -2.5 });
  assert.deepEqual(decodeControlTimestamp(text(null, null)), { ticks: null, wallTime: 9_000, speed: null });
  for (const wrong of [text('1', null), text(null, 1), text(5, 1), text('05', 1), text('-0', 1), text('1.5', 1), text('', 1), text('1', '1'),
    '{"contentTime":"1","timelineSpeedMultiplier":1}', '{"wallClockTime":"1"}', 'null', '[]', 'x']) {
    assert.throws(() => decodeControlTimestamp(wrong), undefined, wrong);
  }
});
