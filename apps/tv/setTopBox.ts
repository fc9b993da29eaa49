import { type Couchpass, createCouchpass, type Settings } from '@couchpass/core';
import {
  createLightningPlatform,
  type LightningPlatform,
  type SdkParts,
} from '@couchpass/platforms/lightning';
import './television.ts';

import { Launch, Profile, Storage, Utils } from '@lightningjs/sdk';
import type { AppParts } from './App.ts';
import { faultsOf, showFaults } from './fault.ts';
import { watchFirstFrame } from './firstFrame.ts';
import { declaredFaces, preventPageKeys, stageOptions, staticFolder } from './launch.ts';
import { Component } from './lightning.ts';
import about from './package.json';
import { setPictureServer } from './pictureServer.ts';
import { withPrefetchedFeed } from './prefetchFeed.ts';
import { notifyOnForeground } from './returnToForeground.ts';
import { type BoxPage, createBoxPage } from './setTopBoxPage.ts';
import { boxSettings } from './setTopBoxSettings.ts';
import { languageIn, watched } from './start.ts';
import { showStartFailure, startFailureOf } from './startFailure.ts';
import { replaceTexts } from './texts/index.ts';
import { applyTheme, createBrand } from './theme.ts';

type Group = Readonly<Record<string, unknown>>;

/** The SDK's application, as far as it is used here. */
interface Application {
  /** Leaves the app by the operator's rule: `platformSettings.onClose`, or its own end. */
  closeApp(): void;
}

/**
 * The TV app as LightningJS SDK's `startApp`, Metrological's store and RDK start one: called with the settings
 * that they hand over, it answers the running application at once.
 */
export default function launchOnBox(
  appSettings: Group = {},
  platformSettings: Group = {},
): Application {
  const folder = new URL(`${staticFolder(platformSettings).replace(/\/?$/, '/')}`, document.baseURI)
    .href;
  (window as { couchpassStatic?: string }).couchpassStatic = folder;
  setPictureServer(pictureServer(platformSettings.imageServerUrl));
  const stage = appSettings.stage as { canvas?: unknown } | undefined;
  const page = createBoxPage(document, folder, stage?.canvas);
  let application: Application | undefined;
  const sdk = { Storage, Profile, close: () => application?.closeApp() } as unknown as SdkParts;
  const { video } = page;
  const keys = appSettings.keys;
  const platform = createLightningPlatform({
    ...{ database: 'couchpass', video, sdk, settings: platformSettings, keys },
  });
  const again = () => location.reload();
  let settings: Settings;
  try {
    settings = boxSettings(appSettings, platformSettings);
  } catch (error) {
    console.error(error);
    const takeAway = showFaults(document, faultsOf(error), { platform, again });
    const closed = () => {
      takeAway();
      platform.end();
      page.remove();
    };
    application = Launch(
      emptyApp(closed) as never,
      appSettings as never,
      platformSettings as never,
    ) as unknown as Application;
    return application;
  }
  application = launch({ settings, platform, page, folder, again, appSettings });
  return application;
}

/** What stands for the app where it cannot start: whoever runs it gets an application all the same. */
function emptyApp(closed: () => void): unknown {
  return class extends Component {
    override _detach(): void {
      closed();
    }
  };
}

interface Box {
  readonly settings: Settings;
  readonly platform: LightningPlatform;
  readonly page: BoxPage;
  /** Where what comes with the app lies. */
  readonly folder: string;
  readonly again: () => void;
  /** As they were handed over. */
  readonly appSettings: Group;
}

function launch({ settings, platform, page, folder, again, appSettings }: Box): Application {
  let couchpass: Couchpass | undefined;
  let takeAway = () => {};
  const picture = watchFirstFrame(window, platform.clock, (error) => {
    console.error(error);
    couchpass?.stop();
    const keys = { platform, again };
    takeAway = showStartFailure(document, startFailureOf(document), platform.language, error, keys);
  });
  const { brand, catalogue, version } = settings.appSettings;
  applyTheme(brand.theme);
  replaceTexts(brand.texts);
  couchpass = createCouchpass(settings, withPrefetchedFeed(platform, catalogue.feedUrl));
  couchpass.start();
  notifyOnForeground(couchpass, platform);
  const release = preventPageKeys(document, platform.keys);
  const parts: AppParts = {
    couchpass,
    platform,
    brand: createBrand(brand.name, brand.accentColor, picturesOf(brand, folder)),
    version: version ?? about.version,
    mirrorParent: page.mirrorParent,
    remembers: platform.remembers,
  };
  const closed = () => {
    takeAway();
    release();
    couchpass?.stop();
    platform.end();
    page.remove();
  };
  const { app, shell } = stageOptions(settings, platform, document, declaredFaces(document));
  const own = settings.platformSettings.fontLoader;
  const loadFonts = (typeof own === 'function' ? own : shell.fontLoader) as FontLoader;
  return Launch(
    watched(picture, closed) as never,
    {
      ...appSettings,
      ...app,
      stage: { ...(app.stage as object), canvas: page.canvas },
      // What the operator calls keys that this app does not know is the SDK's: it closes the app on `Exit`.
      keys: { ...(appSettings.keys as object | undefined), ...platform.keys },
    } as never,
    {
      ...shell,
      // The SDK makes the app when the fonts are there; the viewer's language must be there by then too.
      fontLoader: (fonts: unknown, store: FontFace[]) =>
        Promise.all([
          loadFonts(fonts, store),
          platform.languageKnown.then(() => languageIn(platform)),
        ]),
    } as never,
    parts as never,
  ) as unknown as Application;
}

/** As the SDK's own `Img` addresses it. */
function pictureServer(address: unknown): ((url: string) => string) | null {
  if (typeof address !== 'string' || address === '') return null;
  const { makeQueryString } = Utils as unknown as { makeQueryString(url: string): string };
  const isOwn = (url: string) => url.indexOf(location.origin) === 0;
  // Complete: pictures are fetched in a worker, which has another base.
  const server = new URL(address, document.baseURI).href;
  return (url) => (isOwn(url) ? url : `${server}?${makeQueryString(url)}`);
}

type FontLoader = (fonts: unknown, store: FontFace[]) => unknown;

/** Paths beside the app as addresses: what lies in `static/` is where the operator put that. */
function picturesOf(
  brand: Settings['appSettings']['brand'],
  folder: string,
): { logo?: string; artwork?: string } {
  const complete = (path: string) =>
    new URL(path.replace(/^(\.\/)?static\//, folder), document.baseURI).href;
  return {
    ...(brand.logo === undefined ? {} : { logo: complete(brand.logo) }),
    ...(brand.artwork === undefined ? {} : { artwork: complete(brand.artwork) }),
  };
}
