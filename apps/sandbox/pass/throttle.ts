import { createHash } from 'node:crypto';

/**
 * "Throttling mechanism": one regular request in each whole second since a client's first request, and ten
 * additional ones that are not refilled. This reproduces the documentation's worked example; it calls the algorithm
 * a token bucket but describes no refill.
 */
const WINDOW_MS = 1_000;
const BURST = 10;
/** A client that sent no request for this time counts as a new one. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** More clients than any household has; the one without requests for the longest time is removed first. */
export const MOST_BUCKETS = 20_000;
/** Keys contain values that clients send, which may be long. */
const LONGEST_KEY = 64;

interface Bucket {
  readonly firstAt: number;
  lastAt: number;
  window: number;
  burstLeft: number;
}

export class Throttle {
  /** In the order of the last request, the latest at the end. */
  private readonly buckets = new Map<string, Bucket>();

  /** How many clients are remembered. */
  get size(): number {
    return this.buckets.size;
  }

  /** Whether the client `key` may make a request at `now` (ms). Counts it when it may. */
  admit(key: string, now: number): boolean {
    const name = key.length > LONGEST_KEY ? shortened(key) : key;
    const bucket = this.buckets.get(name);
    this.buckets.delete(name);
    const isKnown = bucket && now >= bucket.firstAt && now - bucket.lastAt <= FORGOTTEN_AFTER_MS;
    if (!isKnown) {
      this.forget(now);
      this.buckets.set(name, { firstAt: now, lastAt: now, window: 0, burstLeft: BURST });
      return true;
    }
    this.buckets.set(name, bucket);
    bucket.lastAt = now;
    const window = Math.floor((now - bucket.firstAt) / WINDOW_MS);
    if (window !== bucket.window) {
      bucket.window = window;
      return true;
    }
    if (bucket.burstLeft === 0) return false;
    bucket.burstLeft -= 1;
    return true;
  }

  /** Makes room for one more: removes inactive clients, and when the map is full, the longest inactive one. */
  private forget(now: number): void {
    for (const [name, { lastAt }] of this.buckets) {
      const isOver = Math.abs(now - lastAt) > FORGOTTEN_AFTER_MS;
      if (!isOver && this.buckets.size < MOST_BUCKETS) return;
      this.buckets.delete(name);
    }
  }

  reset(): void {
    this.buckets.clear();
  }
}

function shortened(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

/**
 * The key by which requests are counted: the device's address, from `X-Forwarded-For` (servers) or from the
 * connection. On a developer's machine the TV app, the phone page and the tests share 127.0.0.1, where the real
 * service would see separate households: there the key also contains the client id, or the user agent before the
 * client has an id.
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

/** The documented 429 (page "Throttling mechanism"): a short HTML page, and no `Retry-After`. */
export const THROTTLED_PAGE = `<html>
<head><title>429 Too Many Requests</title></head>
<body>
<center><h1>429 Too Many Requests</h1></center>
<hr><center>openresty</center>
</body>
</html>
`;

/** The headers of the page's sample without its load balancer's cookies and without those about credentials. */
export const THROTTLED_HEADERS: Readonly<Record<string, string>> = {
  server: 'openresty',
  'access-control-allow-methods': 'POST,GET,OPTIONS,DELETE',
  'access-control-allow-headers':
    'ap_11,ap_42,ap_z,ap_19,ap_21,ap_23,authorization,content-type,pass_sfp,AP-Session-Identifier,AP-Device-Identifier,AP-SDK-Identifier,X-Device-Info',
  'access-control-expose-headers':
    'pass_sfp,Authzf-Error-Code,Authzf-Sub-Error-Code,Authzf-Error-Details',
  p3p: 'CP="NOI DSP COR CURa ADMa DEVa OUR BUS IND UNI COM NAV STA"',
};
