import { describe, expect, it } from 'vitest';
import { Concurrency, subjectOf, type TrackedStream } from '../../core/concurrency/index.ts';
import { createNodePlatform } from '../../platforms/node/index.ts';
import { ask, clientOf, form, jsonBody, sandboxOf } from './rig.ts';

const basic = (id: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:`).toString('base64')}`,
});
const as = (id: string, init: RequestInit = {}): RequestInit => ({ ...init, headers: basic(id) });
const { signal } = new AbortController();

/**
 * Runs a command line: splits it into words as a shell does, at blanks, and resolves quotes and escaped
 * line ends.
 */
function runCurl(line: string, url: string) {
  const words = [...line.replace(/\\\n/g, ' ').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
  const headers: Record<string, string> = {};
  let [method, target, body] = ['GET', '', undefined as string | undefined];
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = () => words[++at] ?? '';
    if (word === '-X') method = next();
    else if (word === '-H') {
      const [name = '', value = ''] = next().split(/: */);
      headers[name] = value;
    } else if (word === '-d') {
      body = next();
      if (method === 'GET') method = 'POST';
      headers['content-type'] ??= 'application/x-www-form-urlencoded';
    } else if (word === '-u')
      headers.authorization = `Basic ${Buffer.from(next()).toString('base64')}`;
    else if (!word.startsWith('-')) target = word;
  }
  const at = target.replace(/^https?:\/\/streams(-stage)?\.adobeprimetime\.com/, url);
  return ask(at, { method, headers, ...(body === undefined ? {} : { body }) });
}

const host = 'https://streams-stage.adobeprimetime.com/v2';

describe('the documented lines', () => {
  it('run as they stand: start, heartbeat, running streams, stop', async () => {
    const { url } = await sandboxOf();
    const start = `curl -X POST ${host}/sessions/sampleIdp/12345 -H "Authorization: Basic ZGVtby1hcHA6"`;
    const begun = await runCurl(start, url);
    expect([begun.status, begun.text]).toEqual([202, '']);
    const id = begun.headers.get('location') ?? '';
    expect(id).toMatch(/^[\da-f-]{36}$/);
    const times = ['expires', 'date'].map((name) => Date.parse(begun.headers.get(name) ?? ''));
    expect((times[0] ?? 0) - (times[1] ?? 0)).toBe(60_000);
    expect(begun.headers.get('cache-control')).toBe('no-store');
    const session = `${host}/sessions/sampleIdp/12345/${id}`;
    const beat = await runCurl(`curl -X POST ${session} -u demo-app:`, url);
    expect([beat.status, beat.text]).toEqual([202, '']);
    const running = await runCurl(`curl ${host}/runningStreams/sampleIdp/12345 -u demo-app:`, url);
    expect(running.json.runningStreams).toMatchObject([
      { sessionId: id, applicationId: 'demo-app' },
    ]);
    const stop = await runCurl(`curl -X DELETE ${session} -u demo-app:`, url);
    expect(stop.status).toBe(202);
    expect((await runCurl(`curl -X DELETE ${session} -u demo-app:`, url)).status).toBe(410);
    const none = await runCurl(`curl ${host}/runningStreams/sampleIdp/12345 -u demo-app:`, url);
    expect(none.json).toEqual({ runningStreams: [], otherStreams: 0 });
    expect(none.headers.get('expires')).toBeNull();
  });

  it('tell which metadata is needed, and refuse a start without it', async () => {
    const { url } = await sandboxOf();
    expect((await runCurl(`curl ${host}/metadata -u demo-app:`, url)).json).toEqual([]);
    expect((await runCurl(`curl ${host}/metadata -u demo-app-2:`, url)).json).toEqual(['channel']);
    const start = `curl -X POST ${host}/sessions/sampleIdp/12345 -u demo-app-2:`;
    const without = await runCurl(start, url);
    expect(without.status).toBe(400);
    expect(without.json.obligations).toEqual({
      namespace: 'adobe.primetime.cm',
      action: 'refresh',
      arguments: ['metadata'],
    });
    for (const status of [202, 202, 409])
      expect((await runCurl(`${start} -d "channel=Channel1"`, url)).status).toBe(status);
    expect((await runCurl(`${start} -d "channel=Channel2"`, url)).status).toBe(202);
  });

  it('end others by their codes', async () => {
    const { url } = await sandboxOf();
    const start = `curl -X POST ${host}/sessions/sampleIdp/12345 -u demo-app:`;
    const first = (await runCurl(start, url)).headers.get('location');
    for (const status of [202, 202, 409]) expect((await runCurl(start, url)).status).toBe(status);
    const { json } = await runCurl(start, url);
    const conflicts = json.associatedAdvice[0].conflicts;
    const [{ terminationCode }] = conflicts[first ?? ''];
    const won = await runCurl(`${start} -H "X-Terminate: ${terminationCode}"`, url);
    expect(won.status).toBe(202);
    const lost = await runCurl(
      `curl -X POST ${host}/sessions/sampleIdp/12345/${first} -u demo-app:`,
      url,
    );
    expect([lost.status, lost.json.associatedAdvice[0].type]).toEqual([410, 'remote-termination']);
  });

  it.each([
    ['an unknown application', basic('nobody'), 401],
    ['no application', {}, 401],
  ])('answer %s', async (_, headers, status) => {
    const { url } = await sandboxOf();
    const answer = await ask(`${url}/v2/sessions/a/b`, { ...form({}), headers });
    expect([answer.status, answer.text]).toEqual([status, '']);
  });
});

describe('the controls', () => {
  it('refuse the oldest where the newest wins', async () => {
    const sandbox = await sandboxOf();
    sandbox.control.rules({ concurrency: { streamLimit: 1, strategy: 'fifo' } });
    const start = () => ask(`${sandbox.url}/v2/sessions/a/b`, as('northstar-tv', form({})));
    const id = (await start()).headers.get('location');
    expect((await start()).status).toBe(202);
    const beat = await ask(`${sandbox.url}/v2/sessions/a/b/${id}`, as('northstar-tv', form({})));
    expect([beat.status, beat.json.associatedAdvice[0].type]).toEqual([409, 'rule-violation']);
  });

  it('let a session end unless it is heard of, by the clock of the sandbox', async () => {
    const sandbox = await sandboxOf();
    const start = await ask(`${sandbox.url}/v2/sessions/a/b`, as('demo-app', form({})));
    const at = `${sandbox.url}/v2/sessions/a/b/${start.headers.get('location')}`;
    sandbox.clock.advance(89_000);
    expect((await ask(at, as('demo-app', form({})))).status).toBe(202);
    sandbox.clock.advance(91_000);
    const over = await ask(at, as('demo-app', form({})));
    expect([over.status, over.text]).toEqual([410, '']);
    expect((await ask(`${at.slice(0, -1)}x`, as('demo-app', form({})))).status).toBe(404);
  });

  it('throttle a session after 200 calls in a minute, and no other', async () => {
    const sandbox = await sandboxOf({ throttle: true });
    const start = await ask(`${sandbox.url}/v2/sessions/a/b`, as('demo-app', form({})));
    const at = `${sandbox.url}/v2/sessions/a/b/${start.headers.get('location')}`;
    for (let n = 0; n < 200; n++) await ask(at, as('demo-app', form({})));
    const { status, text, headers } = await ask(at, as('demo-app', form({})));
    expect([status, text]).toEqual([429, '']);
    const left = Date.parse(headers.get('expires') ?? '') - Date.parse(headers.get('date') ?? '');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
    expect((await ask(`${sandbox.url}/v2/sessions/a/c`, as('demo-app', form({})))).status).toBe(
      202,
    );
    sandbox.clock.advance(60_000);
    expect((await ask(at, as('demo-app', form({})))).status).toBe(202);
  });

  it('let pages read Location, or not, in answers that are faults, too', async () => {
    const sandbox = await sandboxOf();
    const at = `${sandbox.url}/v2/sessions/a/b`;
    const exposed = async () => {
      const init = { ...form({}), headers: { ...basic('demo-app'), origin: 'https://tv.example' } };
      const { headers } = await ask(at, init);
      expect(headers.get('access-control-allow-origin')).toBe('https://tv.example');
      return headers.get('access-control-expose-headers');
    };
    expect(await exposed()).toBe('Location, Date, Expires');
    sandbox.control.rules({ concurrency: { exposeLocation: false, exposeDate: false } });
    expect(await exposed()).toBe('Expires');
    sandbox.control.addFault({ path: '/v2/**', status: 503 });
    expect(await exposed()).toBe('Expires');
    const preflight = await ask(at, {
      method: 'OPTIONS',
      headers: { origin: 'https://tv.example' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(
      /Authorization.*X-Terminate/,
    );
    expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
  });

  it.each([
    [{ streamLimit: 0 }, /streamLimit: a whole number of at least 1/],
    [{ strategy: 'random' }, /strategy: "lifo" or "fifo" is needed/],
    [{ colour: 1 }, /there is no "colour"; it takes streamLimit, /],
    [[], /an object with/],
  ])('say what is wrong with %o', async (concurrency, words) => {
    const { url } = await sandboxOf();
    const { status, json } = await ask(`${url}/_sandbox/rules`, jsonBody({ concurrency }));
    expect(status).toBe(400);
    expect(json.error).toMatch(words);
  });

  it('keep accounts and sessions out of the record, and tell them apart all the same', async () => {
    const sandbox = await sandboxOf();
    sandbox.control.rules({ concurrency: { subject: 'base64' } });
    const client = await clientOf(sandbox);
    await client.signIn();
    const profile = (await client.call('profiles')).json.profiles.ValleyCable;
    const subject = profile.attributes.upstreamUserID.value;
    expect(subject).toMatch(/\/.*\+.*=$/);
    const path = `${sandbox.url}/v2/sessions/ValleyCable/${encodeURIComponent(subject)}`;
    const begun = await ask(path, as('northstar-tv', form({})));
    await ask(`${path}/${begun.headers.get('location')}`, as('northstar-tv', form({})));
    await ask(path.replace('sessions', 'runningStreams'), as('northstar-tv'));
    const log = sandbox.control.requests();
    const text = JSON.stringify(log);
    expect(text).not.toContain(subject);
    expect(text).not.toContain(encodeURIComponent(subject));
    expect(text).not.toContain(begun.headers.get('location'));
    const [start, beat] = log.filter(({ path: one }) => one.startsWith('/v2/sessions/'));
    // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape.
    const told = log.find(({ path: one }) => one.endsWith('/profiles'))?.answer as any;
    const hash = told.profiles.ValleyCable.attributes.upstreamUserID.value;
    expect(start?.path).toBe(`/v2/sessions/ValleyCable/${hash}`);
    expect(beat?.path).toBe(`${start?.path}/${start?.answerHeaders?.location}`);
  });
});

describe('the core against the sandbox', () => {
  const supply = () => ({ channel: 'Channel1', deviceName: 'Kitchen' });

  async function pair(
    order: Parameters<Awaited<ReturnType<typeof sandboxOf>>['control']['rules']>[0] = {},
  ) {
    const sandbox = await sandboxOf();
    sandbox.control.rules(order);
    const client = await clientOf(sandbox);
    await client.signIn();
    const [[mvpd, profile] = []] = Object.entries<never>(
      (await client.call('profiles')).json.profiles,
    );
    const whose = subjectOf({ ...(profile as never as object), mvpd } as never);
    if (!whose) throw new Error('no subject');
    const { send, clock, random } = createNodePlatform({ directory: '/nonexistent' });
    const settings = {
      baseUrl: `${sandbox.url}/v2/`,
      applicationId: 'northstar-tv',
      whenUnreachable: 'play' as const,
    };
    const service = new Concurrency(settings, { send, clock, random });
    return { sandbox, service, whose };
  }

  it.each(['A', 'B', 'C', 'D'] as const)(
    'is refused in shape %s, ends one by its code, and that one is told who did it',
    async (conflictShape) => {
      const { sandbox, service, whose } = await pair({
        concurrency: { conflictShape, streamLimit: 2, subject: 'base64' },
      });
      const living = await service.start(whose, () => ({ deviceName: 'Living room' }), signal);
      if (living.is !== 'held') throw new Error(living.is);
      sandbox.control.startStream({ device: "Joe's iPad" });
      const refused = await service.start(whose, supply, signal);
      if (refused.is !== 'crowded') throw new Error(refused.is);
      const devices = refused.crowd.streams.map(({ device }) => device);
      expect(devices.sort()).toEqual(["Joe's iPad", 'Living room']);
      const code = refused.crowd.streams.find(({ device }) => device === 'Living room')?.code ?? '';
      expect((await service.start(whose, supply, signal, [code])).is).toBe('held');
      const beaten = await service.heartbeat(living.hold, supply, signal);
      expect(beaten).toMatchObject({ is: 'taken', takeover: { by: { device: 'Kitchen' } } });
    },
  );

  it('goes on through a session that is over, and stops when it is taken', async () => {
    const { sandbox, service, whose } = await pair();
    const started = await service.start(whose, supply, signal);
    if (started.is !== 'held') throw new Error(started.is);
    const [running] = sandbox.control.streams();
    sandbox.control.endStream(running?.id ?? '');
    // Heartbeats are an interval apart; this one is early, and would count as the previous one.
    const late: TrackedStream = { ...started.hold, renewedAt: Number.NEGATIVE_INFINITY };
    const renewed = await service.heartbeat(late, supply, signal);
    if (renewed.is !== 'held') throw new Error(renewed.is);
    expect(renewed.hold.session).not.toBe(started.hold.session);
    sandbox.control.takeStream(sandbox.control.streams()[0]?.id ?? '', { device: 'iPad' });
    const taken = await service.heartbeat(renewed.hold, supply, signal);
    expect(taken).toMatchObject({ is: 'taken', takeover: { by: { device: 'iPad' } } });
  });

  it('obeys what a 400 asks for, in both shapes, and reads every list of names', async () => {
    for (const obligation of ['refresh', 'refreshList'] as const)
      for (const metadataShape of ['names', 'objects', 'object'] as const) {
        const { sandbox, service, whose } = await pair({
          concurrency: { obligation, metadataShape },
        });
        await service.metadata();
        sandbox.control.rules({ concurrency: { requiredMetadata: ['channel'] } });
        const only = (names: readonly string[]) =>
          Object.fromEntries(names.map((name) => [name, 'x']));
        expect((await service.start(whose, only, signal)).is).toBe('held');
      }
  });

  it.each([{ location: 'address' }, { successBody: true }] as const)(
    'holds with %o',
    async (concurrency) => {
      const { service, whose } = await pair({ concurrency });
      const started = await service.start(whose, supply, signal);
      if (started.is !== 'held') throw new Error(started.is);
      expect((await service.heartbeat(started.hold, supply, signal)).is).toBe('held');
    },
  );

  it('lists what runs, and ends one where the service lets it', async () => {
    const { sandbox, service, whose } = await pair();
    sandbox.control.startStream({ device: 'Den' });
    const [den] = await service.running(whose, signal);
    expect(den).toMatchObject({ device: 'Den', channel: 'Northstar' });
    sandbox.control.rules({ concurrency: { deleteOthers: false } });
    await expect(service.stopOther(whose, den?.session ?? '', signal)).rejects.toMatchObject({
      code: 'concurrency_setup',
    });
    sandbox.control.rules({ concurrency: { deleteOthers: true } });
    await service.stopOther(whose, den?.session ?? '', signal);
    expect(await service.running(whose, signal)).toEqual([]);
  });
});
