import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as library from '../../main/resources/library/patchbay.js';

const types = await readFile(new URL('../../main/resources/library/patchbay.d.ts', import.meta.url), 'utf8');

/** The members of each class in the type definitions. */
function declared() {
  const classes = [...types.matchAll(/^export class (\w+).*?^}/gms)];
  return new Map(classes.map(([text, name]) => [name, membersOf(text)]));
}

function membersOf(text) {
  const members = [...text.matchAll(/^ {2}(?:readonly )?(?!static|private|constructor)(\w+)[<(:]/gm)];
  return [...new Set(members.map(([, name]) => name))].sort();
}

const real = (type) => Object.getOwnPropertyNames(type.prototype).filter((name) => name !== 'constructor').sort();

test('what is declared is exported, and nothing else', () => {
  assert.deepEqual([...declared().keys()].sort(), Object.keys(library).sort());
});

for (const name of ['Gateway', 'Endpoint', 'Patchbay']) {
  test(`${name} has the members that are declared, and no others`, () => {
    assert.deepEqual(declared().get(name), real(library[name]));
  });
}

test('an error has the members that are declared', () => {
  assert.deepEqual(declared().get('PatchbayError'), Object.keys(new library.PatchbayError('lost', 'text')).sort());
});
