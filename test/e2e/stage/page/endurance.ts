import type { Shown } from './gallery.ts';
import { show } from './gallery.ts';
import { pressKey } from './keys.ts';
import { theApp, theStage } from './lightning.ts';
import { layOut, macrotask, pass, timersLeft } from './time.ts';

export interface Left {
  /** Timers of the app that are running. */
  readonly timers: number;
  readonly elements: number;
  /** Textures that lie in the graphics memory. */
  readonly textures: number;
}

/** What is there now, after everything unused was let go. */
export function left(): Left {
  const stage = theStage();
  layOut();
  stage.drawFrame();
  stage.gc(true);
  let elements = 0;
  const count = (element: typeof stage.application) => {
    elements += 1;
    for (const child of element.children) count(child as typeof stage.application);
  };
  count(stage.application);
  return {
    timers: timersLeft(),
    elements,
    textures: stage.textureManager.textureSourceHashmap.size,
  };
}

/** Picks what has the focus, sees it play, goes back, by keys alone; that many times. */
export async function playAndBack(times: number): Promise<void> {
  const screen = () => theApp().name;
  for (let count = 0; count < times; count += 1) {
    for (let presses = 0; screen() !== 'player'; presses += 1) {
      if (presses > 3) throw new Error(`OK leads to ${screen()}, not to the player`);
      pressKey('Enter');
      await macrotask();
      layOut();
    }
    pass(600);
    await macrotask();
    for (let presses = 0; screen() !== 'home'; presses += 1) {
      if (presses > 3) throw new Error(`Back leads to ${screen()}, not Home`);
      pressKey('Back');
      await macrotask();
      layOut();
    }
    pass(600);
    await macrotask();
  }
}

/** An hour in front of one screen. */
export async function anHourOn(shown: Shown): Promise<void> {
  show(shown);
  for (let minute = 0; minute < 60; minute += 1) {
    pass(60_000);
    layOut();
    await macrotask();
  }
}
