import { type Browser, chromium } from 'playwright-core';
import { chromiumVariable, findChromium } from '../../tools/chromium.ts';

/**
 * Keeps canvases in the page's own memory: with software graphics, every text that is drawn would otherwise
 * be read back from another process. Letters look slightly different.
 */
export const softCanvas: readonly string[] = ['--disable-accelerated-2d-canvas'];

/**
 * Scripts are compiled once, when they first run, and not optimized later: the engine's optimization data
 * grows for a long time and is not memory that the page holds.
 */
export const plainScripts: readonly string[] = [
  '--js-flags=--no-opt --no-maglev --no-sparkplug --no-lazy-feedback-allocation',
];

/**
 * Chromium for tests. It uses software GL, because LightningJS draws with WebGL and test machines have no
 * graphics card. Video may start without a gesture; the browser sends no background requests.
 * @param more arguments
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error(`There is no Chromium; name one in ${chromiumVariable}, or run "npm test".`);
  }
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  });
}
