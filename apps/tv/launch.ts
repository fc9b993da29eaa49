import type { Settings } from '@couchpass/core';
import type { Platform, RemoteKey } from '@couchpass/platforms';
import { waitForFontLayout } from './fontLayout.ts';
import { fontFiles } from './theme.ts';

/** The folder of the app's static files, relative to its page. */
export function staticFolder({ path }: Settings['platformSettings']): string {
  return typeof path === 'string' ? path : './static';
}

interface FontFile {
  readonly family: string;
  readonly url: string;
}

/** The two arguments that LightningJS SDK's `Launch` takes. */
export function stageOptions(
  settings: Settings,
  platform: Platform,
  document: Document,
  faces: ReturnType<typeof declaredFaces> = declaredFaces(document),
): { app: Record<string, unknown>; shell: Record<string, unknown> } {
  const { appSettings, platformSettings } = settings;
  const folder = staticFolder(platformSettings);
  return {
    app: {
      debug: appSettings.debug ?? false,
      version: appSettings.version ?? '',
      stage: {
        ...(platform.memory ? { memoryPressure: platform.memory.texturePixels } : {}),
        ...appSettings.stage,
        canvas: document.getElementById('stage'),
      },
      defaultFontFace: 'sans-serif',
      keys: { ...platform.keys },
    },
    shell: {
      ...platformSettings,
      fontLoader: (_fonts: unknown, store: FontFace[]) =>
        loadFonts(fontsIn(folder, document.baseURI), faces, store, document),
    },
  };
}

/**
 * Addresses of the faces. Resolved against the page, not by the SDK's `Utils.asset`, which treats the last
 * part of a path without a slash as a folder.
 */
export function fontsIn(folder: string, baseUri: string): FontFile[] {
  const root = new URL(`${folder.replace(/\/?$/, '/')}fonts/`, baseUri);
  return fontFiles.map(({ family, file }) => ({ family, url: new URL(file, root).href }));
}

/**
 * Loads the faces that the stylesheet declares. Call it as early as possible: after the page has loaded, a
 * browser discards its preloaded files. Old WebKits have no `document.fonts`.
 */
export function declaredFaces(document: Document): Map<string, Promise<readonly FontFace[]>> {
  return new Map(
    fontFiles.map(({ family }) => [
      family,
      document.fonts?.load(`20px "${family}"`).catch((): FontFace[] => []) ?? Promise.resolve([]),
    ]),
  );
}

/**
 * Loads all faces in parallel: those of the stylesheet, or the files in the folder that the settings name. (Some
 * builds of Chromium 108 refuse to make a face by script on pages from `file://`.) A face that cannot be loaded is
 * left out, and the system's own face is used; the SDK's loader would show nothing at all then.
 */
async function loadFonts(
  fonts: readonly FontFile[],
  declared: ReturnType<typeof declaredFaces>,
  store: FontFace[],
  document: Document,
): Promise<void> {
  await Promise.all(
    fonts.map(async ({ family, url }) => {
      const faces = (await declared.get(family)) ?? [];
      store.push(...faces);
      if (faces.length > 0) return;
      if (!document.fonts) {
        await waitForFontLayout(family, document);
        return;
      }
      try {
        const face = new FontFace(family, `url(${JSON.stringify(url)})`);
        document.fonts.add(await face.load());
        store.push(face);
      } catch {
        console.warn(`The face ${family} could not be loaded; the system's own is used.`);
      }
    }),
  );
}

/** Its `keyCode`: engines before Chromium 51 do not report `key`. */
const tab = 9;

/**
 * Prevents the page's default actions for the app's keys: arrows and Space would scroll, Backspace would go back,
 * and a click would move the focus away from the mirror. The returned function removes the listeners.
 */
export function preventPageKeys(
  document: Document,
  keys: Readonly<Record<number, RemoteKey>> = {},
): () => void {
  const prevent = (event: Event) => event.preventDefault();
  const keydown = (event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if ((plain && keys[event.keyCode] !== undefined) || event.keyCode === tab) prevent(event);
  };
  document.addEventListener('keydown', keydown);
  document.addEventListener('mousedown', prevent);
  return () => {
    document.removeEventListener('keydown', keydown);
    document.removeEventListener('mousedown', prevent);
  };
}
