import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Keys, openCliRig } from '../cli/cliRig.ts';
import { signIn } from '../cli/signIn.ts';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/condition.ts';
import { Remote } from '../support/Remote.ts';
import { shippedSettings } from '../support/testEnv.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

const concurrency = { baseUrl: '/v2/', applicationId: 'northstar-tv' };
/** Protected, for every demo account. */
const film = 'row-0-item-0';

let browser: Browser;
let on: TurnedOn;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'couchpass-tv-streams-'));
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await on?.close();
});

/** Requests to the decisions, Concurrency Monitoring and the playback endpoint, in order. */
const asked = () =>
  on
    .asked(/\/authorize\/|^\/v2\/|^\/programmer\/play/)
    .map((path) => /authorize|metadata|sessions|runningStreams|play/.exec(path)?.[0]);

async function signInAndPlay(tv: Remote): Promise<void> {
  await tv.play(film);
  await tv.on('signIn');
  await tv.says('code', /^[A-Z0-9]{7}$/);
  const code = await tv.text('code');
  on.world.sandbox.control.signIn({ code, user: 'alex', mvpd: 'ValleyCable' });
}

/** The terminal client watches the film with the same account until it is told to stop. */
async function watchInTerminal() {
  const { sandbox } = on.world;
  const settings = (await shippedSettings()) as { appSettings: object };
  Object.assign(settings.appSettings, { concurrency });
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  const cliRig = await openCliRig(sandbox.url);
  await signIn(sandbox, cliRig);
  let pressed: Keys | undefined;
  const played = cliRig.pass(['play', 'the-long-meridian', '--json'], {
    settings: file,
    watch: (output, keys) => {
      if (output.includes('"event":"counted"')) pressed = keys;
    },
  });
  const keys = await until(() => pressed ?? null, { what: 'a counted stream in the terminal' });
  return {
    async stop() {
      keys.enter();
      const result = await played;
      await cliRig.close();
      return result;
    },
  };
}

it('a third device is refused with the list, stops the first, and the first says so and stays there', async () => {
  on = await turnOn(browser, {}, '', concurrency);
  const { control } = on.world.sandbox;
  control.rules({ concurrency: { streamLimit: 2, beatS: 12 } });
  const { tv: first } = on;
  await on.toHome();
  // Nothing is sent to Concurrency Monitoring before a protected title is played.
  expect(asked()).toEqual([]);
  await signInAndPlay(first);
  await first.on('player');
  await first.videoPlays(0.2);
  // One round trip to Adobe Pass, one to Concurrency Monitoring, and the playback endpoint; the list of required
  // metadata is requested beside the decision, once.
  expect(asked().filter((call) => call !== 'metadata')).toEqual(['authorize', 'sessions', 'play']);
  expect(asked().filter((call) => call === 'metadata')).toHaveLength(1);
  const terminal = await watchInTerminal();
  expect(control.streams()).toHaveLength(2);

  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    locale: 'en-US',
  });
  const page = await context.newPage();
  const third = new Remote(page);
  await page.goto(on.world.tvUrl);
  await third.on('home');
  await signInAndPlay(third);
  const { title, focused } = await third.on('tooManyStreams');
  expect([title, focused]).toEqual(['Too many screens in use', 'stream-0']);
  expect(await third.spoken('stream-1')).toContain('Northstar');
  await third.press('Enter');
  await third.on('tooManyStreams');
  await third.says('help', 'Somebody may be watching there.');
  await third.press('Enter');
  await third.on('player');
  await third.videoPlays(0.2);

  await first.on('takenOver', 40_000);
  await first.says('message', /^Your account is now watching on/);
  expect((await first.video()).present).toBe(false);
  const starts = asked().length;
  // It does not start again by itself: the third device still plays after its own next heartbeats.
  await until(() => asked().length >= starts + 2, { what: 'two more heartbeats' });
  expect([(await first.read()).screen, (await third.read()).screen]).toEqual([
    'takenOver',
    'player',
  ]);
  expect((await terminal.stop()).exit).toBe(0);
  // There is room again: the viewer watches here.
  await first.choose('button-watch-here');
  await first.on('player');
  await context.close();
});

it('Account lists where the account is watching, and a refusal without a list can be tried again', async () => {
  on = await turnOn(browser, {}, '', concurrency);
  const { control } = on.world.sandbox;
  control.rules({ concurrency: { streamLimit: 1, conflictShape: 'none' } });
  const { tv } = on;
  const kitchen = control.startStream({ user: 'alex', mvpd: 'ValleyCable', device: 'Kitchen' });
  await on.toHome();
  await signInAndPlay(tv);
  await tv.on('tooManyStreams');
  await tv.says('help', 'Your account is watching on as many screens as it may.');
  expect((await tv.read()).focused).toBe('button-retry');
  await tv.press('Backspace', 'Backspace');
  await tv.on('home');
  await tv.choose('nav-account');
  await tv.on('account');
  await tv.says('streams', 'Watching now: Kitchen');
  control.endStream(kitchen.id);
  await tv.press('Backspace');
  await tv.on('home');
  await tv.play(film);
  await tv.on('player');
});
