import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Phone } from '../support/secondScreen.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { open, testEnv } from './activate.rig.ts';

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  readonly location?: string;
}

const html = '<!doctype html><title>Access</title><h1>Please sign in to the network</h1>';
const page = (status: number): Answer => ({ status, type: 'text/html', body: html });
const json = (status: number, value: object): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** What stands between a phone and the service may answer, and what the viewer reads when it goes on. */
const answers: Readonly<Record<string, { readonly answer: Answer; readonly step: string }>> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 405, 407, 408, 410, 418, 421, 425, 451].map((status) => [
      `${status} HTML`,
      { answer: page(status), step: 'intercepted' },
    ]),
  ),
  '403 JSON of a filter': {
    answer: json(403, { code: 'blocked', message: 'Blocked by policy', category: 'Streaming' }),
    step: 'intercepted',
  },
  '403 JSON of a CDN': { answer: json(403, { error: 'Forbidden' }), step: 'intercepted' },
  '404 empty': { answer: { status: 404 }, step: 'intercepted' },
  '429 HTML': { answer: page(429), step: 'busy' },
  ...Object.fromEntries(
    [500, 502, 503, 504].map((status) => [
      `${status} HTML`,
      { answer: page(status), step: 'down' },
    ]),
  ),
  '511 HTML': { answer: page(511), step: 'portal' },
  '200 HTML': { answer: page(200), step: 'portal' },
  '302 to a login page': {
    answer: { status: 302, location: 'http://localhost:9/login' },
    step: 'portal',
  },
  '204': { answer: { status: 204 }, step: 'intercepted' },
  '304': { answer: { status: 304 }, step: 'intercepted' },
  '200 JSON of somebody else': { answer: json(200, { status: 'ok' }), step: 'intercepted' },
  '200 JSON, cut': {
    answer: { status: 200, type: 'application/json', body: '{"actionName":"auth' },
    step: 'down',
  },
};

const titles: Readonly<Record<string, string>> = {
  portal: 'This network asks for something first',
  intercepted: 'Something else answered',
  down: 'The service has a problem',
  busy: 'Too many requests just now',
};

/** A step of the visit: what is asked of the service there, and what leads to it and on from it. */
interface Call {
  readonly name: string;
  readonly path: RegExp;
  readonly method?: string;
  /** To where the call is made by a tap. */
  reach(phone: Phone): Promise<void>;
  tap(phone: Phone): Promise<void>;
  /** The step that a good answer leads to. */
  readonly next: string;
}

const primary = (phone: Phone) => phone.page.locator('.primary').first().click();

async function toConfirm(phone: Phone): Promise<void> {
  await primary(phone);
  await phone.waitForStep('confirm');
}

async function toProviders(phone: Phone): Promise<void> {
  await toConfirm(phone);
  await primary(phone);
  await phone.waitForStep('provider');
}

const calls: readonly Call[] = [
  {
    name: 'register',
    path: /\/o\/client\/register$/,
    reach: async () => {},
    tap: primary,
    next: 'confirm',
  },
  {
    name: 'token',
    path: /\/o\/client\/token$/,
    reach: async () => {},
    tap: primary,
    next: 'confirm',
  },
  {
    name: 'look the code up',
    path: /\/sessions\/\w+$/,
    method: 'GET',
    reach: async () => {},
    tap: primary,
    next: 'confirm',
  },
  { name: 'providers', path: /\/configuration$/, reach: toConfirm, tap: primary, next: 'provider' },
  {
    name: 'resume',
    path: /\/sessions\/\w+$/,
    method: 'POST',
    reach: toProviders,
    tap: ({ page }) => page.locator('[data-mvpd=HarborTV]').click(),
    next: 'login',
  },
  {
    name: 'ask how it went',
    path: /\/profiles\/code\/\w+$/,
    reach: async () => {},
    tap: async ({ page }) => {
      const code = (await page.locator('#code').inputValue()).replace(' ', '');
      testEnv.sandbox.control.signIn({ code, mvpd: 'HarborTV' });
      await page.goto(`${testEnv.activateUrl}#return=${code}`);
    },
    next: 'done',
  },
];

/** Puts `answer` in the place of the service's, as long as it is set. */
async function between(page: Page, { path, method }: Call): Promise<{ answer: Answer | null }> {
  const here: { answer: Answer | null } = { answer: null };
  await page.route(path, (route: Route) => {
    const asked = route.request().method();
    if (here.answer === null || asked === 'OPTIONS' || (method && method !== asked)) {
      return route.continue();
    }
    const { status, type, body = '', location } = here.answer;
    return route.fulfill({
      status,
      body,
      headers: {
        'access-control-allow-origin': '*',
        ...(type && { 'content-type': type }),
        ...(location && { location }),
      },
    });
  });
  return here;
}

/** Moves the page's clock until something else is shown than what is waited for. */
async function settle(phone: Phone, from: string): Promise<string> {
  for (let moves = 0; moves < 200; moves += 1) {
    const step = await phone.step().catch(() => 'login');
    if (phone.page.url().includes('/mvpd/')) return 'login';
    if (step !== from && step !== 'asking' && step !== 'loading') return step;
    await phone.page.clock.runFor(500);
    await phone.page.waitForTimeout(10);
  }
  throw new Error(`nothing follows ${from}: ${await phone.words()}`);
}

/** So many phones at a time: each waits most of its time. */
const phonesAtOnce = 4;

/** Whether `step` is read, and whether the next good answer leads on. @returns a line of the table */
async function walk(call: Call, name: string): Promise<{ line: string; isRight: boolean }> {
  const { answer, step } = answers[name] ?? { answer: page(200), step: '' };
  const { service } = televisionIn(testEnv);
  const phone = await open(`#code=${await codeFrom(service)}`);
  await phone.page.clock.install();
  await phone.waitForStep('code');
  const here = await between(phone.page, call);
  await call.reach(phone);
  const before = await phone.step();
  here.answer = answer;
  await call.tap(phone);
  const reached = await settle(phone, before);
  const title = (await phone.page.locator('h1').textContent()) ?? '';
  here.answer = null;
  await phone.page.getByRole('button', { name: 'Try again' }).click();
  const after = await settle(phone, reached);
  await phone.close();
  return {
    line: `${call.name.padEnd(16)} ${name.padEnd(25)} ${title.padEnd(38)} then ${after}`,
    isRight: reached === step && title === titles[step] && after === call.next,
  };
}

describe('answers that are not the service’s', () => {
  it.each(calls.map((call) => [call.name, call] as const))(
    'to %s are no ending',
    async (_, call) => {
      const names = Object.keys(answers);
      const walks: { line: string; isRight: boolean }[] = [];
      while (names.length > 0) {
        const some = names.splice(0, phonesAtOnce);
        walks.push(...(await Promise.all(some.map((name) => walk(call, name)))));
      }
      console.log(`\n${walks.map(({ line }) => line).join('\n')}`);
      expect(walks.filter(({ isRight }) => !isRight).map(({ line }) => line)).toEqual([]);
    },
    300_000,
  );
});
