// Counts seconds down while it plays, and leaves at zero. Plain Node, no package: this is the whole of the protocol.

import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const [host, commandPort, updatePort] = process.argv.slice(-3);
const commands = connect(commandPort, host);
const updates = connect(updatePort, host);
let left = 10;
let clock;

const life = {
  init({ seconds = 10 }) {
    if (!(seconds > 0)) {
      throw new Error(`Expected seconds above 0, got ${seconds}`);
    }
    show(seconds);
  },
  play() {
    clock = setInterval(tick, 1000);
  },
  suspend() {
    clearInterval(clock);
  },
  rm() {
    clearInterval(clock);
  },
  do_add({ seconds }) {
    show(Math.max(0, left + seconds));
    return left;
  },
};

function tick() {
  show(left - 1);
  if (left <= 0) {
    clearInterval(clock);
    say('rm'); // the owner closes both streams, which ends this program
  }
}

function show(seconds) {
  left = seconds;
  say('set_parameters', { parameters: { left } });
}

function say(cmd, args) {
  updates.write(`${JSON.stringify({ cmd, args })}\n`);
}

function answer(line) {
  const { cmd, args = {} } = JSON.parse(line);
  if (!Object.hasOwn(life, cmd)) {
    return { success: false, error: 'Unrecognized command' };
  }
  try {
    return { success: true, result: life[cmd](args) }; // JSON leaves out a result that is undefined
  } catch (error) {
    return { success: false, error: error.message };
  }
}

createInterface({ input: commands }).on('line', (line) => commands.write(`${JSON.stringify(answer(line))}\n`));
updates.resume(); // the owner's answers to updates: read, or they pile up
commands.on('close', () => process.exit());
commands.on('error', () => process.exit(1));
updates.on('error', () => process.exit(1));
