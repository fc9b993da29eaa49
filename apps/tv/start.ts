import { Launch } from '@lightningjs/sdk';
import { type Couchpass, type CouchpassOptions, createCouchpass } from '../../core/couchpass.ts';
import type { Settings } from '../../core/settings.ts';
import about from '../../package.json';
import type { Platform } from '../../platforms/platform.ts';
import { App, type AppParts } from './App.ts';
import { faultsOf, showFaults } from './fault.ts';
import { withFeedAhead } from './feedAhead.ts';
import { declaredFaces, preventPageKeys, stageOptions } from './launch.ts';
import { followLinks } from './links.ts';
import { loadLanguage } from './texts/index.ts';
import { createBrand } from './theme.ts';

/** ms that a viewer's language is waited for; it is spoken when it comes, and English until then. */
const languagePatience = 3_000;

/** What an app's entry brings along: the one thing in which the shells' apps differ. */
export interface Shell {
  readonly platform: Platform;
  /** Resolves to false when this device remembers nothing. */
  readonly remembers: Promise<boolean>;
}

/**
 * Starts the TV app: settings, shell, machine, then the first picture. What keeps it from starting is
 * said on the screen.
 */
export async function start(
  readSettings: () => Promise<Settings> | Settings,
  createShell: (video: HTMLVideoElement | null) => Shell,
): Promise<void> {
  try {
    const faces = declaredFaces(document);
    const settings = await readSettings();
    const shell = createShell(document.querySelector<HTMLVideoElement>('#video'));
    // Before anything is drawn: the first questions travel while script, fonts and stage load.
    const { feedUrl } = settings.appSettings.catalogue;
    const ports = withFeedAhead(shell.platform, feedUrl);
    const couchpass = createCouchpass(settings, ports, await developersOptions());
    couchpass.start();
    await languageIn(shell.platform);
    run(couchpass, shell, faces);
  } catch (error) {
    console.error(error);
    showFaults(document, faultsOf(error));
  }
}

/** The texts of the device's language are there, or have been waited for long enough. */
async function languageIn({ language, clock }: Platform): Promise<void> {
  let timer: unknown;
  const late = new Promise<void>((resolve) => {
    timer = clock.setTimeout(() => resolve(), languagePatience);
  });
  await Promise.race([loadLanguage(language), late]);
  clock.clearTimeout(timer);
}

/** Nothing of it is in a build that is shipped: there the condition is false while it is built. */
async function developersOptions(): Promise<CouchpassOptions> {
  if (process.env.NODE_ENV === 'development') {
    const { inspectorFor } = await import('./inspect.ts');
    return inspectorFor(new URLSearchParams(location.search).get('inspect'));
  }
  return {};
}

function run(
  couchpass: Couchpass,
  { platform, remembers }: Shell,
  faces: ReturnType<typeof declaredFaces>,
): void {
  if (platform.launches) followLinks(platform.launches, couchpass);
  const { settings } = couchpass;
  const { brand, version } = settings.appSettings;
  document.title = brand.name;
  preventPageKeys(document, platform.keys);
  const parts: AppParts = {
    couchpass,
    platform,
    brand: createBrand(brand.name, brand.accentColor, picturesOf(brand)),
    version: version ?? about.version,
    mirrorParent: document.body,
    remembers,
  };
  const { app, shell } = stageOptions(settings, platform, document, faces);
  Launch(App as never, app as never, shell as never, parts as never);
}

/** Paths beside the app as addresses: pictures are loaded in a worker, which has another base. */
function picturesOf(brand: Settings['appSettings']['brand']): { logo?: string; artwork?: string } {
  const complete = (path: string) => new URL(path, document.baseURI).href;
  return {
    ...(brand.logo === undefined ? {} : { logo: complete(brand.logo) }),
    ...(brand.artwork === undefined ? {} : { artwork: complete(brand.artwork) }),
  };
}
