import { describe, expect, it, vi } from 'vitest';
import { gaps, type Short } from './calls.ts';
import { secretsOf } from './secrets.ts';
import type { Television } from './television.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute, second } from './times.ts';
import { film, sport } from './titles.ts';

const authorize = 'POST /decisions/authorize/ValleyCable';
const create = 'POST /sessions';

/** One action of a viewer, the call that it needs, and the problem that is shown when the call fails. */
interface Deed {
  readonly call: Short;
  prepare(all: TestEnv): Promise<Television>;
  act(television: Television): Promise<void>;
  /** Key and code of the problem that is shown; undefined when none is shown. */
  problem(television: Television): { key: string; code: string } | null | undefined;
}

const problemOf = ({ view }: Television) => ('problem' in view ? view.problem : undefined);
const off = async (all: TestEnv) => all.television();

const deeds: Readonly<Record<string, Deed>> = {
  start: {
    call: 'GET /profiles',
    prepare: off,
    act: async (television) => television.start(),
    problem: problemOf,
  },
  login: {
    call: create,
    prepare: (all) => all.launched(),
    act: (television) => television.send({ type: 'SIGN_IN' }),
    problem: problemOf,
  },
  picker: {
    call: 'GET /configuration',
    prepare: (all) => all.launched({ pass: { chooseProvider: 'tv' } }),
    act: (television) => television.send({ type: 'SIGN_IN' }),
    problem: problemOf,
  },
  play: {
    call: authorize,
    prepare: (all) => all.signedIn(),
    act: (television) => television.pick(film),
    problem: problemOf,
  },
  logout: {
    call: 'GET /logout/ValleyCable',
    prepare: (all) => all.signedIn(),
    act: (television) => television.signOut(),
    problem: problemOf,
  },
};

/**
 * A world in which this call always fails. `calls` counts the calls of the viewer's action, `later` those
 * in the five minutes after it: only a launch retries by itself.
 */
async function spoilt({ call, prepare, act }: Deed, order: Parameters<TestEnv['fault']>[1]) {
  const all = await testEnv();
  const television = await prepare(all);
  all.fault(call, { times: 0, ...order });
  const before = all.count(call);
  await act(television);
  await all.pass(14 * second);
  const calls = all.count(call) - before;
  await all.pass(5 * minute);
  const every = all.calls(call).slice(before);
  return { all, television, calls, later: every.slice(calls) };
}

describe('errors', () => {
  it("ERR-01 decides by the error's action, the same at every call", async () => {
    for (const deed of Object.values(deeds)) {
      const error = 'invalid_configuration_platform';
      const { television, calls, later } = await spoilt(deed, { error });
      expect([deed.call, calls, later.length]).toEqual([deed.call, 1, 0]);
      expect(deed.problem(television)).toMatchObject({ key: 'setup', code: error });
    }
    for (const deed of Object.values(deeds)) {
      const body = { status: 403, code: 'brand_new_code', action: 'retry', message: 'Wait.' };
      const { television, calls } = await spoilt(deed, { status: 403, body });
      expect([deed.call, calls]).toEqual([deed.call, 3]);
      expect(deed.problem(television)).toMatchObject({ key: 'service', code: 'brand_new_code' });
    }
  });

  it.each([
    ['at the top, 403', { error: 'authenticated_profile_expired' }],
    ['inside the decision, 200', { error: 'authenticated_profile_expired', shape: 'item' }],
    ['with another status in the body', { error: 'authenticated_profile_expired', status: 500 }],
  ] as const)('ERR-02 understands an error %s', async (_, order) => {
    const { television, calls } = await spoilt(deeds.play as Deed, order);
    expect(television.now('notAvailable')).toMatchObject({
      canSignIn: true,
      problem: { code: 'authenticated_profile_expired', key: 'signInAgain' },
    });
    expect(calls).toBe(1);
    expect(television.shown.map(({ screen }) => screen)).not.toContain('player');
  });

  it('ERR-03 bounds its tries when a call fails for ever, and recovers afterwards', async () => {
    for (const deed of Object.values(deeds)) {
      for (const order of [{ status: 500 }, { reset: true }] as const) {
        const { all, television, calls, later } = await spoilt(deed, order);
        expect(calls).toBeGreaterThan(0);
        expect(calls).toBeLessThanOrEqual(4);
        expect(later.length).toBeLessThanOrEqual(deed === deeds.start ? 9 : 0);
        const pauses = gaps(later).filter((gap) => gap > 10 * second);
        expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
        expect(deed.problem(television)).toMatchObject({ key: expect.any(String) });
        all.control.clearFaults();
        await television.send({ type: 'RETRY' });
        await all.pass(second);
        expect(problemOf(television) ?? null).toBeNull();
      }
    }
    for (const call of ['POST /o/client/register', 'POST /o/client/token'] as const) {
      const { calls, later, all, television } = await spoilt(
        { ...(deeds.start as Deed), call },
        {
          status: 500,
        },
      );
      expect(calls).toBeLessThanOrEqual(4);
      expect(later.length).toBeLessThanOrEqual(9);
      all.control.clearFaults();
      await television.send({ type: 'RETRY' });
      await television.home();
    }
  });

  it('ERR-03 polls on through failures at growing pauses, and finds the profile by itself', async () => {
    const all = await testEnv();
    const television = await all.launched();
    await television.send({ type: 'SIGN_IN' });
    const code = await television.code();
    all.fault('GET /profiles/code/*', { status: 500, times: 0 });
    await all.pass(5 * minute);
    const pauses = gaps(all.calls('GET /profiles/code/*'));
    expect(pauses[3]).toBeGreaterThan(2 * (pauses[0] ?? 0));
    expect(all.count('GET /profiles/code/*')).toBeLessThan(30);
    all.control.clearFaults();
    all.control.signIn({ code });
    expect((await television.home()).viewer).not.toBeNull();
  });

  it.each([
    ['invalid_parameter_resources', { error: 'invalid_parameter_resources' }],
    ['invalid_configuration_platform', { error: 'invalid_configuration_platform' }],
    ['400', { status: 400 }],
    ['404', { status: 404 }],
    ['405', { status: 405, body: 'no' }],
  ] as const)('ERR-04 does not repeat what asking again cannot mend: %s', async (_, order) => {
    for (const deed of Object.values(deeds)) {
      const { calls, television } = await spoilt(deed, order);
      expect([deed.call, calls]).toEqual([deed.call, 1]);
      expect(deed.problem(television)).toMatchObject({ key: expect.any(String) });
    }
  });

  it('ERR-05 asks for a login on the action "authentication", of known and unknown codes', async () => {
    for (const code of ['authenticated_profile_invalidated', 'brand_new_code']) {
      const body = { status: 403, code, action: 'authentication', message: 'Sign in.' };
      const { all, television, calls } = await spoilt(deeds.play as Deed, { status: 403, body });
      expect(calls).toBe(1);
      expect(television.now('notAvailable')).toMatchObject({ canSignIn: true, canRetry: false });
      all.control.clearFaults();
      all.control.rules({ deleteProfiles: true });
      await television.send({ type: 'SIGN_IN' });
      await television.complete();
      await television.on('player');
    }
  });

  it.each(['invalid_access_token_service_provider', 'invalid_access_token_client_application'])(
    'ERR-06 registers again on `%s`, gets a token and repeats the call, once',
    async (error) => {
      const all = await testEnv();
      const television = await all.launched();
      all.fault(create, { error, status: 401 });
      const mark = all.mark();
      await television.send({ type: 'SIGN_IN' });
      await television.code();
      expect(all.sequence(mark).slice(0, 4)).toEqual([
        create,
        'POST /o/client/register',
        'POST /o/client/token',
        create,
      ]);

      const endless = await spoilt(deeds.login as Deed, { error, status: 401 });
      expect(endless.calls).toBeLessThanOrEqual(4);
      expect(endless.all.count('POST /o/client/register')).toBe(2);
      expect(endless.television.now('signIn').phase).toBe('failed');
    },
  );

  it('ERR-07 survives codes, actions and fields that nobody has heard of', async () => {
    const more = { quantum: { spin: [1, 2] }, retryAfter: 'tomorrow' };
    for (const [action, key, canRetry] of [
      ['retry', 'service', true],
      ['authentication', 'signInAgain', false],
      ['dance', 'unknown', false],
    ] as const) {
      const error = { status: 403, code: 'brand_new_code', action, message: 'New.', ...more };
      const decision = { resource: 'NORTHSTAR-MAIN', authorized: false, error, ...more };
      const { all, television } = await spoilt(deeds.play as Deed, {
        status: 200,
        body: { decisions: [decision], ...more },
      });
      expect(television.now('notAvailable')).toMatchObject({ canRetry, problem: { key } });
      all.control.clearFaults();
      await television.send({ type: 'BACK' });
      await television.home();
    }
    const { television } = await spoilt(deeds.login as Deed, {
      status: 200,
      body: { actionName: 'teleport', actionType: 'direct', reasonType: 'none', ...more },
    });
    expect(television.now('signIn')).toMatchObject({ phase: 'failed' });
  });

  it("ERR-08 shows the provider's words, keeps code and trace for support, and logs nothing secret", async () => {
    const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name),
    );
    const all = await testEnv();
    const television = await all.signedIn({ user: 'casey' });
    await television.pick(sport);
    const { problem } = await television.on('notAvailable');
    expect(problem).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      details: expect.stringContaining('Sport Plus'),
      trace: expect.any(String),
    });
    await television.send({ type: 'BACK' });
    all.fault(authorize, { error: 'authorization_denied_by_parental_controls' });
    await television.pick(film);
    const top = (await television.on('notAvailable')).problem;
    const logged = JSON.stringify(television.app.log.entries);
    expect(logged).toContain(top.code);
    expect(logged).toContain(top.trace);
    for (const secret of secretsOf(television)) expect(logged).not.toContain(secret);
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it.each([
    [500, 'service'],
    [200, 'portal'],
    [403, 'intercepted'],
    [400, 'intercepted'],
  ] as const)('ERR-09 takes HTML with status %s for the error it is', async (status, key) => {
    const body = '<!doctype html><html><body><h1>It broke</h1></body></html>';
    const headers = { 'content-type': 'text/html' };
    for (const deed of Object.values(deeds)) {
      const { all, television, calls } = await spoilt(deed, { status, body, headers });
      expect(calls).toBeLessThanOrEqual(3);
      expect(deed.problem(television)).toMatchObject({ key });
      expect(JSON.stringify(deed.problem(television))).not.toContain('broke');
      all.control.clearFaults();
      await television.send({ type: 'BACK' });
      await television.home();
    }
  });
});
