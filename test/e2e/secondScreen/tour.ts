import type { Page } from 'playwright-core';
import { openFramed } from './framed.ts';
import { error, type SteadyService } from './service.ts';

/** Called at every step with the step's name; the page stands still meanwhile. */
export type Stop = (name: string) => Promise<void>;

const code = '8BLW4RW';
const trip = JSON.stringify({ code, mvpd: 'HarborTV', name: 'Harbor TV' });

/**
 * Leads a viewer through every state of the second screen, on a clock that the tour moves.
 * @param home address of the page
 */
export async function tour(
  page: Page,
  service: SteadyService,
  home: string,
  stop: Stop,
): Promise<void> {
  let visit = 0;
  const on = (step: string) => page.locator(`#step[data-step="${step}"]`).waitFor();
  const press = (selector: string) => page.locator(selector).first().click();
  /** A new visit, with the code of the QR in its address. */
  const fromTheQr = async () => {
    Object.assign(service.answers, service.usual());
    await page.goto('about:blank');
    visit += 1;
    await page.goto(`${home}?visit=${visit}#code=${code}`);
    await on('code');
  };
  const toProviders = async () => {
    await fromTheQr();
    await page.locator('#code').press('Enter');
    await on('confirm');
    await press('.primary');
    await on('provider');
    await page.waitForLoadState('networkidle');
  };
  /** The viewer comes back from the provider's page. */
  const back = async () => {
    await page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [
      'couchpass.activate.trip',
      trip,
    ] as const);
    await page.reload();
  };

  await page.goto(home);
  await on('code');
  await stop('code');
  await page.locator('#code').press('Enter');
  await stop('code-empty');
  service.answers.session = error(400, 'invalid_authentication_session');
  await page.fill('#code', 'zzz-z999');
  await page.locator('#code').press('Enter');
  await page.locator('#code[aria-invalid="true"]').waitFor();
  await page.locator('.primary[aria-disabled="true"]').waitFor();
  await stop('code-wrong');
  await page.evaluate(() => localStorage.clear());

  await fromTheQr();
  await stop('code-from-qr');
  await page.locator('#code').press('Enter');
  await on('confirm');
  await stop('confirm');
  await press('.link');
  await on('stopped');
  await stop('stopped');

  await fromTheQr();
  service.hold();
  await page.locator('#code').press('Enter');
  await page.locator('#step[data-busy]').waitFor();
  await page.clock.runFor(500);
  await stop('waiting');
  await page.clock.runFor(10_000);
  await stop('waiting-long');
  service.release();

  await toProviders();
  await stop('providers');
  await page.fill('#search', 'r');
  await stop('providers-found');
  await page.fill('#search', 'qqq');
  await stop('providers-none');
  await page.fill('#search', '');
  service.answers.resume = error(400, 'invalid_integration', {
    details: 'Harbor TV rests on Sundays. Please come back on Monday morning.',
  });
  await press('[data-mvpd=HarborTV]');
  await page.locator('blockquote').waitFor();
  await stop('provider-refused');
  await toProviders();
  await press('[data-mvpd=HarborTV]');
  await on('already');
  await stop('already');

  for (const [name, step, answer] of [
    ['offline', 'offline', 'unreachable'],
    ['portal', 'portal', { status: 200, html: '<h1>Welcome to the hotel</h1>' }],
    ['intercepted', 'intercepted', { status: 403, html: '<h1>Blocked</h1>' }],
    ['busy', 'busy', { status: 429, html: '' }],
    ['down', 'down', error(500, 'internal_server_error')],
    ['setup', 'setup', error(400, 'invalid_configuration_platform', { action: 'configuration' })],
  ] as const) {
    await fromTheQr();
    service.answers.session = answer;
    await page.locator('#code').press('Enter');
    // The page retries some answers after a while.
    for (let tries = 0; tries < 40 && (await stepOf(page)) !== step; tries += 1) {
      await page.clock.runFor(2_000);
      await page.waitForTimeout(25);
    }
    await on(step);
    await stop(name);
  }

  await fromTheQr();
  service.hold();
  await back();
  await on('asking');
  await page.clock.runFor(500);
  await stop('asking');
  service.release();
  while ((await stepOf(page)) === 'asking') {
    await page.clock.runFor(3_000);
    await page.waitForTimeout(25);
  }
  await on('notYet');
  await stop('not-yet');
  const harbor = {
    notBefore: 1_790_000_000_000,
    notAfter: 1_999_000_000_000,
    issuer: 'HarborTV',
    type: 'regular',
    attributes: {},
  };
  service.answers.profiles = { status: 200, body: { profiles: { HarborTV: harbor } } };
  await back();
  await on('done');
  await stop('done');

  const elsewhere = async () => {
    await page.goto('about:blank');
    visit += 1;
    await page.goto(`${home}?visit=${visit}#return=${code}`);
  };
  await elsewhere();
  await on('done');
  await stop('done-elsewhere');
  service.answers.profiles = error(400, 'invalid_authentication_session');
  await elsewhere();
  await on('ended');
  await stop('ended');

  // The frame is of the same server, so that both are drawn at once.
  const framed = await openFramed(page, home, new URL('/other', home).href);
  await framed.locator('#step[data-step="framed"]').waitFor();
  await stop('framed');
}

async function stepOf(page: Page): Promise<string> {
  return (await page.locator('#step').getAttribute('data-step')) ?? '';
}
