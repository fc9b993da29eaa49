import { describe, expect, it } from 'vitest';
import { FrameByFrame } from '../../apps/tv/frameByFrame.ts';
import type { StageLike } from '../../apps/tv/lightning.ts';

/** A stage whose frames the test draws. */
function stageOf() {
  const listeners = new Set<() => void>();
  const stage = {
    on: (_: string, listener: () => void) => listeners.add(listener),
    off: (_: string, listener: () => void) => listeners.delete(listener),
  } as unknown as StageLike;
  return {
    work: new FrameByFrame(stage),
    listeners,
    frame: () => {
      for (const listener of [...listeners]) listener();
    },
  };
}

const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

describe('drawing frame by frame', () => {
  it('draws one thing a frame, in the order in which they came', () => {
    const { work, frame, listeners } = stageOf();
    const drawn: string[] = [];
    for (const what of [a, b, c]) work.later(what, () => drawn.push(what.name));
    expect(drawn).toEqual([]);
    frame();
    expect(drawn).toEqual(['a']);
    frame();
    frame();
    expect(drawn).toEqual(['a', 'b', 'c']);
    expect(listeners.size).toBe(0);
  });

  it('draws only what it was asked for last, and nothing that was taken back', () => {
    const { work, frame } = stageOf();
    const drawn: string[] = [];
    work.later(a, () => drawn.push('old'));
    work.later(b, () => drawn.push('b'));
    work.later(a, () => drawn.push('new'));
    expect(work.has(b)).toBe(true);
    work.forget(b);
    expect(work.has(b)).toBe(false);
    for (let frames = 0; frames < 4; frames += 1) frame();
    expect(drawn).toEqual(['new']);
  });

  it('asks for no frame once all is forgotten', () => {
    const { work, listeners } = stageOf();
    work.later(a, () => {});
    expect(listeners.size).toBe(1);
    work.forgetAll();
    expect(listeners.size).toBe(0);
  });
});
