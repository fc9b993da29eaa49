import type { BrowserContext } from 'playwright-core';

/** As with blocked cookies: any access to storage throws. */
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

/** As in Safari's earlier private windows: storage exists, but each call throws. */
export async function withFullStorage(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) {
      Storage.prototype[name] = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    }
  });
}

/** As in Safari after 100 history entries in 30 s. */
export async function withoutHistory(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['pushState', 'replaceState'] as const) {
      History.prototype[name] = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    }
  });
}
