// Everything patchbay.d.ts promises, used once; compiled, never run.
import {
  Endpoint, Gateway, Patchbay, PatchbayError,
  type Command, type Credentials, type End, type Envelope, type Gap, type Joined, type Json, type LocalCode,
  type Member, type NodeEvent, type Notice, type Settings, type State, type Unsubscribe, type User, type Words,
} from '../../main/resources/library/patchbay.js';

interface Playing {
  uid: string;
  type: string;
}

interface Lamp {
  watts: number;
}

export async function gatewayPage(): Promise<void> {
  const plain: Gateway = await Gateway.connect();
  const gateway = await Gateway.connect({
    base: '/kitchen/', look: false, timeoutInMs: 20_000, log: console, fetch: window.fetch.bind(window),
  });
  const settings: Settings = gateway.settings;
  const name: Json | undefined = settings.name;
  const port: number | undefined = settings.ports?.['queue'];
  const queue: Endpoint = gateway.endpoint('queue');
  const maybe: Endpoint | undefined = gateway.endpoints['pool'];
  const command: Command = { cmd: 'queue', args: { parameters: { text: ['text'] } } };
  queue.deferQuery(command);
  queue.deferQuery<Playing[]>(command, ([first]) => show(first?.uid), (error) => show(error.message));
  queue.forceQuery({ cmd: 'rm', args: { uids: ['7'] } }, undefined, (error: PatchbayError) => show(error.code));
  queue.runQueries();
  queue.runQueries((answers: Envelope[]) => answers.forEach((each) => show(each.success ? each.result : each.error)));
  const playing: Playing[] = await queue.query<Playing[]>({ cmd: 'queue' });
  const alive: End = queue.onAlive(() => show(queue.name, queue.url, queue.isAlive === true, queue.failure?.code));
  const dead: End = queue.onDead((error) => show(error.code === 'http' ? error.data : error.cause));
  const classes: End = gateway.keepConnectionClasses();
  const few: End = gateway.keepConnectionClasses({ root: document.body, endpoints: [queue] });
  [alive, dead, classes, few].forEach((end) => end());
  plain.close();
  show(name, port, maybe?.name, playing.length);
}

export async function nodePage(): Promise<void> {
  const patchbay = await Patchbay.connect({ timeoutInMs: 5_000, signal: AbortSignal.timeout(6_000) });
  const eager = new Patchbay({
    url: new URL('ws://127.0.0.1:5000/rpc'),
    token: async () => localStorage.getItem('token'),
    heartbeatInMs: 0,
    log: console,
  });
  await eager.ready({ timeoutInMs: 1_000 });
  const state: State = eager.state;
  const ends: End[] = [
    patchbay.onOpen(({ user, again }) => show(user.username, again)),
    patchbay.onClose(({ error, isFinal }) => show(error.message, isFinal)),
    patchbay.onGap((gap: Gap) => show(gap.since.seq, gap.since.epoch, gap.epoch, gap.seq, gap.isRestart)),
    patchbay.onState((next: State) => show(next)),
  ];
  const now = await patchbay.call<string>('clock.now', { zone: 'Europe/Berlin' });
  const unknown: unknown = await patchbay.call('clock.now', ['Europe/Berlin'], { timeoutInMs: 500 });
  const greeting = await patchbay.task<{ text: string }>('hello', { name: 'Ada' }, { timeoutInMs: 5_000 });
  const lamps: Unsubscribe = patchbay.subscribe<Lamp>(['lamp.*'], (event: NodeEvent<Lamp>) => show(event.data.watts));
  await lamps.ready;
  lamps();
  patchbay.subscribe('*', ({ name, data, time }) => show(name, data['any'], time))();
  const joined: Joined = await patchbay.join('garden', heard, { timeoutInMs: 500 });
  await patchbay.say('garden', { text: 'Hello' }, { task: 'chat', others: true, timeoutInMs: 500 });
  const members: Member[] = patchbay.members('garden');
  const wasIn: boolean = await patchbay.leave('garden');
  const credentials: Credentials = { username: 'zoe', password: 'secret' };
  const user: User = await patchbay.login(credentials);
  const same: User = await patchbay.whoami({ timeoutInMs: 500 });
  ends.forEach((end) => end());
  patchbay.close();
  show(state, now, unknown, greeting.text, joined.cid, joined.present.length, members[0]?.node);
  show(wasIn, user.id, same.roles, patchbay.url);
}

function heard(notice: Notice): void {
  switch (notice.kind) {
    case 'said':
      show(notice.task, (notice.data as Words<{ text: string }>).from);
      break;
    case 'joined':
    case 'left':
      show(notice.username);
      break;
    case 'users':
      show(...notice.users);
      break;
    case 'present':
      show(...notice.present.map(({ username }) => username));
      break;
    case 'lost':
      show(notice.error.message);
      break;
    default: {
      const none: never = notice;
      show(none);
    }
  }
}

function show(...values: unknown[]): void {
  document.body.append(...values.map(String));
}

export function wrong(patchbay: Patchbay, queue: Endpoint): PatchbayError {
  const code: LocalCode = 'lost';
  // @ts-expect-error a command has a name
  queue.deferQuery({ args: {} });
  // @ts-expect-error a listener is needed
  patchbay.subscribe('*');
  // @ts-expect-error there is no such state
  show(patchbay.state === 'lost');
  // @ts-expect-error a token or a user name with its password
  patchbay.login({ username: 'zoe' });
  // @ts-expect-error made by the gateway only
  new Endpoint('queue', '/queue');
  // @ts-expect-error not to be changed
  patchbay.url = '';
  return new PatchbayError(code, 'Expected', { data: [1], cause: new Error('cause') });
}
