import { type Browser, chromium } from 'playwright-core';
import { chromiumVariable, findChromium } from '../../tools/chromium.ts';

/**
 * Chromium for tests: software GL, because LightningJS draws with WebGL and test machines have no
 * graphics card; video may start without a gesture; nothing is asked of the network on its own.
 */
export async function launchBrowser(): Promise<Browser> {
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
    ],
  });
}
