/**
 * "Throttling mechanism": one regular request in each whole second counted from a client's first
 * request, and ten more, once, that are never given back. This reproduces the documentation's worked
 * example; it calls the algorithm a token bucket but describes no refill.
 */
const WINDOW_MS = 1_000;
const BURST = 10;

interface Bucket {
  readonly firstAt: number;
  window: number;
  burstLeft: number;
}

export class Throttle {
  private readonly buckets = new Map<string, Bucket>();

  /** Whether the client `key` may make a request at `now` (ms). Counts it when it may. */
  admit(key: string, now: number): boolean {
    const bucket = this.buckets.get(key);
    if (!bucket || now < bucket.firstAt) {
      this.buckets.set(key, { firstAt: now, window: 0, burstLeft: BURST });
      return true;
    }
    const window = Math.floor((now - bucket.firstAt) / WINDOW_MS);
    if (window !== bucket.window) {
      bucket.window = window;
      return true;
    }
    if (bucket.burstLeft === 0) return false;
    bucket.burstLeft -= 1;
    return true;
  }

  reset(): void {
    this.buckets.clear();
  }
}

/**
 * Whom a request counts for: the device's address, as `X-Forwarded-For` says it (servers) or as the
 * connection shows it. On one developer's machine the TV app, the phone page and the tests all share
 * 127.0.0.1, where the real service would see separate households: there the client is told apart
 * too, by its client id, or by its user agent before it has one.
 */
export function throttleKey(client: {
  address: string;
  forwardedFor: string | undefined;
  clientId: string | undefined;
  userAgent: string;
}): string {
  const forwarded = client.forwardedFor?.split(',')[0]?.trim();
  if (forwarded) return forwarded;
  if (!isLoopbackAddress(client.address)) return client.address;
  return `${client.address} ${client.clientId ?? client.userAgent}`;
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
}

/** The documented 429: a short HTML page, and no `Retry-After`. */
export const THROTTLED_PAGE = `<html>
<head><title>429 Too Many Requests</title></head>
<body>
<center><h1>429 Too Many Requests</h1></center>
<hr><center>openresty</center>
</body>
</html>
`;
