import { afterEach, expect, test } from 'vitest';
import { type Sandbox, softwareStatement, startSandbox } from '../../../apps/sandbox/index.ts';
import { type Couchpass, createCouchpass } from '../../../core/couchpass.ts';
import type { View } from '../../../core/machine/view.types.ts';
import { createPassService } from '../../../core/pass/createPassService.ts';
import type { CorePorts, HttpRequest } from '../../../core/ports.ts';
import { readSettings, type Settings } from '../../../core/settings.ts';
import { deviceInfo, mapStore, rawSettings } from '../../support/ports.ts';
import { settle, TestClock } from '../../support/TestClock.ts';
import { verdictOn } from './app.ts';

const never = new AbortController().signal;
const phoneAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)';

const clock = new TestClock();
const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** Requests that are on their way: time must not pass before they are answered. */
let underWay = 0;

function ports(stored: Map<string, unknown>, id: string, agent: string): CorePorts {
  return {
    clock,
    storage: mapStore(stored),
    random: () => 0.5,
    device: async () => ({ id, info: deviceInfo }),
    async send({ method, url, headers, body }: HttpRequest, signal) {
      underWay += 1;
      try {
        const init = { method, headers: { ...headers, 'user-agent': agent }, signal };
        const response = await fetch(url, body === undefined ? init : { ...init, body });
        const text = await response.text();
        const contentType = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
        return { status: response.status, contentType, text };
      } finally {
        underWay -= 1;
      }
    },
  };
}

async function quiet(): Promise<void> {
  do await settle();
  while (underWay > 0);
}

/** Time passes on both sides of the wire, until `reached` or for `limit` ms. */
async function until<T>(reached: () => T | false, limit = 60_000): Promise<T> {
  for (let passed = 0; passed <= limit; passed += 100) {
    await quiet();
    const found = reached();
    if (found) return found;
    await clock.advance(100);
  }
  throw new Error(`not within ${limit} ms`);
}

const on = <S extends View['screen']>(app: Couchpass, screen: S) =>
  until(() => (app.view.screen === screen ? (app.view as Extract<View, { screen: S }>) : false));

async function itemOnHome(app: Couchpass, id: string) {
  const catalogue = await until(() => (app.view.screen === 'home' && app.view.catalogue) || false);
  const item = catalogue.rows.flatMap(({ items }) => items).find((one) => one.id === id);
  if (!item) throw new Error(`no ${id} in the catalogue`);
  return item;
}

/** What a viewer does on a phone: types the code, chooses a provider, signs in there. */
async function useCode(settings: Settings, code: string, url: string): Promise<void> {
  const { pass } = settings.appSettings;
  const phone = createPassService(pass, ports(new Map(), 'phone', phoneAgent));
  await phone.inspectSession(code, never);
  const provider = (await phone.providers(never)).find(({ isTempPass }) => !isTempPass);
  const session = await phone.resumeSession(
    code,
    { mvpd: provider?.id ?? '', domainName: pass.domainName, redirectUrl: pass.activateUrl },
    never,
  );
  const browse = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), {
      redirect: 'manual',
      ...init,
      headers: { 'user-agent': phoneAgent },
    });
  const login = (await browse(session.url ?? '')).headers.get('location') ?? '';
  const body = new URLSearchParams({ username: 'alex', password: 'sofa' });
  expect((await browse(login, { method: 'POST', body })).status).toBe(303);
  await phone.profilesByCode(code, never);
}

test('our own product, from the first launch to the sign-out, breaks nothing', async () => {
  const sandbox = await startSandbox({ quiet: true, now: () => clock.now() });
  open.push(sandbox);
  const { appSettings } = rawSettings;
  const settings = readSettings({
    ...rawSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...appSettings.pass,
        baseUrl: sandbox.url,
        softwareStatement: softwareStatement('northstar-tv'),
      },
      catalogue: { feedUrl: '/programmer/feed.json', playbackUrl: '/programmer/play' },
    },
  });
  const stored = new Map<string, unknown>();
  const device = crypto.randomUUID();
  const launch = () => {
    const app = createCouchpass(settings, ports(stored, device, 'TV/1'));
    app.start();
    return app;
  };

  const first = launch();
  first.send({ type: 'PLAY', item: await itemOnHome(first, 'tidewater') });
  const shown = await until(() =>
    first.view.screen === 'signIn' && first.view.phase === 'waiting' ? first.view : false,
  );
  for (let seconds = 0; seconds < 12; seconds++) {
    await clock.advance(1_000);
    await quiet();
  }
  await useCode(settings, shown.code, sandbox.url);
  await on(first, 'player');
  first.send({ type: 'ENDED' });
  first.send({ type: 'PLAY', item: await itemOnHome(first, 'tidewater') });
  await on(first, 'player');
  first.stop();

  // Half the token's life and a bit: the second launch begins with the same one.
  await clock.advance(4 * 3_600_000);
  const second = launch();
  second.send({ type: 'PLAY', item: await itemOnHome(second, 'tidewater') });
  await on(second, 'player');
  await clock.advance(3 * 3_600_000);
  second.send({ type: 'ENDED' });
  second.send({ type: 'PLAY', item: await itemOnHome(second, 'the-last-lap') });
  await on(second, 'player');
  second.send({ type: 'ENDED' });
  await on(second, 'home');
  second.send({ type: 'ACCOUNT' });
  second.send({ type: 'SIGN_OUT' });
  second.send({ type: 'CONFIRM' });
  await until(() => second.view.screen === 'home' && second.view.viewer === null);
  second.stop();

  const report = sandbox.control.conformance();
  expect(report.clients.map(({ label }) => label)).toEqual([deviceInfo.model, deviceInfo.model]);
  const [tv, phone] = report.clients.map(verdictOn);
  expect([tv?.broken, phone?.broken]).toEqual([[], []]);
  expect(tv?.met).toEqual(
    expect.arrayContaining([
      ...['REG-01', 'REG-02', 'REG-03', 'REG-04', 'REG-05', 'REG-06', 'REG-07', 'CFG-02'],
      ...['AUT-01', 'AUT-02', 'AUT-06', 'POL-01', 'POL-02', 'POL-04', 'POL-05', 'POL-08', 'POL-12'],
      ...['AZN-01', 'AZN-08', 'AZN-09', 'PLY-01', 'PLY-02', 'PLY-04', 'PLY-06', 'LGO-01', 'LGO-02'],
      ...['THR-02', 'THR-03', 'SEC-02', 'SEC-03', 'DEV-01', 'DEV-02', 'DEV-08', 'DEV-09', 'MIG-01'],
    ]),
  );
  expect(phone?.met).toEqual(expect.arrayContaining(['SCR-02', 'SCR-04', 'SCR-05', 'SCR-08']));
});
