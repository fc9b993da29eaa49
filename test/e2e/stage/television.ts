import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Catalogue } from '../../../core/catalogue/types.ts';
import { type Running, shippedSettings, startTestEnv } from '../../support/testEnv.ts';
import { equip } from './inPage.ts';
import type { Rig } from './page/index.ts';
import { type Material, material } from './views.ts';

declare global {
  /** Defined inside the page. */
  var rig: Rig;
}

export const locales = { en: 'en-US', es: 'es-ES', fr: 'fr-FR', nl: 'nl-NL' } as const;
export type Language = keyof typeof locales;

/** A Saturday evening. */
export const evening = Date.UTC(2026, 2, 14, 20);

/** For a stage that is not looked at: a ninth of the pixels, because software graphics are slow. */
export const smallStage = { w: 640, h: 360, precision: 1 / 3 } as const;

/** A world whose TV app draws no frame by itself: frames are slow here, so the rig orders them. */
export async function startQuietTestEnv(
  pass: Readonly<Record<string, string>> = {},
  stage: Readonly<Record<string, unknown>> = {},
): Promise<Running> {
  const settings = (await shippedSettings()) as { appSettings: { stage: object; pass: object } };
  Object.assign(settings.appSettings.pass, pass);
  Object.assign(settings.appSettings.stage, { autostart: false, ...stage });
  return startTestEnv({ settings, sandbox: { quiet: true } });
}

export interface Television {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly material: Material;
  /** Uncaught errors, and messages on the console. */
  readonly complaints: readonly string[];
}

/**
 * A new page with the real app on its real Home; frames are drawn only when the rig orders them.
 * @param time of the app's clock, ms since the epoch
 */
export async function openTelevision(
  browser: Browser,
  world: Running,
  language: Language,
  time = evening,
): Promise<Omit<Television, 'material'>> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: locales[language],
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await equip(page);
  await page.goto(world.tvUrl);
  await page.waitForSelector('#mirror[data-screen="home"] [data-id="row-0-item-0"]', {
    state: 'attached',
  });
  await page.evaluate(async (now) => {
    // From here on a screen appears when the test shows it, not when its script has loaded.
    await rig.theApp().screens.all();
    rig.stopFrames();
    rig.stopClock(now);
  }, time);
  return { page, context, complaints };
}

/**
 * The same without its machine: the test decides what is shown (`rig.show`), and only `rig.pass` moves its
 * clock.
 */
export async function frozenTelevision(
  browser: Browser,
  world: Running,
  language: Language,
): Promise<Television> {
  const television = await openTelevision(browser, world, language);
  const catalogue = await television.page.evaluate(() => {
    const { view } = rig.theApp().parts.couchpass;
    rig.takeOver();
    return view.screen === 'home' ? view.catalogue : null;
  });
  if (!catalogue) throw new Error('the app has no catalogue');
  return { ...television, material: material(catalogue as Catalogue, world.sandboxUrl) };
}
