import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Gateway, PatchbayError } from '../../main/resources/library/patchbay.js';
import { FakeFetch, FakeLog, fine, settled } from './fake-fetch.js';

const BASE = 'http://gateway.test/';

let network;
let log;
let gateway;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  log = new FakeLog();
});

afterEach(() => {
  gateway?.close();
  gateway = undefined;
  mock.timers.reset();
  log.assertNoneFailed();
});

async function connect(settings, options) {
  network = new FakeFetch(settings);
  gateway = await Gateway.connect({ base: BASE, fetch: network.fetch, log, ...options });
  return gateway;
}

async function pass(ms) {
  mock.timers.tick(ms);
  await settled();
}

test('there is an endpoint for every port, even the gateways own', async () => {
  await connect({ ports: { queue: 1, nlp: 2, wsgi: 8080 }, name: 'Kitchen' });
  assert.deepEqual(Object.keys(gateway.endpoints), ['queue', 'nlp', 'wsgi']);
  assert.equal(gateway.endpoint('nlp').url, `${BASE}nlp`);
  assert.equal(gateway.settings.name, 'Kitchen');
  assert.throws(() => gateway.endpoint('pool'), /got 'pool'; there are: queue, nlp, wsgi/);
  assert.throws(() => gateway.endpoint('constructor'), RangeError);
});

test('queue and pool are there when the ports are not public', async () => {
  await connect({ name: 'Kitchen' });
  assert.deepEqual(Object.keys(gateway.endpoints), ['queue', 'pool']);
  gateway.close();
  await connect({ ports: null });
  assert.deepEqual(Object.keys(gateway.endpoints), ['queue', 'pool']);
});

test('a base gets its slash', async () => {
  await connect(undefined, { base: 'http://gateway.test/below' });
  assert.equal(gateway.endpoint('queue').url, 'http://gateway.test/below/queue');
});

test('five deferred queries are one POST, with the commands in order', async () => {
  const { queue } = (await connect()).endpoints;
  const results = [];
  for (let i = 0; i < 5; i++) {
    queue.deferQuery({ cmd: 'queue', args: { i } }, (result) => results.push(result));
  }
  await pass(49);
  assert.equal(network.requests.length, 0);
  await pass(1);
  assert.equal(network.requests.length, 1);
  assert.equal(network.newest.url, `${BASE}queue`);
  assert.equal(network.newest.method, 'POST');
  assert.equal(network.newest.headers['Content-Type'], 'text/json');
  assert.deepEqual(network.newest.commands.map(({ args }) => args.i), [0, 1, 2, 3, 4]);
  await network.newest.answer(fine('a', 'b', 'c', 'd', undefined));
  assert.deepEqual(results, ['a', 'b', 'c', 'd', undefined]);
});

test('with nothing queued it looks again every 50 ms and sends nothing', async () => {
  const { queue } = (await connect()).endpoints;
  await pass(50);
  await pass(30);
  queue.deferQuery({ cmd: 'bg' });
  await pass(19);
  assert.equal(network.requests.length, 0);
  await pass(1);
  assert.equal(network.requests.length, 1);
});

test('what is queued during a POST waits for it and follows at once', async () => {
  const { queue } = (await connect()).endpoints;
  queue.deferQuery({ cmd: 'queue' });
  await pass(50);
  queue.deferQuery({ cmd: 'bg' });
  await pass(5_000);
  assert.equal(network.requests.length, 1);
  await network.newest.answer(fine(1));
  await pass(0);
  assert.deepEqual(network.newest.commands, [{ cmd: 'bg' }]);
});

test('after an HTTP failure it goes on after 500 ms and repeats nothing', async () => {
  const { queue } = (await connect()).endpoints;
  const failures = [];
  queue.deferQuery({ cmd: 'queue' }, assert.fail, (error) => failures.push(error));
  await pass(50);
  await network.newest.answer('<h1>Service unreachable</h1>', 500);
  assert.equal(failures.length, 1);
  assert.ok(failures[0] instanceof PatchbayError);
  assert.deepEqual([failures[0].code, failures[0].data.status], ['http', 500]);
  queue.deferQuery({ cmd: 'bg' });
  await pass(499);
  assert.equal(network.requests.length, 1);
  await pass(1);
  assert.deepEqual(network.newest.commands, [{ cmd: 'bg' }]);
});

test('a gateway that cannot be reached is a failure like any other', async () => {
  const { queue } = (await connect()).endpoints;
  const answer = assert.rejects(queue.query({ cmd: 'queue' }), { code: 'unreachable' });
  await pass(50);
  await network.newest.refuse();
  await answer;
  queue.deferQuery({ cmd: 'bg' });
  await pass(500);
  assert.equal(network.requests.length, 2);
});

for (const [what, content] of Object.entries({
  'too short an answer': fine(1),
  'one object': { success: false, error: 'Bad command.' },
  'no JSON': 'Endpoint only accepts JSON.',
})) {
  test(`${what} fails the round, is logged and does not end the loop`, async () => {
    const { queue } = (await connect()).endpoints;
    const failures = [];
    queue.deferQuery({ cmd: 'queue' }, assert.fail, (error) => failures.push(error));
    queue.deferQuery({ cmd: 'bg' }, assert.fail, (error) => failures.push(error));
    await pass(50);
    await network.newest.answer(content);
    assert.deepEqual(failures.map(({ code }) => code), ['malformed', 'malformed']);
    assert.match(log.errors.join(), /Expected .* from http:\/\/gateway.test\/queue, got/);
    queue.deferQuery({ cmd: 'queue' });
    await pass(499);
    assert.equal(network.requests.length, 1);
    await pass(1);
    assert.equal(network.requests.length, 2);
  });
}

test('a refused command is logged and told, and its neighbours succeed', async () => {
  const { queue } = (await connect()).endpoints;
  const told = [];
  queue.deferQuery({ cmd: 'bg' }, (result) => told.push(result));
  queue.deferQuery({ cmd: 'dance' }, assert.fail, (error) => told.push(error));
  queue.deferQuery({ cmd: 'queue' }, (result) => told.push(result));
  await pass(50);
  const refusal = { success: false, error: 'Bad command.' };
  await network.newest.answer([{ success: true }, refusal, { success: true, result: [] }]);
  const [none, error, list] = told;
  assert.deepEqual([none, list], [undefined, []]);
  assert.deepEqual([error.code, error.message, error.data], ['refused', 'Bad command.', refusal]);
  assert.deepEqual(log.errors, [`'queue' refused {"cmd":"dance"}: Bad command.`]);
  assert.equal(queue.isAlive, true);
});

test('a forced query is sent at once, with all that is queued, and overlaps a POST in flight', async () => {
  const { queue } = (await connect()).endpoints;
  queue.deferQuery({ cmd: 'queue' });
  await pass(50);
  queue.deferQuery({ cmd: 'bg' });
  queue.forceQuery({ cmd: 'rm', args: { uids: ['7'] } });
  assert.equal(network.requests.length, 2);
  assert.deepEqual(network.newest.commands.map(({ cmd }) => cmd), ['bg', 'rm']);
});

test('a forced query that fails does not hold up the loop', async () => {
  const { queue } = (await connect()).endpoints;
  const failures = [];
  queue.forceQuery({ cmd: 'rm' }, assert.fail, (error) => failures.push(error.code));
  await network.newest.refuse();
  assert.deepEqual(failures, ['unreachable']);
  queue.deferQuery({ cmd: 'bg' });
  await pass(50);
  assert.equal(network.requests.length, 2);
});

test('a round tells its own callbacks after those of its commands', async () => {
  const { queue } = (await connect()).endpoints;
  const told = [];
  queue.deferQuery({ cmd: 'bg' }, () => told.push('command'));
  queue.runQueries(() => told.push('round'), assert.fail);
  await network.newest.answer(fine(1));
  queue.deferQuery({ cmd: 'bg' }, assert.fail, () => told.push('failed command'));
  queue.runQueries(assert.fail, () => told.push('failed round'));
  await network.newest.refuse();
  assert.deepEqual(told, ['command', 'round', 'failed command', 'failed round']);
});

test('a round of nothing is no POST', async () => {
  const { queue } = (await connect()).endpoints;
  const ok = mock.fn();
  queue.runQueries(ok, assert.fail);
  await settled();
  assert.deepEqual(ok.mock.calls[0].arguments, [[]]);
  assert.equal(network.requests.length, 0);
});

test('a callback that throws is logged and ends nothing', async () => {
  const { queue } = (await connect()).endpoints;
  const fault = () => { throw new Error('oops'); };
  const second = queue.query({ cmd: 'queue' });
  queue.deferQuery({ cmd: 'bg' }, fault);
  queue.onAlive(fault);
  await pass(50);
  await network.newest.answer(fine('a', 'b'));
  assert.equal(await second, 'a');
  assert.equal(log.errors.filter((line) => line.includes('oops')).length, 2);
  queue.deferQuery({ cmd: 'bg' });
  await pass(0);
  assert.equal(network.requests.length, 2);
});

test('the hooks are told after each round until they are removed', async () => {
  const { queue } = (await connect()).endpoints;
  const told = [];
  queue.onAlive(() => told.push('alive'));
  const end = queue.onDead(({ code }) => told.push(code));
  assert.equal(queue.isAlive, undefined);
  for (const outcome of ['answer', 'answer', 'refuse', 'refuse']) {
    queue.forceQuery({ cmd: 'bg' });
    await network.newest[outcome](fine(1));
  }
  assert.equal(queue.isAlive, false);
  end();
  queue.forceQuery({ cmd: 'bg' });
  await network.newest.refuse();
  assert.deepEqual(told, ['alive', 'alive', 'unreachable', 'unreachable']);
});

test('an outage is logged once', async () => {
  const { queue } = (await connect()).endpoints;
  for (const outcome of ['refuse', 'refuse', 'answer', 'refuse']) {
    queue.forceQuery({ cmd: 'bg' });
    await network.newest[outcome](fine(1));
  }
  assert.equal(log.errors.length, 2);
});

/** Stands in for a page with one element of each class. */
function fakePage() {
  globalThis.getComputedStyle = ({ style }) => style;
  const element = () => ({ hidden: false, style: { display: '' } });
  const elements = { '.disconnect-hide': [element()], '.disconnect-show': [element()] };
  return {
    querySelectorAll: (css) => elements[css],
    get isConnected() {
      const [hide, show] = Object.values(elements).map(([{ style }]) => style.display !== 'none');
      assert.notEqual(hide, show);
      return hide;
    },
  };
}

async function outcomeOf(endpoint, outcome, ...args) {
  endpoint.forceQuery({ cmd: 'bg' });
  await network.newest[outcome](...args);
}

test('a page is connected while all endpoints are that were used', async () => {
  const { queue, pool } = (await connect({ ports: { queue: 1, pool: 2, nlp: 3 } })).endpoints;
  const root = fakePage();
  const end = gateway.keepConnectionClasses({ root });
  await outcomeOf(queue, 'answer', fine(1));
  assert.ok(root.isConnected);
  await outcomeOf(pool, 'refuse');
  await outcomeOf(queue, 'answer', fine(1));
  assert.ok(!root.isConnected);
  await outcomeOf(pool, 'answer', fine(1));
  assert.ok(root.isConnected);
  end();
  await outcomeOf(pool, 'refuse');
  assert.ok(root.isConnected);
});

test('a page may follow some endpoints only, and begins as they are', async () => {
  const { queue, pool } = (await connect({})).endpoints;
  await outcomeOf(queue, 'refuse');
  const root = fakePage();
  gateway.keepConnectionClasses({ root, endpoints: [queue] });
  assert.ok(!root.isConnected);
  await outcomeOf(queue, 'answer', fine(1));
  await outcomeOf(pool, 'refuse');
  assert.ok(root.isConnected);
});

test('a service the gateway does not have is not lost, and is left alone', async () => {
  const { queue, pool } = (await connect({})).endpoints;
  const root = fakePage();
  gateway.keepConnectionClasses({ root });
  await outcomeOf(pool, 'answer', '<h1>Not found</h1>', 404);
  await outcomeOf(queue, 'answer', fine(1));
  assert.ok(root.isConnected);
  assert.deepEqual([pool.isAlive, pool.failure.data.status, queue.failure], [false, 404, undefined]);
  const { length } = network.requests;
  await pass(50);
  await pass(50);
  assert.equal(network.requests.length, length);
});

test('what is lost asks for nothing until it is alive', async () => {
  const { queue } = (await connect()).endpoints;
  const root = fakePage();
  gateway.keepConnectionClasses({ root });
  await outcomeOf(queue, 'answer', '<h1>Connection refused</h1>', 500);
  await pass(50);
  assert.deepEqual(network.newest.commands, []);
  await network.newest.refuse();
  const { length } = network.requests;
  await pass(499);
  assert.equal(network.requests.length, length);
  await pass(1);
  assert.equal(network.requests.length, length + 1);
  await network.newest.answer([]);
  assert.ok(root.isConnected);
  await pass(0);
  await pass(50);
  assert.equal(network.requests.length, length + 1);
});

test('closing ends the loop and fails what is queued, what is in flight and what comes later', async () => {
  const { queue } = (await connect()).endpoints;
  const failures = [];
  const err = ({ code }) => failures.push(code);
  queue.deferQuery({ cmd: 'in flight' }, assert.fail, err);
  await pass(50);
  queue.deferQuery({ cmd: 'queued' }, assert.fail, err);
  queue.onDead(assert.fail);
  gateway.close();
  gateway.close();
  await settled();
  queue.deferQuery({ cmd: 'later' }, assert.fail, err);
  queue.forceQuery({ cmd: 'forced later' }, assert.fail, err);
  await assert.rejects(queue.query({ cmd: 'later' }), { code: 'closed' });
  await pass(10_000);
  assert.deepEqual(failures, ['closed', 'closed', 'closed', 'closed']);
  assert.equal(network.requests.length, 1);
});

test('two gateways know nothing of one another', async () => {
  const one = await connect();
  const firstNetwork = network;
  const other = await Gateway.connect({ base: 'http://other.test/', fetch: new FakeFetch().fetch, log });
  other.close();
  one.endpoints.queue.deferQuery({ cmd: 'bg' });
  await pass(50);
  assert.equal(firstNetwork.requests.length, 1);
});

test('a gateway that never answers is given up', async () => {
  const { queue } = (await connect()).endpoints;
  const answer = assert.rejects(queue.query({ cmd: 'bg' }), { code: 'timeout' });
  await pass(50);
  await pass(14_999);
  assert.equal(queue.isAlive, undefined);
  await pass(1);
  assert.equal(queue.isAlive, false);
  await answer;
});

test('without settings there is no gateway', async () => {
  const connected = (fetch) => Gateway.connect({ base: BASE, fetch, log });
  await assert.rejects(connected(async () => new Response('gone', { status: 404 })), { code: 'http' });
  await assert.rejects(connected(async () => new Response('<html>')), { code: 'malformed' });
  await assert.rejects(connected(async () => new Response('[]')), { code: 'malformed' });
  await assert.rejects(connected(async () => { throw new TypeError('fetch failed'); }), { code: 'unreachable' });
});
