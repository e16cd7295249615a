/**
 * What went wrong. `code` is a number when the node or the gateway's service said so, and one of these words when it
 * was found out here:
 *
 * - `unreachable`: nobody answered at the address; nothing was carried out
 * - `unconnected`: there is no connection now; nothing was sent
 * - `lost`: the connection ended before the answer came; whether it was carried out is unknown
 * - `timeout`, `aborted`: the caller's time limit passed, or its signal said so; it may still be carried out
 * - `closed`: `close()` was called
 * - `http`: the gateway answered with another status than 2xx; `data` is `{ status, text }`
 * - `malformed`: an answer was not what the protocol has; `data` is what came
 * - `refused`: a service answered a command with `success: false`; `data` is its whole answer
 */
export class PatchbayError extends Error {
  constructor(code, message, { data, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PatchbayError';
    this.code = code;
    this.data = data;
  }
}
