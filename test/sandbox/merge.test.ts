import { describe, expect, it } from 'vitest';
import { merge } from '../../apps/sandbox/state/persistence/merge.ts';

describe('two changes of one value at the same moment', () => {
  it.each<[string, unknown, unknown, unknown, unknown]>([
    ['only mine changed', 1, 2, 1, 2],
    ['only theirs changed', 1, 1, 3, 3],
    ['the same field twice takes mine', 1, 2, 3, 2],
    ['different members', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 2 }],
    ['a member deleted, another changed', { a: 1, b: 1 }, { b: 1 }, { a: 1, b: 2 }, { b: 2 }],
    [
      'nested members',
      { a: { x: 1 } },
      { a: { x: 1, y: 2 } },
      { a: { x: 3 } },
      { a: { x: 3, y: 2 } },
    ],
    ['sets', new Set([1, 2]), new Set([2, 3]), new Set([1, 2, 4]), new Set([2, 3, 4])],
    ['lists', ['a', 'b'], ['b', 'c'], ['a', 'b', 'd'], ['b', 'd', 'c']],
    ['lists that both began', undefined, ['a'], ['b'], ['b', 'a']],
    ['lists of objects take mine', [{ a: 1 }], [{ a: 2 }], [{ a: 3 }], [{ a: 2 }]],
    [
      'a map whose last member I deleted',
      new Map([['a', 1]]),
      undefined,
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([['b', 2]]),
    ],
    ['a map that both emptied', new Map([['a', 1]]), undefined, new Map(), undefined],
    [
      'a map that both began',
      undefined,
      new Map([['a', 1]]),
      new Map([['b', 2]]),
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    ],
    ['deleted here, changed there', { a: 1 }, undefined, { a: 2 }, undefined],
    ['changed here, deleted there', { a: 1 }, { a: 2 }, undefined, undefined],
    ['another kind of value', { a: 1 }, [1], 'x', [1]],
  ])('%s', (_, base, mine, theirs, merged) => {
    expect(merge(base, mine, theirs)).toEqual(merged);
  });
});
