import type { Clock } from '@couchpass/core';
import type { Lifecycle } from '@couchpass/platforms';

/** ms in front of a viewer that a lost context may take to come back. */
export const patience = 6_000;

/** What there is to do about a picture that is gone. */
export interface Loss {
  lost(): void;
  restored(): void;
  /** It does not come back. */
  givenUp(): void;
}

const steering = ['keydown', 'keyup', 'mousemove', 'mousedown', 'click', 'wheel'] as const;

/**
 * Watches the canvas: televisions take the graphics context away when memory runs short or another app wants it, and
 * give it back later or never. As long as nothing is seen, nothing is steered: keys and pointer reach nobody.
 */
export function watchContext(
  window: Window,
  canvas: HTMLCanvasElement,
  { clock, lifecycle }: { readonly clock: Clock; readonly lifecycle: Lifecycle },
  loss: Loss,
): void {
  let timer: unknown = null;
  let isLost = false;
  const hold = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const wait = (on: boolean) => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = on ? clock.setTimeout(() => loss.givenUp(), patience) : null;
  };
  canvas.addEventListener('webglcontextlost', (event) => {
    // Without this a browser never gives one back.
    event.preventDefault();
    if (isLost) return;
    isLost = true;
    for (const type of steering) window.addEventListener(type, hold, true);
    loss.lost();
    // A hidden app has no use for one, and may get it when it is in front again.
    wait(lifecycle.visible);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    if (!isLost) return;
    isLost = false;
    wait(false);
    for (const type of steering) window.removeEventListener(type, hold, true);
    loss.restored();
  });
  lifecycle.subscribe((visible) => {
    if (isLost) wait(visible);
  });
}
