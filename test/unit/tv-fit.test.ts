import { describe, expect, it } from 'vitest';
import { widest } from '../../apps/tv/fit.ts';

describe('fitting things into a row', () => {
  it('cuts nothing that fits', () => {
    expect(widest([300, 200], 500)).toBe(Number.POSITIVE_INFINITY);
    expect(widest([], 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('cuts the longest first, and short ones not at all', () => {
    expect(widest([100, 900, 200], 700)).toBe(400);
    expect(widest([100, 900, 800], 700)).toBe(300);
  });

  it('whatever comes, the row is no wider than its room', () => {
    for (const room of [0, 7, 640, 1680]) {
      for (const widths of [[1680], [900, 900, 900], [1, 2, 3, 10_000], Array(40).fill(77)]) {
        const most = widest(widths, room);
        const total = widths.reduce((sum: number, width: number) => sum + Math.min(width, most), 0);
        expect(total).toBeLessThanOrEqual(Math.max(room, 0));
      }
    }
  });
});
