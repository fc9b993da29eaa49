import { afterEach, describe, expect, test } from 'vitest';
import { CLIENT_HEADER, type Sandbox } from '../../../apps/sandbox/index.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { renderReport } from '../../../apps/sandbox/judge/report.ts';
import { summaryOf } from '../../../apps/sandbox/judge/summary.ts';
import { App, sandboxWithItsOwnTime } from './app.ts';
import { info, talk } from './sampleTraffic.ts';

let sandbox: Sandbox;
afterEach(() => sandbox?.close());

/** Two apps of one vendor on one device, one after the other or at the same time. */
async function twoApps(
  first: Record<string, string>,
  second: Record<string, string>,
  more: { header?: boolean } = {},
) {
  const world = await sandboxWithItsOwnTime();
  sandbox = world.sandbox;
  const device = crypto.randomUUID();
  class Named extends App {
    own: Record<string, string> = {};

    protected override extraHeaders(): Record<string, string> {
      const { name, ...device } = this.own;
      return {
        'user-agent': 'TestApp/1',
        'x-device-info': Buffer.from(
          JSON.stringify({ ...info, model: 'OTHER-1', ...device }),
        ).toString('base64'),
        ...(name && more.header !== false ? { [CLIENT_HEADER]: name } : {}),
      };
    }
  }
  for (const own of [first, second]) {
    const app = new Named(world, device);
    app.own = own;
    await app.launch();
    await app.signIn();
    await app.watch('tidewater', 'NORTHSTAR-MAIN');
  }
  return sandbox.control.conformance();
}

const labels = (report: Awaited<ReturnType<typeof twoApps>>) =>
  report.clients.map(({ label }) => label);

describe('two apps on one device, over HTTP', () => {
  test('are told apart by the application id that they send', async () => {
    const report = await twoApps(
      { applicationId: 'com.acme.tv' },
      { applicationId: 'com.other.tv' },
    );
    expect(labels(report)).toEqual(['OTHER-1 · com.acme.tv', 'OTHER-1 · com.other.tv']);
    expect(report.broken).toBe(false);
  });

  test('are told apart by the names that a test gives them', async () => {
    const report = await twoApps({ name: 'living room' }, { name: 'kitchen' });
    expect(labels(report)).toEqual(['living room', 'kitchen']);
    expect(report.clients.map(({ name }) => name)).toEqual(['living room', 'kitchen']);
    expect(summaryOf(report)).toMatch(/\nliving room \(.*\)\n.*\n\nkitchen \(/s);
    expect(renderReport(report)).toContain('<h2>kitchen</h2>');
  });

  test('have different labels even when nothing but the client id differs', async () => {
    const world = await sandboxWithItsOwnTime();
    sandbox = world.sandbox;
    for (let i = 0; i < 2; i++) {
      const app = new App(world);
      await app.launch();
    }
    const found = labels(sandbox.control.conformance());
    expect(found).toHaveLength(2);
    expect(new Set(found).size).toBe(2);
    for (const label of found) expect(label).toMatch(/^OLED55C2 · [\da-f]{8}$/);
  });

  test('that share one client id, under two names, are two clients', () => {
    const record = talk().start();
    for (const name of ['one', 'two', 'one', 'two'])
      record.v2('GET', 'profiles', { headers: { 'x-couchpass-client': name } });
    const { clients } = judge(record.traffic());
    expect(clients.map(({ label, requests }) => [label, requests])).toEqual([
      ['one', 4],
      ['two', 2],
    ]);
  });

  test('of V1, that share a device id, are told apart by the application id', () => {
    const record = talk().as({ client: '', token: '' });
    for (const appId of ['com.acme.tv', 'com.other.tv'])
      record.v1('GET', '/api/v1/checkauthn', { requestor: 'A', deviceId: 'd-1', appId });
    expect(judge(record.traffic()).clients.map(({ label }) => label)).toEqual([
      'CouchTV/1.0 · com.acme.tv',
      'CouchTV/1.0 · com.other.tv',
    ]);
  });

  test('that register again stay one client each', async () => {
    const report = await twoApps(
      { applicationId: 'com.acme.tv' },
      { applicationId: 'com.acme.tv' },
    );
    expect(labels(report)).toEqual(['OTHER-1 · com.acme.tv']);
    expect(report.clients[0]?.clientIds).toHaveLength(2);
  });
});

test('names are shown as text, whatever they hold', () => {
  const name = '<b>x</b>\u0007';
  const record = talk().start().v2('GET', 'profiles', { clientName: name });
  const report = judge(record.traffic());
  expect(renderReport(report)).not.toContain('<b>x');
  expect(summaryOf(report)).not.toContain('\u0007');
});
