import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../core/ports.ts';
import { html, json } from '../support/ports.ts';
import { enhanced } from '../support/scripted.ts';
import { accepted, empty, session, shapes, terminated, timed } from './concurrency.support.ts';
import { account, counted, loadCounter } from './machineStreams.support.ts';

beforeAll(loadCounter);

const conflictsOf = { device: 'Living room', application: 'Northstar', channel: 'Channel1' };

describe('the start of a counted stream', () => {
  it('comes after the decision and before the playback endpoint, in one round trip to each', async () => {
    const it = await counted();
    expect(it.asked).toEqual([]);
    await it.play();
    expect(it.world.on('player').item.id).toBe('film');
    expect(it.kinds()).toEqual(['metadata', 'start']);
    const order = it.world.ports.requests
      .map(({ url }) => /authorize|\/v2\/sessions|\/play\b/.exec(new URL(url).pathname)?.[0])
      .filter((part) => part !== undefined);
    expect(order.slice(-3)).toEqual(['authorize', '/v2/sessions', '/play']);
    expect(it.world.count('authorize')).toBe(1);
  });

  it('uses the account at the MVPD, encoded, and sends the required metadata in the body', async () => {
    const it = await counted();
    await it.play();
    const { url, body, headers } = (it.asked[1] as { request: HttpRequest }).request;
    expect(url).toBe('https://streams.example/v2/sessions/ValleyCable/house%2F1%2Ba%3D%3D');
    expect(headers.Authorization).toBe('Basic ZGVtby1hcHA6');
    expect(body).toContain('contentType=vod');
  });

  it('requests the list of metadata once in the life of the app', async () => {
    const it = await counted();
    await it.play();
    await it.send({ type: 'BACK' });
    await it.play();
    expect(it.kinds()).toEqual(['metadata', 'start', 'stop', 'start']);
  });

  it.each(['temporary', 'degraded'])('is not sent with a %s profile', async (type) => {
    const it = await counted({ type });
    await it.play();
    expect(it.world.app.view.screen).toBe('player');
    await it.world.advance(200_000);
    await it.send({ type: 'BACK' });
    expect(it.asked).toEqual([]);
  });

  it('is not sent for a free title, nor during a free preview', async () => {
    const free = await counted();
    await free.play('free');
    expect(free.world.app.view.screen).toBe('player');
    expect(free.asked).toEqual([]);
    const preview = await counted({ freePreview: 'TempPass' });
    await preview.send({ type: 'SIGN_IN' });
    await preview.send({ type: 'FREE_PREVIEW' });
    await preview.play();
    expect(preview.world.count('authorize')).toBe(1);
    expect(preview.asked).toEqual([]);
  });

  it('is not sent when the provider sends no account, and the log says so once', async () => {
    const it = await counted({ attributes: { userID: account.userID } });
    await it.play();
    await it.send({ type: 'BACK' });
    await it.play();
    expect(it.world.app.view.screen).toBe('player');
    expect(it.asked).toEqual([]);
    const notes = it.world.app.log.entries.filter(({ kind }) => kind === 'note');
    expect(notes).toHaveLength(1);
  });

  it('is ended when the playback endpoint refuses', async () => {
    const it = await counted();
    it.world.script.play = () => json(500, {});
    await it.play();
    expect(it.world.app.view.screen).toBe('notAvailable');
    expect(it.kinds()).toEqual(['metadata', 'start', 'stop']);
  });

  it('is ended when the viewer goes back before it was answered', async () => {
    let answer: () => void = () => {};
    const startAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const it = await counted({ startAnswered });
    await it.play();
    expect(it.world.app.view.screen).toBe('authorizing');
    await it.send({ type: 'BACK' });
    expect(it.world.app.view.screen).toBe('home');
    answer();
    await it.world.advance(2_000);
    expect(it.kinds()).toEqual(['metadata', 'start', 'stop']);
  });

  it('is not sent after a denial', async () => {
    const it = await counted();
    it.world.script.authorize = () => enhanced(403, 'authorization_denied_by_mvpd');
    await it.play();
    expect(it.world.app.view.screen).toBe('notAvailable');
    expect(it.count('start')).toBe(0);
  });
});

describe('heartbeats', () => {
  it('follow the answers, not the clock of a television that is wrong by ten years', async () => {
    const it = await counted({
      script: { start: () => accepted(60), beat: (nth) => empty(202, timed(nth === 1 ? 30 : 60)) },
    });
    it.world.ports.clock.wall -= 10 * 365 * 86_400_000;
    await it.play();
    const begun = it.asked.at(-1)?.at ?? 0;
    await it.world.advance(200_000);
    const beats = it.asked.filter(({ kind }) => kind === 'beat').map(({ at }) => at - begun);
    expect(beats.slice(0, 4)).toEqual([48_000, 72_000, 120_000, 168_000]);
    expect(it.world.app.view.screen).toBe('player');
  });

  it('end with the playback, with one stop', async () => {
    const it = await counted();
    await it.play();
    await it.world.advance(50_000);
    await it.send({ type: 'BACK' });
    await it.world.advance(200_000);
    expect(it.kinds()).toEqual(['metadata', 'start', 'beat', 'stop']);
  });

  it('end in a long pause; the stream is started again when the viewer continues', async () => {
    const it = await counted();
    await it.play();
    await it.send({ type: 'PAUSED' });
    await it.world.advance(400_000);
    expect(it.kinds().at(-1)).toBe('stop');
    const before = it.asked.length;
    await it.world.advance(400_000);
    expect(it.asked).toHaveLength(before);
    await it.send({ type: 'RESUMED' });
    expect(it.kinds().at(-1)).toBe('start');
    expect(it.world.app.view.screen).toBe('player');
  });

  it('a start that is refused after a long pause shows the list, not a takeover', async () => {
    const it = await counted();
    await it.play();
    await it.send({ type: 'PAUSED' });
    await it.world.advance(400_000);
    it.script.start = () => shapes.A;
    await it.send({ type: 'RESUMED' });
    expect(it.world.on('tooManyStreams').streams).toHaveLength(2);
  });

  it('a session that has timed out is replaced without a message', async () => {
    const it = await counted({
      script: { beat: (nth) => (nth === 1 ? empty(410) : empty(202, timed())) },
    });
    await it.play();
    await it.world.advance(50_000);
    expect(it.world.app.view.screen).toBe('player');
    expect(it.kinds()).toEqual(['metadata', 'start', 'beat', 'start']);
  });

  it('are repeated while the network is away, and playback continues', async () => {
    const it = await counted({
      script: { beat: (nth) => (nth <= 2 ? 'unreachable' : empty(202, timed())) },
    });
    await it.play();
    await it.world.advance(70_000);
    expect(it.world.app.view.screen).toBe('player');
    expect(it.count('beat')).toBe(3);
  });
});

describe('a refused stream', () => {
  it.each(['A', 'B', 'C', 'D'] as const)(
    'lists the others in shape %s; nothing plays',
    async (shape) => {
      const it = await counted({ script: { start: () => shapes[shape] } });
      await it.play();
      const { streams, chosen } = it.world.on('tooManyStreams');
      expect(streams[0]).toMatchObject({ device: 'Living room', code: '1a2b3c4d' });
      expect([streams.length, chosen]).toEqual([2, null]);
      expect(it.world.count('play')).toBe(0);
    },
  );

  it('without a list says so, and can be tried again', async () => {
    const it = await counted({
      script: { start: (nth) => (nth === 1 ? shapes.none : accepted()) },
    });
    await it.play();
    expect(it.world.on('tooManyStreams').streams).toEqual([]);
    await it.send({ type: 'RETRY' });
    expect(it.world.app.view.screen).toBe('player');
    expect(it.asked.at(-1)?.request.headers['X-Terminate']).toBeUndefined();
  });

  it('ends another stream only after the viewer has chosen and confirmed it', async () => {
    const it = await counted({ script: { start: (nth) => (nth === 1 ? shapes.A : accepted()) } });
    await it.play();
    await it.send({ type: 'END_STREAM', code: 'invented' });
    expect(it.world.on('tooManyStreams').chosen).toBeNull();
    await it.send({ type: 'END_STREAM', code: '1a2b3c4d' });
    expect(it.world.on('tooManyStreams').chosen).toMatchObject(conflictsOf);
    expect(it.count('start')).toBe(1);
    await it.send({ type: 'BACK' });
    expect(it.world.on('tooManyStreams').chosen).toBeNull();
    await it.send({ type: 'END_STREAM', code: '5e6f7a8b' });
    await it.send({ type: 'CONFIRM' });
    expect(it.world.app.view.screen).toBe('player');
    const starts = it.asked.filter(({ kind }) => kind === 'start');
    expect(starts.map(({ request }) => request.headers['X-Terminate'])).toEqual([
      undefined,
      '5e6f7a8b',
    ]);
  });

  it('shows the new list when ending failed, and never uses a code twice', async () => {
    const it = await counted({ script: { start: (nth) => (nth <= 2 ? shapes.A : accepted()) } });
    await it.play();
    await it.send({ type: 'END_STREAM', code: '1a2b3c4d' });
    await it.send({ type: 'CONFIRM' });
    expect(it.world.on('tooManyStreams').chosen).toBeNull();
    await it.send({ type: 'RETRY' });
    expect(it.asked.at(-1)?.request.headers['X-Terminate']).toBeUndefined();
    expect(it.world.app.view.screen).toBe('player');
  });

  it('is forgotten with its codes when the viewer leaves', async () => {
    const it = await counted({ script: { start: () => shapes.A } });
    await it.play();
    await it.send({ type: 'END_STREAM', code: '1a2b3c4d' });
    await it.send({ type: 'OPEN', id: 'film' });
    const { conflicts, endCode } = it.world.app.actor.getSnapshot().context;
    expect([conflicts, endCode]).toEqual([null, null]);
  });
});

describe('a stream that another device takes over', () => {
  it.each([
    ['410 with a body', terminated],
    ['409', shapes.A],
  ])('stops at once and does not start again by itself: %s', async (_, answer) => {
    const it = await counted({ script: { beat: () => answer } });
    await it.play();
    await it.world.advance(48_000);
    expect(it.world.app.view.screen).toBe('takenOver');
    const before = it.asked.length;
    await it.send({ type: 'ONLINE' });
    await it.send({ type: 'RESUMED' });
    await it.world.advance(600_000);
    expect(it.world.app.view.screen).toBe('takenOver');
    // Nothing more is sent, not even a stop: the session is over.
    expect(it.asked).toHaveLength(before);
  });

  it('says which device it was, and plays here again when the viewer wants it', async () => {
    const it = await counted({ script: { beat: () => terminated } });
    await it.play();
    await it.world.advance(48_000);
    const { by, message } = it.world.on('takenOver');
    expect(by).toMatchObject({ device: "Joe's iPad", application: 'Northstar' });
    expect(message).toBe('Stopped from another device.');
    await it.send({ type: 'RETRY' });
    expect(it.world.app.view.screen).toBe('player');
    expect(it.kinds()).toEqual(['metadata', 'start', 'beat', 'start']);
    await it.send({ type: 'BACK' });
    expect(it.world.app.view.screen).toBe('home');
  });
});

/** What happens when the service cannot be asked at the start. */
describe('a service that cannot be used', () => {
  it.each([
    ['nothing', 'unreachable' as const],
    ['500', empty(500)],
    ['a page', html(503)],
    ['429', empty(429, timed(21))],
    ['401', empty(401)],
  ])('lets the title play where the settings say so: %s', async (_, answer) => {
    const it = await counted({ script: { start: () => answer } });
    await it.play();
    expect(it.world.app.view.screen).toBe('player');
  });

  it('refuses the title where the settings require a count, and can be tried again', async () => {
    const it = await counted({
      script: { start: (nth) => (nth === 1 ? empty(500) : accepted()) },
      concurrency: { whenUnreachable: 'refuse' },
    });
    await it.play();
    const { problem, canRetry } = it.world.on('notAvailable');
    expect([problem.key, canRetry]).toEqual(['streams', true]);
    await it.send({ type: 'RETRY' });
    expect(it.world.app.view.screen).toBe('player');
  });

  it('names a wrong setup for support', async () => {
    const it = await counted({ script: { start: () => empty(403) } });
    await it.play();
    await it.send({ type: 'BACK' });
    await it.send({ type: 'ACCOUNT' });
    await it.send({ type: 'SUPPORT' });
    expect(it.world.on('support').problem?.code).toBe('concurrency_setup');
  });
});

describe('the running streams in Account', () => {
  it('are loaded when the screen opens', async () => {
    const running = {
      sessionId: session,
      startTime: 1_790_000_000_000,
      applicationName: 'Northstar',
      terminationCode: '1a2b3c4d',
      metadata: { deviceName: 'Kitchen', channel: 'Channel1' },
    };
    const it = await counted({
      script: { running: () => json(200, { runningStreams: [running] }) },
    });
    await it.send({ type: 'ACCOUNT' });
    expect(it.world.on('account').streams).toMatchObject([{ device: 'Kitchen' }]);
  });

  it('are left out when they cannot be loaded', async () => {
    const it = await counted({ script: { running: () => empty(500) } });
    await it.send({ type: 'ACCOUNT' });
    expect(it.world.on('account').streams).toBeNull();
  });
});

it('the events for measurements name a takeover and a refusal', async () => {
  const it = await counted({
    script: { beat: () => terminated, start: (nth) => (nth === 1 ? accepted() : shapes.A) },
  });
  const events: unknown[] = [];
  it.world.app.on(({ at: _, version: __, ...event }) => events.push(event));
  await it.play();
  await it.world.advance(48_000);
  await it.send({ type: 'RETRY' });
  expect(events).toContainEqual({ type: 'ended', item: 'film', position: 0, reason: 'takenOver' });
  expect(events).toContainEqual({ type: 'denied', item: 'film', code: 'streams_exceeded' });
});

it('the account never appears in the view or the log', async () => {
  const it = await counted({ script: { beat: () => terminated } });
  await it.play();
  const views = [JSON.stringify(it.world.app.view)];
  await it.world.advance(48_000);
  views.push(JSON.stringify(it.world.app.view), JSON.stringify(it.world.app.log.entries));
  expect(views.join('\n')).not.toMatch(/house/);
});
