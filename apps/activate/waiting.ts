import { type Clock, PassError } from '@couchpass/core';
import { isCancelled } from '@couchpass/core/pass';
import { el } from './dom.ts';
import { asPassError } from './fault.ts';
import type { Page } from './page.ts';
import type { Texts } from './texts/index.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PassError };

/** Runs one task at a time; a second tap meanwhile changes nothing. */
export interface Waiting {
  readonly busy: boolean;
  /**
   * Runs `work`, shows `words` when it takes more than 400 ms, and offers to cancel after 10 s.
   * Never rejects; the error is `cancelled` when the viewer cancels, `superseded` when a newer task begins.
   */
  during<T>(words: string, work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>>;
  /** Drops the current task because a newer one begins. */
  supersede(): void;
}

const sayAfter = 400;
const wayOutAfter = 10_000;

const superseded = new PassError({ code: 'superseded' });

/** The outcome is no longer needed: nothing is shown. */
export function isGivenUp(error: PassError): boolean {
  return isSuperseded(error) || isCancelled(error);
}

/** A newer task replaced this one. */
export function isSuperseded(error: PassError): boolean {
  return error === superseded;
}

export function createWaiting(page: Page, clock: Clock, texts: Texts): Waiting {
  let running: AbortController | undefined;
  return {
    get busy() {
      return running !== undefined;
    },
    async during(words, work) {
      const own = new AbortController();
      running = own;
      page.busy(true);
      const timers = [
        clock.setTimeout(() => running === own && page.status(words), sayAfter),
        clock.setTimeout(() => {
          if (running !== own) return;
          const cancel = el('button', { type: 'button', class: 'link' }, texts.cancel);
          cancel.addEventListener('click', () => own.abort());
          page.status(`${words} ${texts.slow} `, cancel);
        }, wayOutAfter),
      ];
      try {
        return { ok: true, value: await work(own.signal) };
      } catch (thrown) {
        if (running !== own) return { ok: false, error: superseded };
        return { ok: false, error: asPassError(thrown) };
      } finally {
        for (const timer of timers) clock.clearTimeout(timer);
        if (running === own) {
          running = undefined;
          page.busy(false);
          page.status('');
        }
      }
    },
    supersede() {
      const overtaken = running;
      if (overtaken === undefined) return;
      running = undefined;
      overtaken.abort();
      page.busy(false);
      page.status('');
    },
  };
}
