type Listener = (event: { type: 'abort' }) => void;

/**
 * Gives an engine before Chromium 66 an `AbortController` that is sufficient for code that listens to its signal;
 * `createTelevisionSend` itself ends the requests.
 */
export function installAbortController(target: { AbortController?: unknown }): void {
  if (target.AbortController === undefined) target.AbortController = PlainAbortController;
}

class PlainAbortSignal {
  aborted = false;
  onabort: Listener | null = null;
  private readonly listeners = new Set<Listener>();

  addEventListener(type: string, listener: Listener): void {
    if (type === 'abort') this.listeners.add(listener);
  }

  removeEventListener(_type: string, listener: Listener): void {
    this.listeners.delete(listener);
  }

  fire(): void {
    if (this.aborted) return;
    this.aborted = true;
    const event = { type: 'abort' } as const;
    this.onabort?.(event);
    // The event is sent only once, so `once` needs no special handling.
    for (const listener of [...this.listeners]) listener(event);
    this.listeners.clear();
  }
}

class PlainAbortController {
  readonly signal = new PlainAbortSignal();

  abort(): void {
    this.signal.fire();
  }
}
