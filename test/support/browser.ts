import { type Browser, chromium } from 'playwright-core';
import { chromiumVariable, findChromium } from '../../tools/chromium.ts';

/**
 * Canvases in the page's own memory: with a graphics card that is software, every text that is drawn would
 * be fetched back from another process. Letters come out a little different.
 */
export const softCanvas: readonly string[] = ['--disable-accelerated-2d-canvas'];

/**
 * Scripts are compiled when they are first run, and then left as they are: what the engine keeps for
 * itself to be faster grows for a long time, and is not what a page holds.
 */
export const plainScripts: readonly string[] = [
  '--js-flags=--no-opt --no-maglev --no-sparkplug --no-lazy-feedback-allocation',
];

/**
 * Chromium for tests: software GL, because LightningJS draws with WebGL and test machines have no
 * graphics card; video may start without a gesture; nothing is asked of the network on its own.
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
