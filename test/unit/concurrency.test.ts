import { describe, expect, it } from 'vitest';
import { json } from '../support/ports.ts';
import {
  accepted,
  empty,
  refresh,
  rig,
  session,
  shapes,
  timed,
  whose,
} from './concurrency.support.ts';

const { signal } = new AbortController();

describe('what is sent', () => {
  it('asks with the application id alone, the account in the path, and the metadata in the body', async () => {
    const it = rig();
    await it.held();
    const { url, method, headers, body } = it.last('start');
    expect([method, url]).toEqual([
      'POST',
      'https://streams.example/v2/sessions/ValleyCable/a%2Fb%2Bc%3D%3D',
    ]);
    expect(headers.Authorization).toBe('Basic ZGVtby1hcHA6');
    expect(headers['X-Terminate']).toBeUndefined();
    expect(body).toBe('channel=Channel1');
  });

  it('sends heartbeats and stops at the address of the session, whether Location is its id or an address', async () => {
    for (const location of [session, `https://streams.example/v2/sessions/x/y/${session}?a=1`]) {
      const it = rig({ start: () => empty(202, { ...timed(), location }) });
      const hold = await it.held();
      await it.beat(hold);
      await it.service.stop(hold);
      const path = `https://streams.example/v2/sessions/ValleyCable/a%2Fb%2Bc%3D%3D/${session}`;
      expect([it.last('beat').url, it.last('stop').url]).toEqual([path, path]);
      // Metadata of the start stays set; some of it may not be sent again.
      expect(it.last('beat').body).toBeUndefined();
    }
  });

  it('ends others with the codes that the viewer chose, in one header', async () => {
    const it = rig();
    await it.start(['1a2b3c4d', '5e6f7a8b']);
    expect(it.last('start').headers['X-Terminate']).toBe('1a2b3c4d,5e6f7a8b');
  });

  it('asks for the required names once for many starts, and again after a day', async () => {
    const it = rig();
    await it.start();
    await it.start();
    expect(it.count('metadata')).toBe(1);
    await it.ports.clock.advance(24 * 3_600_000);
    await it.start();
    expect(it.count('metadata')).toBe(2);
  });

  it('goes on when the list of names has another shape', async () => {
    for (const [body, names] of [
      [['channel'], ['channel']],
      [[{ name: 'channel' }], ['channel']],
      [{ metadata: [{ name: 'channel' }] }, ['channel']],
      [{ a: 1 }, []],
      ['text', []],
    ]) {
      const it = rig({ metadata: () => json(200, body) });
      expect(await it.service.metadata()).toEqual(names);
    }
  });
});

describe('a session that is over', () => {
  const hold = async (it: ReturnType<typeof rig>) => {
    const began = await it.held();
    await it.ports.clock.advance(48_000);
    return began;
  };

  it('is replaced without a message, once in one interval', async () => {
    const it = rig({ beat: () => empty(410) });
    const first = await it.beat(await hold(it));
    if (first.is !== 'held') throw new Error(first.is);
    expect(it.count('start')).toBe(2);
    const second = await it.beat(first.hold);
    expect(second).toMatchObject({
      is: 'unheld',
      hold: { session: null, nextHeartbeatIn: 60_000 },
    });
    expect(it.count('start')).toBe(2);
    await it.ports.clock.advance(60_000);
    if (second.is !== 'unheld') throw new Error(second.is);
    expect((await it.beat(second.hold)).is).toBe('held');
    expect(it.count('start')).toBe(3);
  });

  it('shows the streams in the way when its replacement is refused', async () => {
    const it = rig({ beat: () => empty(410), start: (nth) => (nth === 1 ? accepted() : shapes.A) });
    const beaten = await it.beat(await hold(it));
    expect(beaten).toMatchObject({ is: 'crowded', crowd: { streams: [{}, {}] } });
  });

  it('that the service does not know is replaced once, and then reported as a fault of the setup', async () => {
    const it = rig({ beat: () => empty(404) });
    const first = await it.beat(await hold(it));
    if (first.is !== 'held') throw new Error(first.is);
    const second = await it.beat(first.hold);
    expect(second).toMatchObject({
      is: 'unheld',
      hold: { session: null, nextHeartbeatIn: null },
      error: { code: 'concurrency_setup', status: 404 },
    });
    expect(it.count('start')).toBe(2);
  });
});

describe('a service that cannot be used at the start', () => {
  it('permits playback, asks again later, and treats a refusal then as a takeover', async () => {
    const it = rig({ start: (nth) => (nth === 1 ? empty(503) : shapes.A) });
    const started = await it.start();
    if (started.is !== 'unheld') throw new Error(started.is);
    expect(started.hold.nextHeartbeatIn).toBeGreaterThanOrEqual(15_000);
    await it.ports.clock.advance(started.hold.nextHeartbeatIn ?? 0);
    const beaten = await it.beat(started.hold);
    expect(beaten).toMatchObject({ is: 'taken', takeover: { message: /too many screens/ } });
  });

  it.each([
    ['unreachable', 'network_unreachable'],
    ['a wrong id', 'concurrency_setup'],
  ])('does not permit playback where the settings refuse: %s', async (what, code) => {
    const answer = () => (what === 'unreachable' ? 'unreachable' : empty(401));
    const it = rig({ metadata: answer, start: answer }, 'refuse');
    expect(await it.start()).toMatchObject({ is: 'refused', error: { code } });
  });

  it('gets one request only while it does not answer', async () => {
    const it = rig({ metadata: () => 'unreachable' });
    expect((await it.start()).is).toBe('unheld');
    expect(it.count('start')).toBe(0);
  });

  it('names what is missing', async () => {
    const it = rig({ metadata: () => json(200, ['channel', 'package']), start: () => refresh });
    expect(await it.start()).toMatchObject({
      is: 'unheld',
      hold: { nextHeartbeatIn: null },
      error: { message: 'concurrency_setup: no package to send' },
    });
  });

  it('says that Location cannot be read', async () => {
    const it = rig({ start: () => empty(202, timed()) });
    expect(await it.start()).toMatchObject({ is: 'unheld', error: { message: /Location/ } });
  });
});

describe('running streams', () => {
  it('are read, and one of them is ended by its own address', async () => {
    const it = rig({
      running: () =>
        json(200, {
          runningStreams: [
            {
              sessionId: 's-9',
              startTime: 1_790_000_000_000,
              applicationName: 'Northstar',
              terminationCode: 'ab12',
              metadata: { deviceName: 'Den', channel: 'Sport' },
            },
          ],
          otherStreams: 0,
        }),
    });
    expect(await it.service.running(whose, signal)).toEqual([
      {
        code: 'ab12',
        session: 's-9',
        device: 'Den',
        application: 'Northstar',
        channel: 'Sport',
        startedAt: 1_790_000_000_000,
      },
    ]);
    await it.service.stopOther(whose, 's-9', signal);
    expect(it.last('stop').url).toMatch(/\/s-9$/);
  });

  it('reject with a PassError when the service does not list them', async () => {
    const it = rig({ running: () => empty(401) });
    await expect(it.service.running(whose, signal)).rejects.toMatchObject({
      code: 'concurrency_setup',
    });
  });
});
