import type { Clock } from '@couchpass/core';

/** ms that a first picture may still come after something was thrown that nobody caught. */
const patience = 5_000;

/**
 * Watches until the first picture is there, and tells once of what keeps it from coming: what is handed to
 * `failed`, or what nobody caught, when no picture came all the same.
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
