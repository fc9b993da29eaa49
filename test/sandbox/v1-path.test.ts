import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import type { View } from '../../core/machine/view.types.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import type { PassService } from '../../core/pass/PassService.ts';
import {
  devicePorts,
  SimulatedTv,
  type SimulatedTvOptions,
  simulatedTvSettings,
} from '../support/SimulatedTv.ts';
import { ask, form, sandboxOf } from './rig.ts';

const never = new AbortController().signal;
const redirectUrl = 'https://northstar.example/activate';
const simulatedTvs: SimulatedTv[] = [];
afterEach(() => {
  for (const simulatedTv of simulatedTvs.splice(0)) simulatedTv.stop();
});

function couchOn(sandbox: Sandbox, options: Partial<SimulatedTvOptions> = {}): SimulatedTv {
  const simulatedTv = new SimulatedTv(sandbox, { api: 'v1', ...options });
  simulatedTvs.push(simulatedTv);
  return simulatedTv;
}

function phoneOn(sandbox: Sandbox): PassService {
  const options: SimulatedTvOptions = { api: 'v1', deviceId: 'phone' };
  return createPassService(
    simulatedTvSettings(sandbox, options).appSettings.pass,
    devicePorts(options).ports,
  );
}

/** Like `simulatedTv.on`, but the clock moves: the app limits the rate of its requests. */
async function inTime<S extends View['screen']>(
  simulatedTv: SimulatedTv,
  screen: S,
  is: (view: Extract<View, { screen: S }>) => boolean = () => true,
) {
  const isThere = (view: View) => view.screen === screen && is(view as never);
  for (let seconds = 0; seconds < 10 && !isThere(simulatedTv.app.view); seconds++)
    await simulatedTv.pass(1_000);
  return simulatedTv.on(screen, is);
}

const codeInTime = async (simulatedTv: SimulatedTv) =>
  (await inTime(simulatedTv, 'signIn', ({ phase }) => phase === 'waiting')).code;

/** Signed in, on the player. */
async function watching(sandbox: Sandbox, stored: Map<string, unknown>): Promise<SimulatedTv> {
  const simulatedTv = couchOn(sandbox, { stored });
  await simulatedTv.pick('NORTHSTAR-MAIN');
  sandbox.control.signIn({ code: await simulatedTv.code(), mvpd: 'HarborTV' });
  await simulatedTv.pass(4_000);
  await simulatedTv.pass(2_000);
  await simulatedTv.on('player');
  return simulatedTv;
}

describe('the machine over REST API V1, against the sandbox', () => {
  it('goes from the first launch over a code to the picture', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox);
    expect((await simulatedTv.home()).viewer).toBeNull();
    await simulatedTv.pick('NORTHSTAR-MAIN');
    const { code, address } = await simulatedTv.on('signIn', ({ phase }) => phase === 'waiting');
    expect(address).toBe('northstar.example/activate');
    await simulatedTv.pass(4_000);
    await simulatedTv.on('signIn', ({ phase }) => phase === 'waiting');

    sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    await simulatedTv.pass(4_000);
    const { viewer } = await simulatedTv.on('signIn', ({ phase }) => phase === 'approved');
    expect(viewer).toMatchObject({ mvpd: 'HarborTV', providerName: 'Harbor TV' });
    await simulatedTv.pass(2_000);
    expect((await simulatedTv.on('player')).stream.url).toMatch(/^http/);

    expect(simulatedTv.calls()).toEqual([
      'GET /api/v1/checkauthn',
      'POST /reggie/v1/NORTHSTAR/regcode',
      'GET /api/v1/config/NORTHSTAR',
      'GET /api/v1/tokens/authn',
      'GET /api/v1/tokens/authn',
      'GET /api/v1/tokens/usermetadata',
      'GET /api/v1/authorize',
      'GET /api/v1/tokens/media',
    ]);
  });

  it('Continue asks once, at once, and leads on', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox);
    await simulatedTv.pick('NORTHSTAR-MAIN');
    sandbox.control.signIn({ code: await simulatedTv.code() });
    simulatedTv.app.send({ type: 'CONTINUE' });
    await simulatedTv.pass(0);
    await simulatedTv.on('signIn', ({ phase }) => phase === 'approved');
    expect(simulatedTv.calls().filter((call) => call.endsWith('/tokens/authn'))).toHaveLength(1);
  });

  it('is still signed in after a restart: no registration, one question, a decision and its token', async () => {
    const sandbox = await sandboxOf();
    const stored = new Map<string, unknown>();
    (await watching(sandbox, stored)).stop();
    const seq = sandbox.control.requests().at(-1)?.seq;
    const simulatedTv = couchOn(sandbox, { stored });
    expect((await simulatedTv.home()).viewer).toMatchObject({ mvpd: 'HarborTV' });
    await simulatedTv.pick('NORTHSTAR-NEWS');
    await simulatedTv.on('player');
    expect(simulatedTv.calls()).toEqual([
      'GET /api/v1/checkauthn',
      'GET /api/v1/authorize',
      'GET /api/v1/tokens/media',
    ]);
    const paths = sandbox.control.requests(seq).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/o/'))).toEqual([]);
  });

  it("shows a denial in the provider's words and stays signed in", async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox);
    await simulatedTv.pick('NORTHSTAR-SPORT');
    sandbox.control.signIn({ code: await simulatedTv.code(), user: 'casey' });
    await simulatedTv.pass(4_000);
    await simulatedTv.pass(2_000);
    const { problem, canRetry, canSignIn } = await simulatedTv.on('notAvailable');
    expect(problem).toMatchObject({
      key: 'notInPackage',
      code: 'authorization_denied_by_mvpd',
      details: expect.stringContaining('Northstar Sport is not part of your'),
    });
    expect([canRetry, canSignIn]).toEqual([false, false]);
    expect(simulatedTv.calls().filter((call) => call.endsWith('/tokens/media'))).toEqual([]);
    simulatedTv.app.send({ type: 'BACK' });
    expect((await simulatedTv.home()).viewer).not.toBeNull();
  });

  it('asks to sign in again when the login ended elsewhere, and resumes what was picked', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = await watching(sandbox, new Map());
    simulatedTv.app.send({ type: 'BACK' });
    sandbox.control.rules({ expireProfiles: true });
    await simulatedTv.pick('NORTHSTAR-NEWS');
    const { problem, canSignIn } = await simulatedTv.on('notAvailable');
    expect(problem.code).toBe('authentication_session_missing');
    expect(canSignIn).toBe(true);
    simulatedTv.app.send({ type: 'SIGN_IN' });
    expect((await simulatedTv.on('confirmProvider')).provider.displayName).toBe('Harbor TV');
    simulatedTv.app.send({ type: 'CONFIRM' });
    sandbox.control.signIn({ code: await codeInTime(simulatedTv) });
    expect((await inTime(simulatedTv, 'player')).item.resource).toBe('NORTHSTAR-NEWS');
  });

  it('a remembered login that ended is noticed at the next launch', async () => {
    const sandbox = await sandboxOf();
    const stored = new Map<string, unknown>();
    (await watching(sandbox, stored)).stop();
    sandbox.control.rules({ deleteProfiles: true });
    const simulatedTv = couchOn(sandbox, { stored });
    await simulatedTv.home();
    expect((await simulatedTv.on('home', ({ viewer }) => viewer === null)).viewer).toBeNull();
  });

  it('signs out with one DELETE, and the next launch is signed out', async () => {
    const sandbox = await sandboxOf();
    const stored = new Map<string, unknown>();
    const simulatedTv = await watching(sandbox, stored);
    for (const type of ['BACK', 'ACCOUNT', 'SIGN_OUT', 'CONFIRM'] as const)
      simulatedTv.app.send({ type });
    expect((await simulatedTv.on('home', ({ viewer }) => viewer === null)).viewer).toBeNull();
    expect(simulatedTv.calls().filter((call) => call.startsWith('DELETE'))).toEqual([
      'DELETE /api/v1/logout',
    ]);
    simulatedTv.stop();
    expect(sandbox.control.profiles()).toEqual([]);
    const later = couchOn(sandbox, { stored });
    expect((await later.home()).viewer).toBeNull();
  });

  it('a code that ran out is replaced by a new one', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox);
    await simulatedTv.pick('NORTHSTAR-MAIN');
    const first = await simulatedTv.code();
    await simulatedTv.pass(31 * 60_000);
    await simulatedTv.on('signIn', ({ phase }) => phase === 'expired');
    simulatedTv.app.send({ type: 'NEW_CODE' });
    const second = await simulatedTv.code();
    expect(second).not.toBe(first);
    sandbox.control.signIn({ code: second });
    await simulatedTv.pass(4_000);
    await simulatedTv.on('signIn', ({ phase }) => phase === 'approved');
  });

  it('renews the access token by itself', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = await watching(sandbox, new Map());
    simulatedTv.app.send({ type: 'BACK' });
    sandbox.control.rules({ revokeTokens: true });
    await simulatedTv.pick('NORTHSTAR-NEWS');
    await inTime(simulatedTv, 'player');
  });

  it('lives within the documented bucket from first launch to picture', async () => {
    const sandbox = await sandboxOf({ throttle: true });
    await watching(sandbox, new Map());
    const refused = sandbox.control.requests().filter(({ status }) => status === 429);
    expect(refused).toEqual([]);
  });

  it('the device identifier is in no record of the traffic', async () => {
    const sandbox = await sandboxOf();
    const deviceId = 'f3a1c9d2e8b74650-living-room';
    const simulatedTv = couchOn(sandbox, { deviceId });
    await simulatedTv.pick('NORTHSTAR-MAIN');
    await simulatedTv.code();
    expect(JSON.stringify(sandbox.control.requests())).not.toContain(deviceId);
  });
});

describe('a phone beside it', () => {
  it('inspects the code, chooses, signs in at the provider, and is told the truth', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox);
    await simulatedTv.pick('NORTHSTAR-MAIN');
    const code = await simulatedTv.code();

    const phone = phoneOn(sandbox);
    const info = await phone.inspectSession(code, never);
    expect(info.missingParameters).toEqual(['mvpd', 'domainName', 'redirectUrl']);
    expect(info.device).toMatchObject({ model: 'Fernseher Übergröße', type: 'TV' });
    const providers = await phone.providers(never);
    const chosen = providers.find(({ displayName }) => displayName === 'Harbor TV');
    const session = await phone.resumeSession(
      code,
      { mvpd: chosen?.id ?? '', domainName: 'northstar.example', redirectUrl },
      never,
    );
    const navigation = await ask(session.url ?? '');
    expect(navigation.status).toBe(302);
    const login = sandbox.url + navigation.headers.get('location');
    expect((await ask(login)).text).toContain('Harbor TV');
    expect(await phone.profilesByCode(code, never)).toEqual([]);
    const back = await ask(login, form({ username: 'alex', password: 'sofa' }));
    expect(back.headers.get('location')).toBe(redirectUrl);
    expect(await phone.profilesByCode(code, never)).toMatchObject([{ mvpd: 'HarborTV' }]);
    // The page was loaded again on return from the provider: it has only the code.
    expect(await phoneOn(sandbox).profilesByCode(code, never)).toHaveLength(1);

    await simulatedTv.pass(4_000);
    await simulatedTv.pass(2_000);
    await simulatedTv.on('player');
  });

  it('hears that a code does not exist', async () => {
    const sandbox = await sandboxOf();
    await expect(phoneOn(sandbox).inspectSession('AAAAAAA', never)).rejects.toMatchObject({
      code: 'invalid_authentication_session',
    });
  });
});

describe('a free preview', () => {
  const pass = { freePreview: 'TempPass_Northstar' };

  it('leads from the code to the picture without a phone, and ends by itself', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox, { pass });
    await simulatedTv.pick('NORTHSTAR-MAIN');
    expect((await simulatedTv.on('signIn', ({ phase }) => phase === 'waiting')).freePreview).toBe(
      true,
    );
    simulatedTv.app.send({ type: 'FREE_PREVIEW' });
    const { previewEndsAt } = await inTime(simulatedTv, 'player');
    const left = (previewEndsAt ?? 0) - simulatedTv.clock.monotonic();
    expect(left / 60_000).toBeCloseTo(10, 1);
    expect(simulatedTv.calls()).toContain('POST /api/v1/authenticate/freepreview');
    await simulatedTv.pass(left + 1_000);
    const over = await simulatedTv.on('notAvailable');
    expect(over.canSignIn).toBe(true);
    sandbox.clock.advance(left + 1_000);

    // Signing in afterwards: the preview's own login does not count as the viewer's.
    simulatedTv.app.send({ type: 'SIGN_IN' });
    const code = await codeInTime(simulatedTv);
    await simulatedTv.pass(4_000);
    expect((await simulatedTv.on('signIn')).phase).toBe('waiting');
    sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    await simulatedTv.pass(4_000);
    const { viewer } = await simulatedTv.on('signIn', ({ phase }) => phase === 'approved');
    expect(viewer?.mvpd).toBe('HarborTV');
  });

  it('is nobody who is signed in at the next launch', async () => {
    const sandbox = await sandboxOf();
    const stored = new Map<string, unknown>();
    const simulatedTv = couchOn(sandbox, { pass, stored });
    await simulatedTv.pick('NORTHSTAR-MAIN');
    await simulatedTv.code();
    simulatedTv.app.send({ type: 'FREE_PREVIEW' });
    await inTime(simulatedTv, 'player');
    simulatedTv.stop();
    expect((await couchOn(sandbox, { pass, stored }).home()).viewer).toBeNull();
  });

  it('that is used up says so', async () => {
    const sandbox = await sandboxOf();
    const options: SimulatedTvOptions = { api: 'v1', pass };
    const { ports } = devicePorts(options);
    const service = createPassService(
      simulatedTvSettings(sandbox, options).appSettings.pass,
      ports,
    );
    const watch = () => service.authorize('TempPass_Northstar', 'NORTHSTAR-MAIN', never);
    expect(await watch()).toMatchObject({ authorized: true, mvpd: 'TempPass_Northstar' });
    sandbox.clock.advance(11 * 60_000);
    const { authorized, error } = await watch();
    expect(authorized).toBe(false);
    expect(error?.code).toBe('temporary_access_duration_limit_exceeded');
  });
});

describe('a provider chosen on the television', () => {
  it('is in the code, and the phone only confirms', async () => {
    const sandbox = await sandboxOf();
    const simulatedTv = couchOn(sandbox, { pass: { chooseProvider: 'tv' } });
    await simulatedTv.pick('NORTHSTAR-MAIN');
    await simulatedTv.on('providers', ({ phase }) => phase === 'choosing');
    simulatedTv.app.send({ type: 'CHOOSE', mvpd: 'SummitFiber' });
    const code = await simulatedTv.code();
    const phone = phoneOn(sandbox);
    const info = await phone.inspectSession(code, never);
    expect(info.existingParameters.mvpd).toBe('SummitFiber');
    expect(info.missingParameters).toEqual(['domainName', 'redirectUrl']);
    const session = await phone.resumeSession(
      code,
      { mvpd: 'SummitFiber', domainName: 'northstar.example', redirectUrl },
      never,
    );
    const navigation = await ask(session.url ?? '');
    expect(navigation.headers.get('location')).toMatch(/^\/mvpd\/SummitFiber\/login/);
  });
});
