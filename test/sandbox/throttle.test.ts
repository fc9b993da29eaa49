import { describe, expect, it } from 'vitest';
import { MOST_BUCKETS, Throttle, throttleKey } from '../../apps/sandbox/pass/throttle.ts';
import { ask, clientOf, pair, sandboxOf } from './rig.ts';

/** The worked example of the documentation: seconds since the first request, and whether it is accepted. */
const OK = [0, 0.3, 0.6, 0.9, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 2.1, 2.2];
const example = [
  ...OK.map((t) => [t, true] as const),
  [2.4, false],
  [2.6, false],
  [2.8, false],
  [3.1, true],
] as const;

describe('throttling', () => {
  it('follows the worked example: one a second, and a burst of ten that is not refilled', () => {
    const throttle = new Throttle();
    const seen = example.map(([t]) => [t, throttle.admit('tv', 5_000 + Math.round(t * 1_000))]);
    expect(seen).toEqual(example.map(([t, isAdmitted]) => [t, isAdmitted]));
  });

  it('counts each client for itself', () => {
    const throttle = new Throttle();
    for (let i = 0; i < 12; i++) throttle.admit('one', 0);
    expect(throttle.admit('one', 0)).toBe(false);
    expect(throttle.admit('two', 0)).toBe(true);
  });

  it('forgets who was silent for an hour, and takes them for new ones', () => {
    const throttle = new Throttle();
    for (let i = 0; i < 1_000; i++) throttle.admit(`tv-${i}`, 0);
    for (let i = 0; i < 12; i++) throttle.admit('stays', 0);
    expect(throttle.admit('stays', 3_500_000)).toBe(true);
    expect(throttle.admit('stays', 3_500_001)).toBe(false);
    throttle.admit('new', 3_700_000);
    expect(throttle.size).toBe(2);
    expect(throttle.admit('stays', 3_500_002)).toBe(false);
    for (let i = 0; i < 11; i++) expect(throttle.admit('stays', 9_000_000)).toBe(true);
  });

  it('remembers a bounded number of clients, in a bounded number of letters each', () => {
    const throttle = new Throttle();
    for (let i = 0; i < 12; i++) throttle.admit('busy', 0);
    const long = 'x'.repeat(16_000);
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < MOST_BUCKETS + 5_000; i++) {
      throttle.admit(`${long}${i}`, i % 1_000);
      if (i % 1_000 === 0) throttle.admit('busy', i % 1_000);
    }
    expect(throttle.size).toBe(MOST_BUCKETS);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(40e6);
    // A client that continues to send requests is not dropped in favour of clients that sent one.
    expect(throttle.admit('busy', 999)).toBe(false);
    expect(throttle.admit(`${long}1`, 0)).toBe(true);
  });

  it('goes by X-Forwarded-For, else by the address, and on this machine by the client too', () => {
    const client = {
      address: '127.0.0.1',
      forwardedFor: undefined,
      clientId: 'c1',
      userAgent: 'ua',
    };
    const keys = [
      throttleKey(client),
      throttleKey({ ...client, clientId: 'c2' }),
      throttleKey({ ...client, clientId: undefined }),
      throttleKey({ ...client, address: '::1' }),
    ];
    expect(new Set(keys).size).toBe(4);
    const lan = { ...client, address: '192.0.2.1' };
    expect(throttleKey(lan)).toBe(throttleKey({ ...lan, clientId: 'c2' }));
    expect(throttleKey({ ...client, forwardedFor: '203.0.113.9, 10.0.0.1' })).toBe('203.0.113.9');
  });

  it('answers 429 in HTML, readable by a page of any origin, without Retry-After', async () => {
    let now = 1_790_000_000_000;
    const sandbox = await sandboxOf({ throttle: true, now: () => now });
    const client = await clientOf(sandbox);
    now += 60_000;
    const headers = { origin: 'http://tv.example' };
    const poll = () => client.call('profiles', { headers });
    // The token request used the first window's regular call; this second still has its own.
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push(await poll());
    expect(answers.map(({ status }) => status)).toEqual([...Array(11).fill(200), 429]);
    const [last] = answers.slice(-1);
    expect(last?.type).toBe('text/html');
    expect(last?.headers.get('retry-after')).toBeNull();
    expect(last?.headers.get('access-control-allow-origin')).toBe('http://tv.example');
    expect(last?.text).toContain('429');
    // As in the sample of the page.
    expect(last?.headers.get('server')).toBe('openresty');
    expect(last?.headers.get('access-control-allow-methods')).toBe('POST,GET,OPTIONS,DELETE');
    expect(last?.headers.get('access-control-allow-headers')).toMatch(/^ap_11,.*X-Device-Info$/);
    const exposed = last?.headers.get('access-control-expose-headers')?.split(/, ?/);
    const documented = ['Authzf-Error-Code', 'Authzf-Sub-Error-Code', 'Authzf-Error-Details'];
    expect(exposed).toEqual(expect.arrayContaining(['pass_sfp', ...documented]));
    expect(last?.headers.get('p3p')).toMatch(/^CP=/);
    now += 1_000;
    expect((await poll()).status).toBe(200);
    expect((await poll()).status).toBe(429);
  });

  it('covers registration, does not count preflights, and leaves the rest alone', async () => {
    const now = () => 1_790_000_000_000;
    const { url } = await sandboxOf({ throttle: true, now });
    for (let i = 0; i < 20; i++)
      expect((await ask(`${url}/o/client/register`, { method: 'OPTIONS' })).status).toBe(204);
    const statuses = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await ask(`${url}/o/client/register`, { method: 'POST' })).status);
    expect(statuses).toEqual([...Array(11).fill(400), 429]);
    expect((await ask(`${url}/logos/ValleyCable.svg`)).status).toBe(200);
  });

  it('can be switched off and on', async () => {
    const { sandbox, client } = await pair({ throttle: true, now: () => 1_790_000_000_000 });
    sandbox.control.rules({ throttle: false });
    for (let i = 0; i < 20; i++) expect((await client.call('profiles')).status).toBe(200);
    sandbox.control.rules({ throttle: true });
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await client.call('profiles')).status);
    expect(statuses).toContain(429);
  });
});
