import type { Settings } from '../../core/settings.ts';
import type { Platform, RemoteKey } from '../../platforms/platform.ts';
import { fontFiles } from './theme.ts';

interface FontFile {
  readonly family: string;
  readonly url: string;
}

/** The two halves that LightningJS SDK's `Launch` takes. */
export function stageOptions(
  settings: Settings,
  platform: Platform,
  document: Document,
): { app: Record<string, unknown>; shell: Record<string, unknown> } {
  const { appSettings, platformSettings } = settings;
  const folder = typeof platformSettings.path === 'string' ? platformSettings.path : './static';
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
        loadFonts(fontsIn(folder, document.baseURI), store, document),
    },
  };
}

/**
 * Addresses of the faces. Resolved against the page, not by the SDK's `Utils.asset`, which takes the
 * last part of a path without a slash for a folder.
 */
export function fontsIn(folder: string, baseUri: string): FontFile[] {
  const root = new URL(`${folder.replace(/\/?$/, '/')}fonts/`, baseUri);
  return fontFiles.map(({ family, file }) => ({ family, url: new URL(file, root).href }));
}

/**
 * Loads all faces at once. One that cannot be had is left out, and the system's own face stands in:
 * the SDK's loader would show nothing at all then. Some builds of Chromium 108 refuse to make a face by
 * script on pages from `file://`; there the stylesheet's serves.
 */
async function loadFonts(
  fonts: readonly FontFile[],
  store: FontFace[],
  document: Document,
): Promise<void> {
  await Promise.all(
    fonts.map(async ({ family, url }) => {
      try {
        const face = new FontFace(family, `url(${JSON.stringify(url)})`);
        document.fonts.add(await face.load());
        store.push(face);
      } catch {
        const declared = await document.fonts.load(`20px "${family}"`).catch(() => []);
        store.push(...declared);
        if (declared.length > 0) return;
        console.warn(`The face ${family} could not be loaded; the system's own is used.`);
      }
    }),
  );
}

/**
 * Keeps the page still under the app's keys: arrows and Space would scroll it, Backspace go back,
 * and a click would take the focus off the mirror.
 */
export function preventPageKeys(
  document: Document,
  keys: Readonly<Record<number, RemoteKey>> = {},
): void {
  document.addEventListener('keydown', (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if ((plain && keys[event.keyCode] !== undefined) || event.key === 'Tab') event.preventDefault();
  });
  document.addEventListener('mousedown', (event) => event.preventDefault());
}
