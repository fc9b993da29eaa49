import type { BrowserContext } from 'playwright-core';

/** As with cookies blocked: even to look at storage is an error. */
export async function withoutStorage(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
}

/** As Safari in its private windows once was: storage is there, and each call of it an error. */
export async function withFullStorage(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) {
      Storage.prototype[name] = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    }
  });
}

/** As Safari after 100 entries in 30 s. */
export async function withoutHistory(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['pushState', 'replaceState'] as const) {
      History.prototype[name] = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    }
  });
}
