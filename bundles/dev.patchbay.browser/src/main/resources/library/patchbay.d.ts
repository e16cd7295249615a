/**
 * Patchbay in a page: a gateway's services by {@link Gateway}, a node's own protocol by {@link Patchbay}.
 *
 * Nothing here blocks. A listener that throws is logged and keeps nobody else from hearing.
 */

/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Ends what returned it; may be called more than once. */
export type End = () => void;

/** Where the library logs; `console` is one. */
export interface Log {
  error(message: string, ...details: unknown[]): void;
}

/**
 * What was found out in the page:
 *
 * - `unreachable`: nobody answers at the address; nothing was carried out
 * - `unconnected`: there is no connection now; nothing was sent
 * - `lost`: the connection ended before the answer came; whether it was carried out is unknown
 * - `timeout`, `aborted`: the caller's time limit passed, or its signal said so; it may still be carried out
 * - `closed`: `close()` was called
 * - `http`: the gateway answered with another status than 2xx; `data` is `{ status, text }`
 * - `malformed`: an answer was not what the protocol has; `data` is what came
 * - `refused`: a service behind the gateway answered with `success: false`; `data` is its whole answer
 */
export type LocalCode =
  | 'unreachable' | 'unconnected' | 'lost' | 'timeout' | 'aborted' | 'closed' | 'http' | 'malformed' | 'refused';

/** What went wrong. */
export class PatchbayError extends Error {
  constructor(code: number | LocalCode, message: string, details?: { data?: unknown; cause?: unknown });
  readonly name: 'PatchbayError';
  /** A number is the node's own, see its protocol; a word was found out in the page. */
  readonly code: number | LocalCode;
  /** What a program can use besides; undefined when there is nothing. */
  readonly data: unknown;
}

/** How long to wait. */
export interface Limits {
  /** Ends the waiting with code `aborted`, or `timeout` when it is one of `AbortSignal.timeout`. */
  signal?: AbortSignal | undefined;
  /** Ends the waiting with code `timeout`; 0 or nothing for no limit. */
  timeoutInMs?: number | undefined;
}

// ---- the gateway -------------------------------------------------------------------------------------------------

export interface GatewayOptions {
  /** Where the gateway's paths begin: a path of this page's server, or a URL. `"/"` when left out. */
  base?: string | undefined;
  /**
   * Whether to give the page the settings' looks: `bg_color` and `fg_color` for the body, `name` as the text of each
   * `h1.title`. True when left out.
   */
  look?: boolean | undefined;
  /** How long the gateway may take to answer, 15000 when left out; the gateway itself waits 10000 for a service. */
  timeoutInMs?: number | undefined;
  log?: Log | undefined;
  /** Another `fetch` than the page's. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** The gateway's public settings. What `public` does not name is not there; what it names and nobody set is null. */
export interface Settings {
  readonly ports?: { readonly [service: string]: number } | null;
  readonly name?: Json;
  readonly bg_color?: Json;
  readonly fg_color?: Json;
  readonly [key: string]: Json | undefined | { readonly [service: string]: number };
}

export interface ConnectionClasses {
  /** Elements below this; the document when left out. */
  root?: ParentNode | undefined;
  /** Only these endpoints; all of the gateway when left out. */
  endpoints?: readonly Endpoint[] | undefined;
}

/** A shmooze gateway. A page may have several; they know nothing of one another. */
export class Gateway {
  private constructor();

  /**
   * Loads the settings, gives the page their looks and starts the endpoints.
   * Rejects with a {@link PatchbayError}: `unreachable`, `timeout`, `http` or `malformed`.
   */
  static connect(options?: GatewayOptions): Promise<Gateway>;

  /** The public settings as they were when the gateway was connected. */
  readonly settings: Settings;

  /** An endpoint for each of the settings' `ports`; `queue` and `pool` when the ports are not public. */
  readonly endpoints: { readonly [name: string]: Endpoint };

  /** The endpoint of that name; throws a RangeError that lists those there are. */
  endpoint(name: string): Endpoint;

  /**
   * While the newest round of any endpoint failed, hides what has the class `disconnect-hide` and shows what has
   * `disconnect-show`; the reverse once every endpoint that was used is alive. One that answers 404 does not count: the
   * gateway does not have it. As a page that hides its buttons may ask for nothing any more, an endpoint that failed
   * sends an empty array by itself, every 500 ms, until it is alive.
   */
  keepConnectionClasses(options?: ConnectionClasses): End;

  /** Ends the loops; what has no answer yet fails with code `closed`. */
  close(): void;
}

/** A command of a service. */
export interface Command {
  cmd: string;
  args?: { readonly [name: string]: unknown } | undefined;
}

/** A service's answer to one command. */
export type Envelope =
  | { readonly success: true; readonly result?: unknown }
  | { readonly success: false; readonly error: string };

/** Told a command's result; undefined when it succeeded without one. */
export type Ok<R = unknown> = (result: R) => void;

/**
 * Told why there is no result. Code `refused` with the service's text as message when the service said so; otherwise
 * `unreachable`, `timeout`, `http`, `malformed` or `closed` for the whole round.
 */
export type Err = (error: PatchbayError) => void;

/**
 * A service behind a gateway, with a loop: nothing queued, it looks again after 50 ms; something queued, it sends all
 * of it as one POST, then looks again at once, or after 500 ms when that failed. Failed commands are not repeated.
 */
export class Endpoint {
  private constructor();
  readonly name: string;
  readonly url: string;
  /** How the newest round ended; undefined before the first. */
  readonly isAlive: boolean | undefined;
  /** Why the newest round failed; undefined when it did not. */
  readonly failure: PatchbayError | undefined;

  /** Queues a command for the loop. */
  deferQuery<R = unknown>(command: Command, ok?: Ok<R>, err?: Err): void;

  /** Queues a command and sends all that is queued at once, even while an earlier POST has no answer. */
  forceQuery<R = unknown>(command: Command, ok?: Ok<R>, err?: Err): void;

  /** Sends all that is queued at once. The callbacks come after the commands' own; `ok` is told all answers. */
  runQueries(ok?: (answers: Envelope[]) => void, err?: Err): void;

  /** {@link Endpoint.deferQuery} as a promise; rejects with what `err` would be told. */
  query<R = unknown>(command: Command): Promise<R>;

  /** Told after each round that was answered. */
  onAlive(listener: () => void): End;

  /** Told after each round that failed as a whole. */
  onDead(listener: (error: PatchbayError) => void): End;
}

// ---- the node's own protocol -------------------------------------------------------------------------------------

export interface PatchbayOptions {
  /** `ws:`, `wss:`, `http:`, `https:` or a path of this page's server; `"/rpc"` when left out. */
  url?: string | URL | undefined;
  /**
   * Signs in with each connection; a function is asked each time, and nothing from it means nobody. Left out: nobody,
   * until {@link Patchbay.login}.
   */
  token?: string | (() => MaybeLater<string | null | undefined>) | undefined;
  /**
   * A page is not told of the node's pings. When nothing came for this long, 15000 when left out, the node is asked
   * something; when that long again nothing comes, the connection counts as lost. 0 for never.
   */
  heartbeatInMs?: number | undefined;
  log?: Log | undefined;
}

export type MaybeLater<T> = T | Promise<T>;

/** `waiting` is the pause before it is `connecting` again; `closed` is for good. */
export type State = 'connecting' | 'open' | 'waiting' | 'closed';

export type Credentials = { readonly token: string } | { readonly username: string; readonly password: string };

/** For nobody, `id` is null, `username` empty and `roles` has nothing. */
export interface User {
  readonly id: string | null;
  readonly username: string;
  readonly roles: readonly string[];
}

export interface NodeEvent<D = Record<string, unknown>> {
  readonly name: string;
  readonly data: D;
  /** Rises from event to event within one life of the node. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** Events are lost for good: ask for the present state of whatever is shown. What is still there follows. */
export interface Gap {
  /** The last event that was heard, and the life of the node it belongs to. */
  readonly since: { readonly epoch: string; readonly seq: number };
  /** The life of the node now. */
  readonly epoch: string;
  /** Its newest event. */
  readonly seq: number;
  /** Whether the node was started anew, or is another one. */
  readonly isRestart: boolean;
}

export interface Unsubscribe {
  (): void;
  /** Resolves when the node has accepted the masks; rejects when it refused them, and nothing is heard then. */
  readonly ready: Promise<void>;
}

export interface Member {
  readonly username: string;
  readonly node: string;
}

export interface Joined {
  /** Names this connection in the room to the node's tasks; new with each connection. */
  readonly cid: string;
  readonly room: string;
  readonly present: readonly Member[];
}

/** What happens in a room. */
export type Notice =
  | { readonly room: string; readonly kind: 'said'; readonly task: string; readonly data: unknown }
  | { readonly room: string; readonly kind: 'joined' | 'left'; readonly username: string }
  | { readonly room: string; readonly kind: 'users'; readonly users: readonly string[] }
  /** Also told after each reconnect. */
  | { readonly room: string; readonly kind: 'present'; readonly present: readonly Member[] }
  /** The node does not let us in again after a reconnect; the last that is told of this room. */
  | { readonly room: string; readonly kind: 'lost'; readonly error: PatchbayError };

/** What was said with `room.say` is the `data` of a notice with kind `said`. */
export interface Words<D = unknown> {
  /** The user name; empty for nobody. */
  readonly from: string;
  readonly data: D;
}

export interface SayOptions extends Limits {
  /** A word by which clients tell messages apart; `"say"` when left out. */
  task?: string | undefined;
  /** Whether to leave ourselves out. */
  others?: boolean | undefined;
}

/**
 * A connection to a node that is opened again whenever it is lost, with growing pauses: about 0.1 s at first, 30 s at
 * most, anew after 10 s of a steady connection, and at once when the browser is online again. Each new one is signed
 * in, subscribed and in its rooms as the last, and misses no event that the node still keeps.
 *
 * A call fails with `lost` when its connection ends, and with `unconnected` while there is none; it is never repeated.
 */
export class Patchbay {
  /**
   * Connects. Rejects with the node's error when it does not know the token; with `unreachable` when the time limit
   * (10000 when left out, 0 for none) passes first; with `aborted` by the signal. Nothing is left open then.
   */
  static connect(options?: PatchbayOptions & Limits): Promise<Patchbay>;

  /** Begins to connect and never gives up; for a page that shows itself before the node is there. */
  constructor(options?: PatchbayOptions);

  readonly url: string;
  readonly state: State;

  /** Told when a connection is there and everything is restored; `again` is false for the first. */
  onOpen(listener: (opened: { readonly user: User; readonly again: boolean }) => void): End;

  /**
   * Told when an open connection ended, and, with `isFinal`, when no other will follow: after {@link Patchbay.close},
   * or since the node does not know the user any more (code -32004).
   */
  onClose(listener: (closed: { readonly error: PatchbayError; readonly isFinal: boolean }) => void): End;

  /** Told before the events that follow the gap. */
  onGap(listener: (gap: Gap) => void): End;

  onState(listener: (state: State) => void): End;

  /** Resolves as soon as it is open; rejects when it is closed, or with the limits. */
  ready(limits?: Limits): Promise<void>;

  /**
   * Calls `namespace.method`, with parameters by position or by name.
   * When the limits pass, only the waiting ends: the node goes on.
   */
  call<R = unknown>(method: string, params?: readonly unknown[] | object | null, limits?: Limits): Promise<R>;

  /** Runs a task. The node interrupts it when the time limit passes (code -32001). */
  task<R = unknown>(name: string, data?: unknown, limits?: Limits): Promise<R>;

  /**
   * Hears each event that matches one of the masks, once and in order, from the node's consent on, on all connections.
   * In a mask `*` is any text, dots included, `?` one character, `[abc]` and `[!abc]` one of a set or none of it.
   * May be called at any time but when it is closed.
   */
  subscribe<D = Record<string, unknown>>(
    masks: string | readonly string[], listener: (event: NodeEvent<D>) => void): Unsubscribe;

  /** Enters a room, or adds another listener to one. What is said while there is no connection is not heard. */
  join(room: string, listener?: (notice: Notice) => void, limits?: Limits): Promise<Joined>;

  /** Leaves a room, with all its listeners; resolves to whether we were in it. */
  leave(room: string, limits?: Limits): Promise<boolean>;

  /** Tells everybody in a room that we are in. */
  say(room: string, data?: unknown, options?: SayOptions): Promise<void>;

  /** Who is in a room on all nodes, as told last; nobody when we are not in it. */
  members(room: string): Member[];

  /** Signs in, now and with each later connection. Rooms know us as who we were when we entered. */
  login(credentials: Credentials, limits?: Limits): Promise<User>;

  whoami(limits?: Limits): Promise<User>;

  /** Ends it for good; what has no answer yet fails with code `closed`. */
  close(): void;
}
