import { describe, expect, it } from 'vitest';
import { applicationIdOn, describeStream, subjectOf } from '../../core/concurrency/index.ts';
import { Log } from '../../core/log/Log.ts';
import { loggedPorts } from '../../core/log/loggedPorts.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { readSettings, SettingsError } from '../../core/settings.ts';
import { deviceInfo, json, rawSettings, testPorts, testSettings } from '../support/ports.ts';
import {
  accepted,
  empty,
  refresh,
  rig,
  session,
  shapes,
  terminated,
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

  it('beats and stops at the address of the session, whether Location is its id or an address', async () => {
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

describe('the pace', () => {
  it.each([
    [60, 48_000],
    [30, 24_000],
    [5, 10_000],
    [100_000, 480_000],
  ])('of an answer that lives for %d s is a heartbeat after %d ms', async (seconds, gap) => {
    const it = rig({ start: () => accepted(seconds) });
    expect((await it.held()).nextHeartbeatIn).toBe(gap);
  });

  it('follows the answers, on a television that is wrong by ten years', async () => {
    const it = rig({ beat: () => empty(202, timed(30)) });
    it.ports.clock.wall = Date.UTC(2016, 0, 1);
    const hold = await it.held();
    expect(hold.nextHeartbeatIn).toBe(48_000);
    const beaten = await it.beat(hold);
    expect(beaten).toMatchObject({ is: 'held', hold: { nextHeartbeatIn: 24_000, session } });
  });

  it.each([
    ['no headers', {}],
    ['no Date, as in a browser', { expires: timed().expires }],
    ['an end before its date', { date: timed(60).expires, expires: timed(60).date }],
    ['what is no date', { date: 'soon', expires: '60' }],
  ])('is the usual one for %s', async (_, headers) => {
    const it = rig({ start: () => empty(202, { location: session, ...headers }) });
    expect((await it.held()).nextHeartbeatIn).toBe(45_000);
  });

  it('comes again after 5, 10, 20 s … while nobody answers, and never later than usual', async () => {
    const it = rig({ beat: () => 'unreachable' });
    let hold = await it.held();
    const gaps: (number | null)[] = [];
    for (let n = 0; n < 5; n++) {
      const beaten = await it.beat(hold);
      if (beaten.is !== 'unheld') throw new Error(beaten.is);
      hold = beaten.hold;
      gaps.push(hold.nextHeartbeatIn);
      await it.ports.clock.advance(hold.nextHeartbeatIn ?? 0);
    }
    expect(gaps).toEqual([5_000, 10_000, 20_000, 40_000, 60_000]);
    expect(hold.session).toBe(session);
  });

  it.each([
    [21, 60_000],
    [90, 90_000],
  ])('keeps quiet after a 429 whose end is %d s away for %d ms', async (seconds, quiet) => {
    const it = rig({
      beat: (nth) => (nth === 1 ? empty(429, timed(seconds)) : empty(202, timed())),
    });
    const hold = await it.held();
    const beaten = await it.beat(hold);
    if (beaten.is !== 'held') throw new Error(beaten.is);
    expect(beaten.hold.nextHeartbeatIn).toBe(quiet);
    // No other request is sent meanwhile, not even for another playback, and no call waits.
    await it.ports.clock.advance(quiet - 1);
    const other = await it.start();
    expect(other).toMatchObject({ is: 'unheld', error: { code: 'throttled' } });
    expect(it.count('start')).toBe(1);
    await it.ports.clock.advance(1);
    expect((await it.beat(beaten.hold)).is).toBe('held');
  });
});

describe('a session that is over', () => {
  const hold = async (it: ReturnType<typeof rig>) => {
    const began = await it.held();
    await it.ports.clock.advance(48_000);
    return began;
  };

  it('is replaced unseen, once in one interval', async () => {
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

  it('that the service does not know is replaced once, and is a fault of the setup then', async () => {
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
  it('lets it play, asks again by and by, and a refusal then is a takeover', async () => {
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
  ])('does not where the settings refuse: %s', async (what, code) => {
    const answer = () => (what === 'unreachable' ? 'unreachable' : empty(401));
    const it = rig({ metadata: answer, start: answer }, 'refuse');
    expect(await it.start()).toMatchObject({ is: 'refused', error: { code } });
  });

  it('asks the same silent host one thing only', async () => {
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

describe('what a policy said', () => {
  it.each(['A', 'B', 'C', 'D'] as const)('is the same list in shape %s', async (shape) => {
    const it = rig({ start: () => shapes[shape] });
    const started = await it.start();
    if (started.is !== 'crowded') throw new Error(started.is);
    expect(started.crowd.streams.map(({ code }) => code)).toEqual(['1a2b3c4d', '5e6f7a8b']);
    expect(started.crowd.streams[0]).toMatchObject({ device: 'Living room', channel: 'Channel1' });
  });

  it('is no list, and an offer to try again, when it names nobody', async () => {
    const it = rig({ start: () => shapes.none });
    expect(await it.start()).toEqual({ is: 'crowded', crowd: { streams: [] } });
  });

  it('counts streams that cannot be chosen, and drops what names one twice', async () => {
    const one = { terminationCode: 'a1', deviceName: 'Unknown' };
    const conflicts = {
      x: [one, { deviceName: 'Den' }],
      y: [one, { terminationCode: 'a b\r\nX: 1' }],
    };
    const it = rig({
      start: () => json(409, { associatedAdvice: [{ type: 'rule-violation', conflicts }] }),
    });
    const started = await it.start();
    if (started.is !== 'crowded') throw new Error(started.is);
    expect(started.crowd.streams).toEqual([{ code: 'a1' }, { device: 'Den' }, {}]);
  });

  it('is plain text, cut short', async () => {
    const message = `<b>No\u202e</b>\n${'x'.repeat(500)}`;
    const it = rig({
      start: () => json(409, { associatedAdvice: { type: 'rule-violation', message } }),
    });
    const started = await it.start();
    if (started.is !== 'crowded') throw new Error(started.is);
    expect(started.crowd.message).toMatch(/^<b>No <\/b> x+…$/);
    expect(Array.from(started.crowd.message ?? '')).toHaveLength(200);
  });

  it.each<[string, HttpResponse, object]>([
    ['in the first shape', terminated, { device: "Joe's iPad", application: 'Northstar' }],
    [
      'in the second',
      json(410, {
        evaluationResult: {
          associatedAdvice: [
            {
              adviceType: 'remote-termination',
              attributes: { terminatedBy: 'iPad', reason: 'Moved.' },
            },
          ],
        },
      }),
      { device: 'iPad' },
    ],
    ['as a refusal of the older one', shapes.A, { startedAt: Date.UTC(2026, 10, 30, 11) }],
  ])('tells who took over, %s', async (_, answer, by) => {
    const it = rig({ beat: () => answer });
    const beaten = await it.beat(await it.held());
    expect(beaten).toMatchObject({ is: 'taken', takeover: { by } });
    expect(JSON.stringify(beaten)).not.toContain('5e6f7a8b');
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

  it('reject with a PassError when the service does not tell them', async () => {
    const it = rig({ running: () => empty(401) });
    await expect(it.service.running(whose, signal)).rejects.toMatchObject({
      code: 'concurrency_setup',
    });
  });
});

describe('whose stream it is', () => {
  const plain = (value: unknown) => ({ value, state: 'plain' });
  it.each([
    ['the account', 'regular', { upstreamUserID: plain('u') }, { mvpd: 'M', subject: 'u' }],
    ['nobody: a person is no account', 'regular', { userID: plain('u') }, null],
    ['nobody: encrypted', 'regular', { upstreamUserID: { value: 'u', state: 'enc' } }, null],
    ['nobody: a free preview', 'temporary', { upstreamUserID: plain('u') }, null],
    ['nobody: degraded', 'degraded', { upstreamUserID: plain('u') }, null],
  ])('%s', (_, type, attributes, subject) => {
    expect(subjectOf({ mvpd: 'M', type, attributes })).toEqual(subject);
  });

  it('is described by the names of the standard attributes', () => {
    const item = {
      id: 'a',
      title: 'Match',
      description: '',
      art: '',
      live: true,
      access: 'subscription' as const,
    };
    const concurrency = {
      baseUrl: 'https://streams.example/v2/',
      applicationId: { webos: 'w' },
      metadata: { programmerName: 'Northstar' },
      fromProfile: { zipcode: 'zip', country: 'country' },
      whenUnreachable: 'play' as const,
    };
    const app = { ...testSettings.appSettings, version: '1.2', concurrency };
    const attributes = {
      zip: plain('94103'),
      hba_status: plain('true'),
      country: { value: 'x', state: 'enc' },
    };
    const supply = describeStream(item, { attributes }, { id: 'd', info: deviceInfo }, app);
    expect(supply(['hba'])).toEqual({
      channel: 'Match',
      assetId: 'Match',
      contentType: 'live',
      deviceId: 'd',
      deviceName: 'Fernseher Übergröße',
      deviceModel: 'Fernseher Übergröße',
      osName: 'webOS',
      applicationName: 'Northstar',
      applicationPlatform: 'webos',
      applicationVersion: '1.2',
      platform: 'webos',
      mobileDevice: 'false',
      hba: 'true',
      zipcode: '94103',
      programmerName: 'Northstar',
    });
    expect(supply([])).toMatchObject({ hba_status: 'true' });
    expect(applicationIdOn('webOS', concurrency)).toBe('w');
    expect(applicationIdOn('Tizen', concurrency)).toBeUndefined();
  });
});

describe('what is secret', () => {
  it.each([
    'https://streams.example/v2/sessions/ValleyCable/THE-SUBJECT',
    'https://streams.example/v2/sessions/ValleyCable/THE-SUBJECT/THE-SESSION',
    'https://streams.example/cm/v2/runningStreams/ValleyCable/THE-SUBJECT',
  ])('never stands in the log: %s', async (url) => {
    const log = new Log();
    const ports = loggedPorts(
      testPorts(() => empty(202)),
      log,
    );
    await ports.send({ method: 'GET', url, headers: {} }, signal);
    expect(JSON.stringify(log.entries)).toMatch(/\/v2\/(sessions|runningStreams)\/…/);
    expect(JSON.stringify(log.entries)).not.toMatch(/THE-|Valley/);
  });
});

describe('the settings', () => {
  const withConcurrency = (concurrency: unknown) => ({
    ...rawSettings,
    appSettings: { ...rawSettings.appSettings, concurrency },
  });
  const good = { baseUrl: 'https://streams.example/v2/', applicationId: 'demo-app' };

  it('are off unless they are named, and play on by default', () => {
    expect(testSettings.appSettings.concurrency).toBeUndefined();
    const { concurrency } = readSettings(withConcurrency({ ...good, baseUrl: '/v2/' })).appSettings;
    expect(concurrency).toEqual({
      baseUrl: 'https://pass.example/v2/',
      applicationId: 'demo-app',
      whenUnreachable: 'play',
    });
  });

  it.each([
    [{ ...good, baseUrl: 'https://streams.example/' }, /baseUrl: .*does not end in \/v2\//],
    [
      { ...good, baseUrl: 'http://streams.example/v2/' },
      /baseUrl: .*is http:\/\/ for another host/,
    ],
    [{ baseUrl: good.baseUrl }, /applicationId: is missing; allowed: the id that/],
    [{ ...good, applicationId: { android: 'x' } }, /applicationId/],
    [{ ...good, applicationId: 'a:b' }, /applicationId: holds "a:b"/],
    [{ ...good, metadata: { a: 1 } }, /metadata: .*has no text under "a"; allowed: an object of/],
    [{ ...good, fromProfile: [] }, /fromProfile: holds a list/],
    [{ ...good, whenUnreachable: 'stop' }, /whenUnreachable: .*allowed: "play" or "refuse"/],
    [{ ...good, url: 'x' }, /concurrency\.url: is not a known key; allowed: baseUrl/],
  ])('say in words what is wrong: %o', (concurrency, words) => {
    expect(() => readSettings(withConcurrency(concurrency))).toThrow(SettingsError);
    expect(() => readSettings(withConcurrency(concurrency))).toThrow(words);
  });
});
