import {
  type Couchpass,
  type CouchpassOptions,
  createCouchpass,
  type Settings,
} from '@couchpass/core';
import type { Platform } from '@couchpass/platforms';
import { Launch } from '@lightningjs/sdk';
import { App, type AppParts } from './App.ts';
import { faultsOf, showFaults } from './fault.ts';
import { watchFirstFrame } from './firstFrame.ts';
import { declaredFaces, preventPageKeys, stageOptions } from './launch.ts';
import { followLinks } from './links.ts';
import { watchContext } from './lostContext.ts';
import about from './package.json';
import { withPrefetchedFeed } from './prefetchFeed.ts';
import { drawAgain, guardFrames, stopDrawing } from './redraw.ts';
import { type RestorePoint, returnTo, saveRestorePoint, takeRestorePoint } from './restorePoint.ts';
import { notifyOnForeground } from './returnToForeground.ts';
import { showStartFailure, startFailureOf } from './startFailure.ts';
import { loadLanguage, replaceTexts } from './texts/index.ts';
import { applyTheme, createBrand } from './theme.ts';

/** ms to wait for the texts of the viewer's language; English is shown until they have loaded. */
const languagePatience = 3_000;

/** What the entry of an app provides: the only difference between the apps of the shells. */
export interface Shell {
  readonly platform: Platform;
  /** Resolves to false when this device cannot store anything. */
  readonly remembers: Promise<boolean>;
}

/**
 * Starts the TV app: settings, shell, machine, then the first picture. An error that prevents the start is
 * shown on the screen.
 */
export async function start(
  readSettings: () => Promise<Settings> | Settings,
  createShell: (video: HTMLVideoElement | null) => Shell,
): Promise<void> {
  const again = () => location.reload();
  let shell: Shell | undefined;
  let couchpass: Couchpass | undefined;
  const fail = (error: unknown, reason = startFailureOf(document)) => {
    console.error(error);
    couchpass?.stop();
    const language = shell?.platform.language ?? navigator.language;
    const keys = { platform: shell?.platform, again };
    showStartFailure(document, reason, language, error, keys);
  };
  try {
    const faces = declaredFaces(document);
    shell = createShell(document.querySelector<HTMLVideoElement>('#video'));
    const { platform } = shell;
    const settings = await settingsFrom(readSettings, platform);
    if (settings === null) return;
    const { theme, texts } = settings.appSettings.brand;
    applyTheme(theme);
    replaceTexts(texts);
    for (const [family, face] of declaredFaces(document))
      if (!faces.has(family)) faces.set(family, face);
    const picture = watchFirstFrame(window, platform.clock, fail);
    try {
      // Before anything is drawn: the first requests run while script, fonts and stage load.
      const { feedUrl } = settings.appSettings.catalogue;
      const ports = withPrefetchedFeed(platform, feedUrl);
      couchpass = createCouchpass(settings, ports, await developersOptions());
      couchpass.start();
      notifyOnForeground(couchpass, platform);
      await languageIn(platform);
      run(couchpass, shell, faces, picture, () =>
        fail(new Error('The context is lost.'), 'graphics'),
      );
    } catch (error) {
      picture.failed(error);
    }
  } catch (error) {
    fail(error);
  }
}

/** Null when the settings cannot be used; the screen then shows why. */
async function settingsFrom(
  readSettings: () => Promise<Settings> | Settings,
  platform: Platform,
): Promise<Settings | null> {
  try {
    return await readSettings();
  } catch (error) {
    console.error(error);
    showFaults(document, faultsOf(error), { platform, again: () => location.reload() });
    return null;
  }
}

/** Resolves when the texts of the device's language have loaded, or after `languagePatience`. */
export async function languageIn({ language, clock }: Platform): Promise<void> {
  let timer: unknown;
  const late = new Promise<void>((resolve) => {
    timer = clock.setTimeout(() => resolve(), languagePatience);
  });
  await Promise.race([loadLanguage(language), late]);
  clock.clearTimeout(timer);
}

/** Builds for release contain nothing of it: there the bundler removes the branch. */
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
  picture: ReturnType<typeof watchFirstFrame>,
  lost: () => void,
): void {
  const place = takeRestorePoint(sessionStorageOf(window), platform.clock.now());
  if (platform.deepLinks) followLinks(platform.deepLinks, couchpass, place !== null);
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
    place,
  };
  if (place) returnTo(place, couchpass);
  const { app, shell } = stageOptions(settings, platform, document, faces);
  const drawn = (app: App) => {
    picture.drawn();
    watchLoss(app, platform, place, lost);
  };
  const { failed } = picture;
  Launch(watched({ drawn, failed }) as never, app as never, shell as never, parts as never);
}

/** Maximum number of reloads in a row; further reloads do not restore the picture either. */
const mostReloads = 3;

/** After a lost context, draws again when it is restored, or reloads the page at the viewer's place. */
function watchLoss(
  app: App,
  platform: Platform,
  before: RestorePoint | null,
  lost: () => void,
): void {
  const { stage } = app;
  const canvas = document.querySelector<HTMLCanvasElement>('#stage');
  if (!stage.gl || !canvas) return;
  guardFrames(stage);
  watchContext(window, canvas, platform, {
    lost() {
      app.unseen(true);
      stopDrawing(stage);
    },
    restored() {
      drawAgain(stage);
      app.unseen(false);
    },
    givenUp() {
      const times = (before?.times ?? 0) + 1;
      if (times > mostReloads) return lost();
      saveRestorePoint(sessionStorageOf(window), { ...app.place, times, at: platform.clock.now() });
      location.reload();
    },
  });
}

/** Even reading the property throws where storage is blocked. */
function sessionStorageOf(target: Window): Storage | undefined {
  try {
    return target.sessionStorage;
  } catch {
    return undefined;
  }
}

/** The app, with errors of its construction reported: the SDK would only print them and go on. */
export function watched(
  { drawn, failed }: { drawn(app: App): void; failed(error: unknown): void },
  closed: () => void = () => {},
): typeof App {
  return class extends App {
    override _detach(): void {
      super._detach();
      closed();
    }

    override _construct(): void {
      try {
        super._construct();
      } catch (error) {
        failed(error);
      }
    }

    override _init(): void {
      try {
        super._init();
      } catch (error) {
        failed(error);
        return;
      }
      const { stage } = this;
      const ended = () => {
        stage.off('frameEnd', ended);
        // Nothing that was drawn into a lost context is visible.
        if (stage.gl?.isContextLost()) return failed(new Error('The context is lost.'));
        document.getElementById('late')?.remove();
        drawn(this);
      };
      stage.on('frameEnd', ended);
    }
  };
}

/** Makes addresses of relative paths: pictures are loaded in a worker, which has another base. */
function picturesOf(brand: Settings['appSettings']['brand']): { logo?: string; artwork?: string } {
  const complete = (path: string) => new URL(path, document.baseURI).href;
  return {
    ...(brand.logo === undefined ? {} : { logo: complete(brand.logo) }),
    ...(brand.artwork === undefined ? {} : { artwork: complete(brand.artwork) }),
  };
}
