import { expect, it } from 'vitest';
import { cleanText, initialOf } from '../../apps/tv/models/cleanText.ts';

it.each([
  ['harbour lights', 'H'],
  ['  éclair', 'É'],
  ['🎬 Reel', '🎬'],
  [cleanText('שלום עולם', 40), 'ש'],
  ['', ''],
])('what stands in for the art of “%s” is its first letter', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});
