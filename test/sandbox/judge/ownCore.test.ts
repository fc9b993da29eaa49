import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/index.ts';
import { type Couchpass, createCouchpass } from '../../../core/couchpass.ts';
import type { View } from '../../../core/machine/view.types.ts';
import { createPassService } from '../../../core/pass/createPassService.ts';
import type { CorePorts, HttpRequest } from '../../../core/ports.ts';
import type { Settings } from '../../../core/settings.ts';
import { deviceInfo, mapStore } from '../../support/ports.ts';
import { simulatedTvSettings } from '../../support/SimulatedTv.ts';
import { settle, TestClock } from '../../support/TestClock.ts';
import { verdictOn } from './app.ts';

const never = new AbortController().signal;
const phoneAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)';

const clock = new TestClock();
const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** The number of open requests: the clock must not move before they are answered. */
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

/** Moves the clock of app and sandbox until `reached`, at most `limit` ms. */
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

/** The viewer's steps on a phone: types the code, chooses a provider, signs in there. */
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

/** First launch, code, login, two films, a second launch the next morning, sign-out. */
async function live(api: 'v1' | 'v2', login: (code: string, world: World) => Promise<void>) {
  const sandbox = await startSandbox({ quiet: true, now: () => clock.now() });
  open.push(sandbox);
  const settings = simulatedTvSettings(sandbox, { api });
  const stored = new Map<string, unknown>();
  const device = crypto.randomUUID();
  const launch = () => {
    const app = createCouchpass(settings, ports(stored, device, 'TV/1'));
    app.start();
    return app;
  };
  const watch = async (app: Couchpass, id: string) => {
    app.send({ type: 'PLAY', item: await itemOnHome(app, id) });
  };

  const first = launch();
  await watch(first, 'tidewater');
  const shown = await until(() =>
    first.view.screen === 'signIn' && first.view.phase === 'waiting' ? first.view : false,
  );
  for (let seconds = 0; seconds < 12; seconds++) {
    await clock.advance(1_000);
    await quiet();
  }
  await login(shown.code, { sandbox, settings });
  await on(first, 'player');
  first.send({ type: 'ENDED' });
  await watch(first, 'tidewater');
  await on(first, 'player');
  first.stop();

  // The second launch starts with the first launch's token and runs longer than the token lives.
  await clock.advance(4 * 3_600_000);
  const second = launch();
  await watch(second, 'tidewater');
  await on(second, 'player');
  await clock.advance(3 * 3_600_000);
  second.send({ type: 'ENDED' });
  await watch(second, 'the-last-lap');
  await on(second, 'player');
  second.send({ type: 'ENDED' });
  await on(second, 'home');
  second.send({ type: 'ACCOUNT' });
  second.send({ type: 'SIGN_OUT' });
  second.send({ type: 'CONFIRM' });
  await until(() => second.view.screen === 'home' && second.view.viewer === null);
  second.stop();
  return sandbox.control.conformance().clients.map(verdictOn);
}

interface World {
  readonly sandbox: Sandbox;
  readonly settings: Settings;
}

test('our own product and its second screen break nothing, over V2', async () => {
  const clients = await live('v2', (code, { sandbox, settings }) =>
    useCode(settings, code, sandbox.url),
  );
  expect(clients.map(({ broken }) => broken)).toEqual([[], []]);
  const [tv, phone] = clients;
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

test('our own product breaks nothing, over V1', async () => {
  const [tv, ...others] = await live('v1', async (code, { sandbox }) => {
    sandbox.control.signIn({ code, mvpd: 'ValleyCable' });
  });
  expect([tv?.broken, others]).toEqual([[], []]);
  expect(tv?.met).toEqual(
    expect.arrayContaining([
      ...['REG-02', 'REG-03', 'REG-05', 'V1L-01', 'V1L-03', 'V1L-04', 'V1L-05', 'V1L-06'],
      ...['V1L-08', 'V1L-12', 'V1L-13', 'V1L-14', 'PLY-01', 'PLY-04', 'PLY-06', 'THR-02'],
    ]),
  );
});
