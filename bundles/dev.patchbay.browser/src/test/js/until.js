import { setTimeout } from 'node:timers/promises';

/** Waits for a fact; the test's own time limit ends it otherwise. */
export async function until(fact) {
  while (!fact()) {
    await setTimeout(2);
  }
}
