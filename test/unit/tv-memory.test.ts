import { describe, expect, it } from 'vitest';
import { spareMemory } from '../../apps/tv/memory.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';

function app() {
  const freed: boolean[] = [];
  const lifecycle = seenLifecycle();
  const stage = { gc: (all: boolean) => void freed.push(all) };
  return { freed, lifecycle, stage };
}

describe('textures that nothing on the screen uses', () => {
  it('are given back each time the device runs short, and what is seen stays', () => {
    const { freed, lifecycle, stage } = app();
    let short = () => {};
    const subscribeShort = (listener: () => void) => {
      short = listener;
      return () => {};
    };
    spareMemory({ lifecycle, memory: { texturePixels: 1, subscribeShort } }, stage);
    expect(freed).toEqual([]);
    short();
    short();
    expect(freed).toEqual([false, false]);
  });

  it('are given back when the viewer leaves, on devices that never say they run short, too', () => {
    const { freed, lifecycle, stage } = app();
    spareMemory({ lifecycle }, stage);
    lifecycle.see(true);
    expect(freed).toEqual([]);
    lifecycle.see(false);
    expect(freed).toEqual([false]);
  });
});
