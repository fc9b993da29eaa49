import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Phone } from '../support/Phone.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, startTestEnv } from '../support/testEnv.ts';

const film = 'row-0-item-0';

let browser: Browser;
let world: Running;
let tvContext: BrowserContext;
let tvPage: Page;
let tv: Remote;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  complaints.length = 0;
  world = await startTestEnv();
  tvContext = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  tvPage = await tvContext.newPage();
  tvPage.on('pageerror', (error) => complaints.push(String(error)));
  tv = new Remote(tvPage);
});

afterEach(async () => {
  await tvContext?.close();
  await world?.close();
  expect(complaints).toEqual([]);
});

async function withPhone<T>(use: (phone: Phone, page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-US',
  });
  try {
    const page = await context.newPage();
    await page.goto(world.activateUrl);
    return await use(new Phone(page), page);
  } finally {
    await context.close();
  }
}

/** Paths of the TV's requests to the service and to the network's backend, in order. */
function asked(pattern: RegExp): string[] {
  return world.sandbox.control
    .requests()
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => pattern.test(line));
}

/** From the first launch until the protected film plays, with two screens. */
async function watchFilm(user = 'alex'): Promise<void> {
  await tvPage.goto(world.tvUrl);
  await tv.on('home');
  await tv.play(film);
  await tv.on('signIn');
  await tv.says('code', /^[A-Z0-9]{7}$/);
  const code = await tv.text('code');
  await withPhone((phone) => phone.signIn(code, 'Valley Cable', user));
}

describe('from the sofa to the picture', () => {
  it('signs in with a phone, plays, and is still signed in after a reload', async () => {
    await watchFilm();
    await tv.on('player');
    await tv.videoPlays(1);

    const order = asked(/programmer\/(play|streams)|decisions/);
    const authorized = order.findIndex((line) => line.includes('/decisions/authorize/'));
    const played = order.indexOf('POST /programmer/play');
    const streamed = order.findIndex((line) => line.includes('/streams/'));
    expect([authorized, played, streamed]).toEqual([...[authorized, played, streamed]].sort());
    expect(authorized).toBeGreaterThanOrEqual(0);
    const plays = (await (await fetch(`${world.sandboxUrl}/programmer/plays`)).json()) as unknown;
    expect(JSON.stringify(plays)).toContain('VALID_TOKEN');

    await tv.backHome();
    await tvPage.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) === 0);

    world.sandbox.control.clearRequests();
    await tvPage.reload();
    await tv.on('home');
    await tv.goTo('nav-account');
    await tv.play(film);
    await tv.on('player');
    await tv.videoPlays(0.5);
    expect(asked(/o\/client|configuration|sessions/)).toEqual([]);
    expect(asked(/decisions\/authorize/)).toHaveLength(1);
  });

  it('plays nothing before the playback endpoint has seen a valid media token', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await tvPage.route('**/programmer/play', async (route) => {
      await held;
      await route.continue();
    });
    await watchFilm();
    await tv.on('authorizing');
    expect(asked(/streams/)).toEqual([]);
    expect((await tv.video()).time).toBe(0);
    release();
    await tv.on('player');
    await tv.videoPlays(0.5);
  });

  it('a free film plays without asking anybody', async () => {
    await tvPage.goto(world.tvUrl);
    await tv.on('home');
    const free = await tvPage.evaluate(() => {
      const things = [...document.querySelectorAll('#mirror [data-id^="row-0-item-"]')];
      return things
        .find((thing) => /Free/.test(thing.getAttribute('aria-label') ?? ''))
        ?.getAttribute('data-id');
    });
    await tv.play(free ?? '');
    await tv.on('player');
    await tv.videoPlays(0.5);
    expect(asked(/sessions|decisions|programmer\/play$/)).toEqual([]);
  });
});

describe('the code on screen', () => {
  it('is spelled out, and replaced on request', async () => {
    await tvPage.goto(world.tvUrl);
    await tv.on('home');
    await tv.play(film);
    await tv.on('signIn');
    await tv.says('code', /^[A-Z0-9]{7}$/);
    const first = await tv.text('code');
    expect(await tv.spoken('code')).toBe([...first].join(' '));
    await tv.choose('button-new-code');
    await tvPage.waitForFunction(
      (old) => {
        const now = document.querySelector('#mirror [data-id="code"]')?.textContent ?? '';
        return now !== '' && now !== old;
      },
      first,
      { timeout: 20_000 },
    );
    await tv.backHome();
    expect((await tv.read()).focused).toBe(film);
  });

  it('tells when it expired, and starts over', async () => {
    await tvPage.goto(world.tvUrl);
    await tv.on('home');
    await tv.play(film);
    await tv.says('code', /^[A-Z0-9]{7}$/);
    const code = await tv.text('code');
    world.sandbox.clock.advance(31 * 60_000);
    await tvPage.waitForSelector('#mirror [data-id="title"]:has-text("expired")', {
      state: 'attached',
      timeout: 20_000,
    });
    await withPhone(async (phone) => {
      await phone.enterCode(code);
      await phone.reads('This code does not work');
      await phone.enterCode('AAAAAAA');
    });
    await tv.choose('button-new-code');
    await tv.says('code', /^[A-Z0-9]{7}$/);
    expect(await tv.text('code')).not.toBe(code);
  });
});

it('a denial is told in the provider’s own words, and signing out works', async () => {
  await watchFilm('casey');
  await tv.on('player');
  await tv.backHome();
  const sport = await tvPage.evaluate(async (feedUrl) => {
    const feed = await (await fetch(feedUrl)).json();
    const wanted = [...feed.liveFeeds, ...feed.movies].find(
      (item: { couchpass: { resource?: string } }) => item.couchpass.resource === 'NORTHSTAR-SPORT',
    );
    const named = [...document.querySelectorAll('#mirror [data-id^="row-"]')].find((thing) =>
      thing.textContent?.includes(wanted.title),
    );
    return named?.getAttribute('data-id') ?? '';
  }, `${world.sandboxUrl}/programmer/feed.json`);
  await tv.play(sport);
  await tv.on('notAvailable');
  await tv.says('details', 'not part of your Valley Cable package');
  expect(await tv.text('support')).toContain('authorization_denied_by_mvpd');
  await tv.backHome();

  await tv.choose('nav-account');
  await tv.on('account');
  await tv.says('provider', 'Valley Cable');
  await tv.choose('button-sign-out');
  await tv.choose('button-confirm');
  await tv.on('home');
  expect(asked(/logout/)).toEqual(['GET /api/v2/NORTHSTAR/logout/ValleyCable']);
  await tvPage.reload();
  await tv.on('home');
  await tv.play(film);
  await tv.on('signIn');
});

describe('bad days', () => {
  it('the service unreachable at launch: a screen with Retry, and free content still plays', async () => {
    world.sandbox.control.addFault({ path: '/o/client/*', reset: true, times: 0 });
    await tvPage.goto(world.tvUrl);
    await tv.on('problem', 30_000);
    expect((await tv.read()).things.map(({ id }) => id)).toEqual(['button-retry', 'button-browse']);
    await tv.choose('button-browse');
    await tv.on('home');
    await tvPage.reload();
    await tv.on('problem', 30_000);
    world.sandbox.control.clearFaults();
    await tv.choose('button-retry');
    await tv.on('home');
  });

  it('broken settings are named on the TV screen', async () => {
    const settings = structuredClone(world.settings) as {
      appSettings: { pass: { serviceProvider?: string } };
    };
    delete settings.appSettings.pass.serviceProvider;
    await tvPage.route('**/tv/settings.json', (route) => route.fulfill({ json: settings }));
    await tvPage.goto(world.tvUrl);
    const body = tvPage.locator('body');
    await body.getByText('appSettings.pass.serviceProvider').first().waitFor({ state: 'attached' });
    expect(await body.textContent()).toContain('is missing');
  });
});
