import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import {
  devicePorts,
  SimulatedTv,
  type SimulatedTvOptions,
  simulatedTvSettings,
} from '../support/SimulatedTv.ts';
import { sandboxOf } from './rig.ts';

const never = new AbortController().signal;
const simulatedTvs: SimulatedTv[] = [];
afterEach(() => {
  for (const simulatedTv of simulatedTvs.splice(0)) simulatedTv.stop();
});

function couchOn(sandbox: Sandbox, options: SimulatedTvOptions): SimulatedTv {
  const simulatedTv = new SimulatedTv(sandbox, options);
  simulatedTvs.push(simulatedTv);
  return simulatedTv;
}

/** The stored data of a television that was signed in with REST API V1. */
async function usedWithV1(sandbox: Sandbox): Promise<Map<string, unknown>> {
  const stored = new Map<string, unknown>();
  const simulatedTv = couchOn(sandbox, { api: 'v1', stored });
  await simulatedTv.pick('NORTHSTAR-MAIN');
  sandbox.control.signIn({ code: await simulatedTv.code(), mvpd: 'HarborTV' });
  await simulatedTv.pass(4_000);
  await simulatedTv.pass(2_000);
  await simulatedTv.on('player');
  simulatedTv.stop();
  return stored;
}

const remembered = (stored: Map<string, unknown>, key: string) =>
  (stored.get(`couchpass/${key}`) as { value: Record<string, unknown> } | undefined)?.value;

/**
 * REST API V1 is switched off. Adobe, "REST API V2 FAQs": a new software statement, the same identifiers of
 * device, provider and requestor, and logins that are not carried over.
 */
describe('a television upgraded from V1 to V2 by its settings alone', () => {
  it('asks for a confirmation of the remembered provider, and for nothing to be chosen', async () => {
    const sandbox = await sandboxOf();
    const stored = await usedWithV1(sandbox);
    const provider = remembered(stored, 'provider');
    expect(provider).toMatchObject({ id: 'HarborTV', displayName: 'Harbor TV' });

    const simulatedTv = couchOn(sandbox, { api: 'v2', stored });
    await simulatedTv.home();
    // V2 does not have the login of V1, and has answered so.
    expect((await simulatedTv.on('home', ({ viewer }) => viewer === null)).problem).toBeNull();
    expect(remembered(stored, 'profile')).toBeUndefined();
    expect(remembered(stored, 'provider')).toEqual(provider);

    await simulatedTv.pick('NORTHSTAR-NEWS');
    expect((await simulatedTv.on('confirmProvider')).provider).toMatchObject(provider ?? {});
    simulatedTv.app.send({ type: 'CONFIRM' });
    const code = await simulatedTv.code();

    const options: SimulatedTvOptions = { api: 'v2', deviceId: 'phone' };
    const phoneSettings = simulatedTvSettings(sandbox, options).appSettings.pass;
    const phone = createPassService(phoneSettings, devicePorts(options).ports);
    const info = await phone.inspectSession(code, never);
    expect(info.existingParameters.mvpd).toBe('HarborTV');
    expect(info.missingParameters).toEqual([]);

    sandbox.control.signIn({ code });
    await simulatedTv.pass(4_000);
    await simulatedTv.pass(2_000);
    expect((await simulatedTv.on('player')).item.resource).toBe('NORTHSTAR-NEWS');
    expect(remembered(stored, 'profile')).toMatchObject({ mvpd: 'HarborTV' });
  });

  it('keeps its device identifier: both generations are told the same one', async () => {
    const sandbox = await sandboxOf();
    const stored = await usedWithV1(sandbox);
    const id = 'tv-1';
    const { requests, ports } = devicePorts({ stored, deviceId: id });
    const { pass } = simulatedTvSettings(sandbox, { api: 'v2' }).appSettings;
    await createPassService(pass, ports).profiles(never);
    expect(requests.at(-1)?.headers['AP-Device-Identifier']).toBe(
      `fingerprint ${Buffer.from(id).toString('base64')}`,
    );
    // V1 got the same id in its own form.
    const { requests: older, ports: olderPorts } = devicePorts({ deviceId: id });
    const v1 = simulatedTvSettings(sandbox, { api: 'v1' }).appSettings.pass;
    await createPassService(v1, olderPorts).profiles(never);
    expect(new URL(older.at(-1)?.url ?? '').searchParams.get('deviceId')).toBe(id);
  });

  it('registers anew with the new statement, once', async () => {
    const sandbox = await sandboxOf();
    const stored = await usedWithV1(sandbox);
    const before = remembered(stored, 'client')?.clientId;
    for (let launch = 0; launch < 2; launch++) {
      const simulatedTv = couchOn(sandbox, { api: 'v2', stored });
      await simulatedTv.home();
      simulatedTv.stop();
    }
    expect(remembered(stored, 'client')?.clientId).not.toBe(before);
    const registrations = sandbox.control
      .requests()
      .filter(({ path }) => path === '/o/client/register');
    expect(registrations).toHaveLength(2);
  });

  it('hears it from the decision when the old login could not be asked about', async () => {
    const sandbox = await sandboxOf();
    const stored = await usedWithV1(sandbox);
    for (const path of ['profiles/*', 'decisions/preauthorize/*'])
      sandbox.control.addFault({ path: `/api/v2/NORTHSTAR/${path}`, status: 500, times: 0 });
    const simulatedTv = couchOn(sandbox, { api: 'v2', stored });
    await simulatedTv.home();
    await simulatedTv.pass(5_000);
    expect((await simulatedTv.on('home')).viewer).toMatchObject({ mvpd: 'HarborTV' });
    await simulatedTv.pick('NORTHSTAR-MAIN');
    const { canSignIn, problem } = await simulatedTv.on('notAvailable');
    expect([problem.code, canSignIn]).toEqual(['authenticated_profile_missing', true]);
    simulatedTv.app.send({ type: 'SIGN_IN' });
    expect((await simulatedTv.on('confirmProvider')).provider.id).toBe('HarborTV');
  });
});
