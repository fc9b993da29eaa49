import type { Clock } from '@couchpass/core';
import type { Lifecycle } from '@couchpass/platforms';

/** ms that a lost context may take to be restored while the app is visible. */
export const patience = 6_000;

/** Called when the graphics context is lost, restored or given up. */
export interface Loss {
  lost(): void;
  restored(): void;
  /** The context was not restored in time. */
  givenUp(): void;
}

const steering = ['keydown', 'keyup', 'mousemove', 'mousedown', 'click', 'wheel'] as const;

/**
 * Watches the canvas: televisions take the graphics context away when memory runs short or another app needs it, and
 * restore it later or never. While the context is lost, key and pointer events are stopped.
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
    // Without this a browser never restores the context.
    event.preventDefault();
    if (isLost) return;
    isLost = true;
    for (const type of steering) window.addEventListener(type, hold, true);
    loss.lost();
    // A hidden app needs no context, and may get one when it is visible again.
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
