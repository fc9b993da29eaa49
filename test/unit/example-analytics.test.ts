import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AppEvent, eventsVersion } from '../../core/index.ts';
import { type Batch, createAnalytics } from '../../examples/analytics/createAnalytics.ts';
import { itemOf, launched, scripted, signedIn } from '../support/scripted.ts';
import { TestClock } from '../support/TestClock.ts';

const address = 'https://metrics.example/events';

function setUp() {
  const clock = new TestClock();
  const sent: Batch[] = [];
  const now = { consents: true, takes: true };
  const beacon = vi.fn((_: string, body: string) => {
    if (now.takes) sent.push(JSON.parse(body) as Batch);
    return now.takes;
  });
  const about = { app: '1.2.0' };
  const analytics = createAnalytics({
    ...{ address, clock, about, beacon },
    consent: () => now.consents,
  });
  const add = (count: number) => {
    for (let n = 0; n < count; n++) analytics.add(event(n));
  };
  return { clock, sent, now, beacon, analytics, add };
}

const event = (at: number): AppEvent => ({ version: eventsVersion, at, type: 'codeExpired' });
const sizes = (sent: readonly Batch[]) => sent.map(({ events }) => events.length);

describe('the example adapter', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends what came in fifteen seconds as one batch, with the time of sending', async () => {
    const { clock, sent, beacon, add } = setUp();
    add(1);
    await clock.advance(10_000);
    add(2);
    expect(beacon).not.toHaveBeenCalled();
    await clock.advance(5_000);
    expect(beacon.mock.calls.map(([to]) => to)).toEqual([address]);
    expect(sent).toEqual([
      { sentAt: 15_000, about: { app: '1.2.0' }, events: [event(0), event(0), event(1)] },
    ]);
    await clock.advance(60_000);
    expect(sizes(sent)).toEqual([3]);
  });

  it('sends fifty at once, and what there is when the app goes away', () => {
    const { clock, sent, analytics, add } = setUp();
    add(52);
    analytics.flush();
    expect(sizes(sent)).toEqual([50, 2]);
    expect(clock.pending).toBe(0);
  });

  it('sends nothing without consent, whatever comes', async () => {
    const { clock, beacon, now, analytics, add } = setUp();
    now.consents = false;
    add(120);
    analytics.flush();
    await clock.advance(60_000);
    expect(beacon).not.toHaveBeenCalled();
    now.consents = true;
    analytics.flush();
    expect(beacon).not.toHaveBeenCalled();
  });

  it.each([
    ['it is told so', ({ analytics }: ReturnType<typeof setUp>) => analytics.flush()],
    ['the next event comes', ({ add }: ReturnType<typeof setUp>) => add(1)],
    ['the time is up', ({ clock }: ReturnType<typeof setUp>) => clock.advance(15_000)],
  ])('drops what waits when consent is taken away, once %s', async (_, happens) => {
    const all = setUp();
    all.add(3);
    all.now.consents = false;
    await happens(all);
    all.now.consents = true;
    await all.clock.advance(60_000);
    all.analytics.flush();
    expect(all.beacon).not.toHaveBeenCalled();
    expect(all.clock.pending).toBe(0);
  });

  it('keeps what was not taken, the newest five hundred, and sends it later', async () => {
    const { clock, sent, now, add } = setUp();
    now.takes = false;
    add(700);
    await clock.advance(15_000);
    now.takes = true;
    await clock.advance(15_000);
    expect(sizes(sent)).toEqual(Array(10).fill(50));
    expect(sent[0]?.events[0]?.at).toBe(200);
  });

  it('outlives a beacon that throws', async () => {
    const { clock, sent, beacon, add } = setUp();
    beacon.mockImplementationOnce(() => {
      throw new TypeError('no');
    });
    add(1);
    await clock.advance(30_000);
    expect(sizes(sent)).toEqual([1]);
  });

  it('takes https alone', () => {
    const { clock } = setUp();
    const create = (to: string) => () =>
      createAnalytics({ address: to, clock, consent: () => true });
    expect(create('http://metrics.example/')).toThrow('http://metrics.example/ is not https.');
    expect(create('metrics')).toThrow();
    expect(create(address)).not.toThrow();
  });

  it('takes the events of a sign-in and a playback, by the browser’s own beacon', async () => {
    const bodies: string[] = [];
    vi.stubGlobal('navigator', {
      sendBeacon: (_: string, body: string) => bodies.push(body) > 0,
    });
    const world = scripted({ poll: signedIn });
    const { clock } = world.ports;
    const analytics = createAnalytics({ address, clock, consent: () => true });
    world.app.on(analytics.add);
    await launched(world);
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(20_000);
    world.app.send({ type: 'ENDED' });
    analytics.flush();
    const events = bodies.flatMap((body) => (JSON.parse(body) as Batch).events);
    const types = events.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['appStarted', 'signedIn', 'permitted', 'ended']));
    expect(bodies.join()).not.toMatch(/CODE1|MEDIA|u-1|device-1|Meridian/);
  });
});
