import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileMask } from '../../main/resources/library/patchbay/mask.js';

// the node's own MaskTest has the same cases
const CASES = [
  ['task.updated', ['task.updated'], ['task.update', 'task.updatedx', 'Task.updated', 'taskXupdated', '']],
  ['task.*', ['task.updated', 'task.progress.detail', 'task.'], ['task', 'tasks.updated', 'subtask.updated']],
  ['*', ['task', 'ä', '', 'a\nb'], []],
  ['task.*.done', ['task.a.done', 'task.a.b.done', 'task..done'], ['task.done', 'task.a.done.now', 'task.a.undone']],
  ['*.done', ['a.done', '.done'], ['done', 'a.done ']],
  ['a*b*c', ['abc', 'a.b.c', 'aXbXbXc', 'acbcc'], ['acb', 'ab', 'abcd']],
  ['**a**', ['a', 'xax'], ['b', '']],
  ['a*bc*d*e', ['abcde', 'a-b-bc-d-d-e'], ['abde', 'abcd']],
  ['task.?', ['task.1', 'task..', 'task.\n', 'task.😀'], ['task.', 'task.12', 'task']],
  ['disk[abc]', ['diska', 'diskc'], ['diskd', 'disk', 'diskab', 'disk[abc]']],
  ['disk[0-9]', ['disk0', 'disk9'], ['disk-', 'diska']],
  ['disk[!ab]', ['diskc', 'disk!', 'disk.'], ['diska', 'disk', 'diskcc']],
  ['a+(b)^$|{2}\\*', ['a+(b)^$|{2}\\x'], ['aab']],
  ['x[\\^&-]?', ['x\\1', 'x^1', 'x&1', 'x-1'], ['xa1']],
  ['x[]a]?', ['x]1', 'xa1'], ['xb1']],
  ['a[', ['a['], ['a']],
  ['a[]?', ['a[]1'], ['a]1']],
  ['a[!]?', ['a[!]1'], ['ab1']],
  ['a[b?', ['a[b1'], ['ab1']],
  ['disk[z-a]', [], ['diska', 'diskz', 'diskm', 'disk-']],
  ['disk[!z-a]', ['diskm'], ['disk']],
  ['disk[z-ax]', ['diskx'], ['diskz']],
];

for (const [mask, heard, ignored] of CASES) {
  test(`${mask} hears what the node hears`, () => {
    const matches = compileMask(mask);
    heard.forEach((name) => assert.ok(matches(name), `${mask} hears ${name}`));
    ignored.forEach((name) => assert.ok(!matches(name), `${mask} ignores ${name}`));
  });
}

test('many stars do not make it slow', { timeout: 10_000 }, () => {
  assert.ok(!compileMask(`${'*a'.repeat(30)}*b`)('a'.repeat(200)));
});
