import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

const film = 'row-0-item-0';

let browser: Browser;
let on: TurnedOn;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  await on?.close();
});

const cardNamed = (words: RegExp) => on.cardNamed(words);
const focused = async () => (await on.tv.read()).focused;

it('a title’s page plays, remembers the place, and the Play key goes on from Home', async () => {
  on = await turnOn(browser);
  const { tv, page } = on;
  await on.toHome();
  const free = await cardNamed(/^Undergrowth, Free/);
  await tv.choose(free);
  await tv.on('title');
  expect(await focused()).toBe('button-play');
  await tv.says('access', 'Free for everyone');
  expect(await on.visitEverything()).toBe(2);
  await tv.choose('button-play');
  await tv.on('player');
  await tv.videoPlays(0.2);
  // Two presses of an arrow move by twenty seconds; the video follows after the last press.
  await tv.press('ArrowRight', 'ArrowRight');
  await tv.says('seek', /^Go to 0:2\d$/);
  await tv.videoPlays(19);
  await tv.press('Backspace');
  await tv.on('title');
  await tv.says('button-play', /^Resume from 0:\d\d$/);
  expect((await tv.video()).present).toBe(false);
  await tv.press('Backspace');
  await tv.on('home');
  expect(await focused()).toBe(free);

  await page.reload();
  await tv.on('home');
  await tv.says('continue-item-0', 'Undergrowth');
  expect(await tv.spoken('continue-item-0')).toMatch(/\d\d % watched/);
  await tv.goTo('continue-item-0');
  // The remote's Play key.
  await tv.press('Space');
  await tv.on('player');
  await tv.videoPlays(15);
  await tv.choose('button-restart');
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 99) < 8);
  // The film was started directly from Home, so Back leads there.
  await tv.press('Backspace');
  await tv.on('home');
});

it('captions are chosen once for all titles', async () => {
  on = await turnOn(browser);
  const { tv, page } = on;
  await on.toHome();
  await tv.play(film);
  await on.signInElsewhere('alex', 'ValleyCable');
  await tv.on('player');
  await tv.says('button-captions', 'Captions · Off');
  await tv.choose('button-captions');
  expect(await focused()).toBe('choice-captions-0');
  // Back closes the list only.
  await tv.press('Backspace');
  expect([(await tv.read()).screen, await focused()]).toEqual(['player', 'button-captions']);
  await tv.press('Enter');
  await tv.choose('choice-captions-1');
  await tv.says('button-captions', 'Captions · English');
  expect(await focused()).toBe('button-captions');
  const showing = () =>
    page.evaluate(() =>
      [...(document.querySelector('video')?.textTracks ?? [])].some(
        ({ mode }) => mode === 'showing',
      ),
    );
  await expect.poll(showing).toBe(true);
  // The caption text, not a button's label.
  const cue = (words: string) =>
    page.waitForFunction(
      (pattern) =>
        [...(document.querySelector('video')?.textTracks ?? [])].some(
          ({ mode, activeCues }) =>
            mode === 'showing' &&
            [...(activeCues ?? [])].some((each) =>
              new RegExp(pattern, 'i').test((each as VTTCue).text),
            ),
        ),
      words,
      { timeout: 20_000 },
    );
  await cue('on the twelfth|we walked|wind over sand|nobody turned');
  await tv.backHome();
  await page.reload();
  await tv.on('home');
  await tv.goTo(film);
  await tv.press('Space');
  await tv.on('player');
  await tv.says('button-captions', 'Captions · English');
  await cue('on the twelfth|we walked|wind over sand|nobody turned');
});

it('the language of the sound is chosen once for all titles, and heard', async () => {
  on = await turnOn(browser);
  const { tv, page } = on;
  const languages = new Set<string>();
  page.on('request', (request) => {
    const [, language] = /\/(?:aac|opus)-(\w+)\/\d+\.m4s$/.exec(request.url()) ?? [];
    if (language) languages.add(language);
  });
  const heard = (...wanted: string[]) =>
    expect.poll(() => [...languages], { timeout: 10_000 }).toEqual(wanted);
  await on.toHome();
  const title = await cardNamed(/^Glass Harvest/);
  await tv.play(title);
  await on.signInElsewhere('alex', 'ValleyCable');
  await tv.on('player');
  await tv.videoPlays(0.2);
  await heard('en');
  await tv.says('button-audio', 'Audio · English');
  await tv.choose('button-audio');
  expect(await focused()).toBe('choice-audio-0');
  await tv.choose('choice-audio-1');
  await tv.says('button-audio', 'Audio · Español');
  await heard('en', 'es');
  await tv.backHome();
  languages.clear();
  await page.reload();
  await tv.on('home');
  await tv.goTo(await cardNamed(/^Glass Harvest/));
  await tv.press('Space');
  await tv.on('player');
  await tv.says('button-audio', 'Audio · Español');
  // From the first moment: no segments of another language are fetched.
  await heard('es');
  // A film that comes as DASH.
  languages.clear();
  await tv.backHome();
  await tv.goTo(await cardNamed(/^Paper Islands/));
  await tv.press('Space');
  await tv.on('player');
  await tv.videoPlays(0.2);
  await tv.says('button-audio', 'Audio · Español');
  await heard('es');
  // A film with one language does not offer a choice.
  await tv.backHome();
  await tv.goTo(film);
  await tv.press('Space');
  await tv.on('player');
  await tv.videoPlays(0.2);
  expect((await tv.read()).things.map(({ id }) => id)).not.toContain('button-audio');
});

it('a live stream is gone back in, and live again at a press', async () => {
  on = await turnOn(browser);
  const { tv } = on;
  await on.toHome();
  await tv.goTo(await cardNamed(/Live now, Free/));
  await tv.press('Space');
  await tv.on('player');
  await tv.videoPlays(0.2);
  await tv.says('live', /^Live$/);
  // Until the seekable range of the stream is known, the arrows do nothing.
  await expect
    .poll(
      async () => {
        await tv.press('ArrowLeft', 'ArrowLeft');
        return tv.text('live');
      },
      { timeout: 20_000 },
    )
    .toMatch(/behind live$/);
  await tv.choose('button-live');
  await tv.says('live', /^Live$/);
  await tv.press('Backspace');
  await tv.on('home');
});

it('Account speaks another language at once and from then on; support has what it needs', async () => {
  on = await turnOn(browser);
  const { tv, page } = on;
  await on.toHome();
  await tv.choose('nav-account');
  await tv.on('account');
  await on.visitEverything();
  await tv.choose('button-language');
  await tv.choose('choice-language-4');
  await tv.says('title', 'Je bent niet ingelogd');
  expect(await focused()).toBe('button-language');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('nl');
  await page.reload();
  await tv.on('home');
  await tv.says('nav-sign-in', 'Log in met je tv-aanbieder');
  await tv.choose('nav-account');
  await tv.choose('button-support');
  await tv.on('support');
  await tv.says('device', /^Apparaat: [0-9A-F]{4}-[0-9A-F]{4}$/);
  await tv.says('request-0', /^−\d:\d\d, (GET|POST) \/.*, \d{3} · /);
  const id = await page.evaluate(() => localStorage.getItem('couchpass.device') ?? '');
  expect(id).not.toBe('');
  expect(await page.evaluate(() => document.body.textContent)).not.toContain(id);
  await tv.press('Backspace');
  await tv.on('account');
  expect(await focused()).toBe('button-support');
  await tv.press('Backspace');
  await tv.on('home');
});

it('two sign-ins on one device are told apart, and the chosen one is used', async () => {
  on = await turnOn(browser);
  const { tv, page } = on;
  const day = 24 * 60 * 60_000;
  await page.route(/\/profiles$/, async (route) => {
    const answer = await route.fetch();
    const profile = (mvpd: string, days: number) => ({
      notBefore: Date.now() - day,
      notAfter: Date.now() + days * day,
      issuer: mvpd,
      type: 'regular',
      attributes: {},
    });
    const profiles = { HarborTV: profile('HarborTV', 3), ValleyCable: profile('ValleyCable', 30) };
    await route.fulfill({ response: answer, json: { profiles } });
  });
  await page.goto(on.world.tvUrl);
  await tv.on('profiles');
  // The profile that is valid longest comes first.
  expect(await focused()).toBe('profile-ValleyCable');
  expect(await on.visitEverything()).toBe(3);
  await tv.choose('profile-HarborTV');
  await tv.on('signIn');
  expect(await tv.text('message')).toBe('Signed in with Harbor TV.');
  await tv.on('home');
});

it('signs in on the device itself, where it has a browser', async () => {
  on = await turnOn(browser, { chooseProvider: 'tv' });
  const { tv, context } = on;
  await on.toHome();
  await tv.play(film);
  await tv.on('providers');
  await tv.choose('button-here');
  const opened = context.waitForEvent('page');
  await tv.choose('provider-HarborTV');
  const login = await opened;
  await tv.on('signIn');
  await tv.says('message', 'open in this device’s browser');
  await login.getByLabel('Username').fill('alex');
  await login.getByLabel('Password').fill('sofa');
  await login.getByRole('button', { name: 'Sign in' }).click();
  await tv.on('player');
  await tv.videoPlays(0.2);
});
