import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/condition.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

declare global {
  interface Window {
    /** Frames that LightningJS has drawn. */
    drawn?: number;
  }
}

let browser: Browser;
let on: TurnedOn;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

afterEach(() => on?.close());

async function turnOnCounting(): Promise<void> {
  on = await turnOn(browser);
  await on.page.addInitScript(() => {
    window.drawn = 0;
    const { clear } = WebGLRenderingContext.prototype;
    WebGLRenderingContext.prototype.clear = function (mask) {
      window.drawn = (window.drawn ?? 0) + 1;
      clear.call(this, mask);
    };
  });
  await on.toHome();
}

/** Frames drawn a second, over 120 animation frames of the page (2 s at the least). */
function drawnEachSecond(): Promise<number> {
  return on.page.evaluate(async () => {
    const before = window.drawn ?? 0;
    const began = performance.now();
    for (let frame = 0; frame < 120; frame++) await new Promise(requestAnimationFrame);
    return (((window.drawn ?? 0) - before) * 1000) / (performance.now() - began);
  });
}

describe('a screen that does not change costs nothing', () => {
  it('Home draws no frame once it has been drawn, and draws when a key is pressed', async () => {
    await turnOnCounting();
    await until(async () => (await drawnEachSecond()) === 0, { what: 'a Home that stands still' });
    const before = await on.page.evaluate(() => window.drawn ?? 0);
    await on.tv.press('ArrowRight');
    await until(async () => (await on.page.evaluate(() => window.drawn ?? 0)) > before + 1);
  });

  it('neither does the page of a title, nor Account', async () => {
    await turnOnCounting();
    await on.tv.choose('row-0-item-0');
    await on.tv.on('title');
    await until(async () => (await drawnEachSecond()) === 0, { what: 'a title that stands still' });
    await on.tv.backHome();
    await on.tv.choose('nav-account');
    await on.tv.on('account');
    await until(async () => (await drawnEachSecond()) === 0, { what: 'an Account like that' });
  });

  it('while a code waits, only the turning ring and the seconds are drawn', async () => {
    await turnOnCounting();
    await on.tv.play('row-0-item-0');
    await on.tv.on('signIn');
    await on.tv.says('code', /^[A-Z0-9]{7}$/);
    // 16 places in 1.1 s are 14.5 a second; the seconds of the code are drawn once a second.
    await until(async () => (await drawnEachSecond()) < 20, { what: 'few frames' });
    expect(await drawnEachSecond()).toBeGreaterThan(2);
  });
});
