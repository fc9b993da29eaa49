import { Launch } from '@lightningjs/sdk';
import { createCouchpass } from '../../core/couchpass.ts';
import { readSettings, type Settings } from '../../core/settings.ts';
import about from '../../package.json';
import { createBrowserPlatform } from '../../platforms/browser/platform.ts';
import { App, type AppParts } from './App.ts';
import { faultsOf, showFaults } from './fault.ts';
import { preventPageKeys, stageOptions } from './launch.ts';
import { createTranslate } from './texts/index.ts';
import { createBrand } from './theme.ts';

/** Starts the TV app in a browser: settings, shell, machine, then the first picture. */
async function start(): Promise<void> {
  const settings = await fetchSettings();
  const platform = createBrowserPlatform({
    database: 'couchpass',
    video: document.querySelector<HTMLVideoElement>('#video'),
  });
  const couchpass = createCouchpass(settings, platform);
  // Before anything is drawn: the machine's first questions travel while fonts and stage load.
  couchpass.start();

  const { brand, version } = settings.appSettings;
  const translate = createTranslate(platform.language);
  document.title = brand.name;
  document.documentElement.lang = translate.language;
  preventPageKeys(document, platform.keys);
  const parts: AppParts = {
    couchpass,
    platform,
    translate,
    brand: createBrand(brand.name, brand.accentColor),
    version: version ?? about.version,
    mirrorParent: document.body,
    remembers: platform.remembers,
  };
  const { app, shell } = stageOptions(settings, platform, document);
  Launch(App as never, app as never, shell as never, parts as never);
}

async function fetchSettings(): Promise<Settings> {
  const answer = await fetch('./settings.json', { cache: 'no-cache', credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`settings.json: ${answer.status}`);
  return readSettings(await answer.text());
}

start().catch((error: unknown) => {
  console.error(error);
  showFaults(document, faultsOf(error));
});
