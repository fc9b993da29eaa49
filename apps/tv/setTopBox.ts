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

/** The part of the SDK's application that is used here. */
interface Application {
  /** Leaves the app as the operator configured it (`platformSettings.onClose`), or by the SDK's default. */
  closeApp(): void;
}

/**
 * The TV app in the form that LightningJS SDK's `startApp`, Metrological's store and RDK start: called with their
 * settings, it returns the running application at once.
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

/** Replaces the app when it cannot start: the caller still gets an application. */
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
  /** The folder of the app's static files. */
  readonly folder: string;
  readonly again: () => void;
  /** As the operator passed them. */
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
      // Names of the operator's keys that this app does not use go to the SDK, which closes the app on `Exit`.
      keys: { ...(appSettings.keys as object | undefined), ...platform.keys },
    } as never,
    {
      ...shell,
      // The SDK creates the app after the fonts have loaded; the viewer's language must be loaded by then too.
      fontLoader: (fonts: unknown, store: FontFace[]) =>
        Promise.all([
          loadFonts(fonts, store),
          platform.languageKnown.then(() => languageIn(platform)),
        ]),
    } as never,
    parts as never,
  ) as unknown as Application;
}

/** Builds the address in the same way as the SDK's own `Img`. */
function pictureServer(address: unknown): ((url: string) => string) | null {
  if (typeof address !== 'string' || address === '') return null;
  const { makeQueryString } = Utils as unknown as { makeQueryString(url: string): string };
  const isOwn = (url: string) => url.indexOf(location.origin) === 0;
  // An absolute address: pictures are fetched in a worker, which has another base.
  const server = new URL(address, document.baseURI).href;
  return (url) => (isOwn(url) ? url : `${server}?${makeQueryString(url)}`);
}

type FontLoader = (fonts: unknown, store: FontFace[]) => unknown;

/** Makes addresses of relative paths: the files of `static/` are in the operator's folder. */
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
