import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Catalogue } from '../../../core/catalogue/types.ts';
import { type Running, shippedSettings, startWorld } from '../../support/world.ts';
import { equip } from './inPage.ts';
import type { Rig } from './page/index.ts';
import { type Material, material } from './views.ts';

declare global {
  /** Inside the page. */
  var rig: Rig;
}

export const locales = { en: 'en-US', es: 'es-ES', fr: 'fr-FR', nl: 'nl-NL' } as const;
export type Language = keyof typeof locales;

/** A Saturday evening. */
export const evening = Date.UTC(2026, 2, 14, 20);

/** A world whose TV app draws no frame of its own accord: here frames are costly, and the rig's to order. */
export async function startQuietWorld(): Promise<Running> {
  const settings = (await shippedSettings()) as { appSettings: { stage: object } };
  Object.assign(settings.appSettings.stage, { autostart: false });
  return startWorld({ settings, sandbox: { quiet: true } });
}

export interface Television {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly material: Material;
  /** What was thrown and not caught, and what the console complained of. */
  readonly complaints: readonly string[];
}

/**
 * The real app on its real Home, then frozen: its clock and its frames stand still, and what it shows is
 * the test's to say (`rig.show`).
 */
export async function frozenTelevision(
  browser: Browser,
  world: Running,
  language: Language,
): Promise<Television> {
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
  const catalogue = await page.evaluate((time) => {
    rig.stopFrames();
    rig.stopClock(time);
    const { view } = rig.theApp().parts.couchpass;
    rig.takeOver();
    return view.screen === 'home' ? view.catalogue : null;
  }, evening);
  if (!catalogue) throw new Error('the app has no catalogue');
  return {
    page,
    context,
    complaints,
    material: material(catalogue as Catalogue, world.sandboxUrl),
  };
}
