import type { Clock } from '@couchpass/core';

/** ms that the first picture may still take after an uncaught error. */
const patience = 5_000;

/**
 * Waits for the first picture, and calls `tell` once with the error that prevents it: the one passed to `failed`, or
 * an uncaught error after which no picture came in time.
 */
export function watchFirstFrame(
  window: Window,
  clock: Clock,
  tell: (error: unknown) => void,
): { drawn(): void; failed(error: unknown): void } {
  let over = false;
  let timer: unknown = null;
  const end = () => {
    over = true;
    if (timer !== null) clock.clearTimeout(timer);
    window.removeEventListener('error', caught);
    window.removeEventListener('unhandledrejection', rejected);
  };
  const failed = (error: unknown) => {
    if (over) return;
    end();
    tell(error);
  };
  const later = (error: unknown) => {
    timer ??= clock.setTimeout(() => failed(error), patience);
  };
  const caught = ({ error }: ErrorEvent) => later(error);
  const rejected = ({ reason }: PromiseRejectionEvent) => later(reason);
  window.addEventListener('error', caught);
  window.addEventListener('unhandledrejection', rejected);
  return { drawn: end, failed };
}
