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

/**
 * Answers of something between a phone and the service, and the step that the viewer sees when they
 * persist.
 */
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

/** A call of the page to the service: the action that causes it, and the step after a good answer. */
interface Call {
  readonly name: string;
  readonly path: RegExp;
  readonly method: 'GET' | 'POST';
  /** @returns the step that is shown when the call is made */
  make(phone: Phone): Promise<string>;
  readonly next: string;
}

async function tap(phone: Phone, selector: string): Promise<string> {
  const from = await phone.step();
  await phone.page.locator(selector).first().click();
  return from;
}

const primary = (phone: Phone) => tap(phone, '.primary');

const register: Call = {
  name: 'register',
  path: /\/o\/client\/register$/,
  method: 'POST',
  make: primary,
  next: 'confirm',
};
const token: Call = { ...register, name: 'token', path: /\/o\/client\/token$/ };
const lookUp: Call = {
  name: 'look the code up',
  path: /\/sessions\/\w+$/,
  method: 'GET',
  make: async (phone) => {
    await phone.page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#code=${await newCode()}`,
    );
    await phone.waitForStep('code');
    return primary(phone);
  },
  next: 'confirm',
};
const providers: Call = {
  name: 'providers',
  path: /\/configuration$/,
  method: 'GET',
  make: primary,
  next: 'provider',
};
const resume: Call = {
  name: 'resume',
  path: /\/sessions\/\w+$/,
  method: 'POST',
  make: (phone) => tap(phone, '[data-mvpd=HarborTV]'),
  next: 'login',
};
const askHow: Call = {
  name: 'ask how it went',
  path: /\/profiles\/code\/\w+$/,
  method: 'GET',
  make: async (phone) => {
    const from = await phone.step();
    const code = await newCode();
    testEnv.sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    await phone.page.goto(`${testEnv.activateUrl}#return=${code}`);
    return from;
  },
  next: 'done',
};

/** The calls of one visit; each of them gets the wrong answer in turn. */
const visits: readonly (readonly Call[])[] = [
  [register, providers, resume],
  [token, lookUp, askHow],
];

function newCode(): Promise<string> {
  return codeFrom(televisionIn(testEnv).service);
}

/** Answers `call` with `answer` in place of the service, while `call` is set. */
async function between(page: Page, answer: Answer): Promise<{ call: Call | null }> {
  const here: { call: Call | null } = { call: null };
  await page.route(/\/(o\/client|api\/v2)\//, (route: Route) => {
    const asked = route.request();
    const { path, method } = here.call ?? {};
    if (!path?.test(new URL(asked.url()).pathname) || method !== asked.method()) {
      return route.continue();
    }
    const { status, type, body = '', location } = answer;
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

/** Moves the page's clock until the page shows another step than the waiting one. */
async function settle(phone: Phone, from: string): Promise<string> {
  let step = from;
  await phone.moveClockUntil(async () => {
    // Without waiting: the provider's page has no step.
    const shown = () => document.querySelector('#step')?.getAttribute('data-step') ?? 'loading';
    const isAtProvider = () => phone.page.url().includes('/mvpd/');
    step = isAtProvider() ? 'login' : await phone.page.evaluate(shown).catch(() => 'loading');
    if (isAtProvider()) step = 'login';
    return step !== from && step !== 'asking' && step !== 'loading';
  });
  return step;
}

/** The number of phones at a time: each waits most of its time. */
const phonesAtOnce = 4;

interface Line {
  readonly text: string;
  readonly isRight: boolean;
}

/** Whether `step` is shown after each of the calls, and whether the next good answer leads on. */
async function walk(calls: readonly Call[], name: string): Promise<Line[]> {
  const { answer, step } = answers[name] ?? { answer: page(200), step: '' };
  const phone = await open(`#code=${await newCode()}`);
  await phone.page.clock.install();
  await phone.waitForStep('code');
  const here = await between(phone.page, answer);
  const lines: Line[] = [];
  for (const call of calls) {
    here.call = call;
    const from = await call.make(phone);
    const reached = await settle(phone, from);
    const title = (await phone.page.locator('h1').textContent()) ?? '';
    here.call = null;
    await phone.page.getByRole('button', { name: 'Try again' }).click();
    const after = await settle(phone, reached);
    lines.push({
      text: `${call.name.padEnd(16)} ${name.padEnd(25)} ${title.padEnd(38)} then ${after}`,
      isRight: reached === step && title === titles[step] && after === call.next,
    });
  }
  await phone.close();
  return lines;
}

describe('answers that are not the service’s', () => {
  it.each(visits.map((calls) => [calls.map(({ name }) => name).join(', '), calls] as const))(
    'to %s are no ending',
    async (_, calls) => {
      const names = Object.keys(answers);
      const lines: Line[] = [];
      while (names.length > 0) {
        const some = names.splice(0, phonesAtOnce);
        lines.push(...(await Promise.all(some.map((name) => walk(calls, name)))).flat());
      }
      console.log(`\n${lines.map(({ text }) => text).join('\n')}`);
      expect(lines).toHaveLength(calls.length * Object.keys(answers).length);
      expect(lines.filter(({ isRight }) => !isRight).map(({ text }) => text)).toEqual([]);
    },
    300_000,
  );
});
