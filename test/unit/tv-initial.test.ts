import { expect, it } from 'vitest';
import { initialOf, tidy } from '../../apps/tv/models/tidy.ts';

it.each([
  ['harbour lights', 'H'],
  ['  éclair', 'É'],
  ['🎬 Reel', '🎬'],
  [tidy('שלום עולם', 40), 'ש'],
  ['', ''],
])('what stands in for the art of “%s” is its first letter', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});
