import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';

/** Stands in for a page's fetch: keeps each request until the test answers it. */
export class FakeFetch {
  requests = [];

  constructor(settings = { ports: { queue: 5580 } }) {
    this.settings = settings;
  }

  fetch = (url, { method = 'GET', headers, body, signal } = {}) => {
    if (method === 'GET') {
      return Promise.resolve(new Response(JSON.stringify(this.settings)));
    }
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      const answer = async (content, status = 200) => {
        resolve(new Response(typeof content === 'string' ? content : JSON.stringify(content), { status }));
        await settled();
      };
      const refuse = async () => {
        reject(new TypeError('fetch failed'));
        await settled();
      };
      this.requests.push({ url, method, headers, commands: JSON.parse(body), answer, refuse });
    });
  };

  get newest() {
    return this.requests.at(-1);
  }
}

/** Keeps what was logged. */
export class FakeLog {
  errors = [];

  error = (message, ...details) => {
    this.errors.push([message, ...details].join(' '));
  };

  /** A listener's failure goes no further than here, so a test has to look. */
  assertNoneFailed() {
    assert.deepEqual(this.errors.filter((line) => line.includes('AssertionError')), []);
  }
}

/** Once all that is ready to run has run; no time passes. */
export async function settled() {
  for (let i = 0; i < 5; i++) {
    await setImmediate();
  }
}

export const fine = (...results) => results.map((result) => ({ success: true, result }));
