import { pathOf } from './geometry.ts';
import { type StageElement, theApp, theStage } from './lightning.ts';

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly run: () => void;
}

let now = 0;
let wall = 0;
let last = 0;
const timers = new Map<number, Timer>();

/** Stops the app's clock at `time` (ms since the epoch): from then on only `pass` moves it. */
export function stopClock(time: number): void {
  wall = time - now;
  Object.assign(theApp().parts.platform.clock, {
    now: () => wall + now,
    monotonic: () => now,
    setTimeout: (run: () => void, ms: number) => {
      last += 1;
      timers.set(last, { id: last, at: now + Math.max(0, ms || 0), run });
      return last;
    },
    clearTimeout: (id: number) => timers.delete(id),
  });
}

export const monotonic = () => now;

export const timersLeft = () => timers.size;

/** Moves the app's clock, and runs the timers that fall due, in order. */
export function pass(ms: number): void {
  const end = now + ms;
  for (;;) {
    let next: Timer | null = null;
    for (const timer of timers.values()) {
      if (timer.at <= end && (next === null || timer.at < next.at)) next = timer;
    }
    if (next === null) break;
    timers.delete(next.id);
    now = Math.max(now, next.at);
    next.run();
  }
  now = end;
}

/** Stops the stage's own frames: from then on only `settle` and `frame` draw. */
export function stopFrames(): void {
  const stage = theStage();
  stage.platform.stopLoop();
  stage._options.fixedDt = 0.1;
}

export function frame(): void {
  const stage = theStage();
  stage.forceRenderUpdate();
  stage.drawFrame();
}

/**
 * Waits until every picture has loaded (or failed) and everything is in its final place. Draws nothing,
 * because drawing in software is slow.
 * @param patience ms; later pictures are not waited for, but words are. Without it, a picture that does not
 * load is an error.
 */
export async function settle(patience = Number.POSITIVE_INFINITY): Promise<void> {
  const began = performance.now();
  for (let calm = 0; calm < 2; ) {
    layOut();
    const waited = performance.now() - began;
    const missing = waiting(waited > patience);
    const { transitions } = theStage();
    const atRest = transitions.active.size === 0 && !isFilling() && missing.length === 0;
    calm = atRest ? calm + 1 : 0;
    if (missing.length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    // Words that have just loaded are laid out in a later task.
    else await macrotask();
    if (waited > 20_000) throw new Error(`never at rest: ${missing.join(', ')}`);
  }
}

/** Ends every movement. */
export function layOut(): void {
  const stage = theStage();
  for (const transition of stage.transitions.active) transition.finish();
  stage.updateFrame();
  stage.textureThrottler.processSome();
  stage.ctx.update();
}

/** LightningJS's own listeners: for transitions and for animations. */
const listenersOfLightning = 2;

/** Whether the app still has elements to draw, one a frame; the app waits for frames for no other reason. */
const isFilling = () => theStage().listenerCount('frameStart') > listenersOfLightning;

/** Pictures and words that are still loading, or only the words. */
function waiting(onlyWords: boolean): string[] {
  const missing: string[] = [];
  const look = (element: StageElement) => {
    if (!element.active) return;
    const { texture } = element;
    const failed = texture?.loadError ?? texture?._source?.loadError;
    const counts = !onlyWords || typeof texture?.text === 'string';
    // A text that has changed keeps its texture, with another source that loads.
    const isOld = element.__displayedTexture !== texture || texture?._source?.isLoading() === true;
    if (counts && texture && texture.text !== '' && isOld && !failed) missing.push(pathOf(element));
    for (const child of element.children) look(child);
  };
  look(theStage().application);
  return missing;
}

const channel = new MessageChannel();
const resumed: (() => void)[] = [];
channel.port1.onmessage = () => resumed.shift()?.();

/** Lets all other tasks that are due run; no time passes on the app's clock. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    resumed.push(resolve);
    channel.port2.postMessage(null);
  });
}
