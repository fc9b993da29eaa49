import { join } from 'node:path';
import { startDisplay } from './display.ts';
import { serve } from './driven.ts';
import type { Engine, EnginePage, StartOptions } from './page.ts';
import { WebDriver } from './WebDriver.ts';

/** Debian's: the engine of set-top boxes with RDK. Without a display its picture is 800 x 600. */
export const wpe: Engine = {
  name: 'WPE WebKit',
  forgets: true,
  async start({ before }: StartOptions): Promise<EnginePage> {
    const driver = await serve('WPEWebDriver', (port) => [`--port=${port}`, '--host=127.0.0.1']);
    const args = ['--automation', '-P', 'headless', '--media-playback-requires-user-gesture=false'];
    const capabilities = { 'wpe:browserOptions': { binary: '/usr/bin/cog', args } };
    return opened(driver, capabilities, before);
  },
};

const window = join(import.meta.dirname, 'webkitgtk.py');

/** Debian's: the engine of GNOME's browser; it needs a display. */
export const webkitGtk: Engine = {
  name: 'WebKitGTK',
  async start({ before, profile, width, height }: StartOptions): Promise<EnginePage> {
    const display = await startDisplay();
    const env = {
      DISPLAY: display.name,
      LIBGL_ALWAYS_SOFTWARE: '1',
      GDK_BACKEND: 'x11',
      LP_NUM_THREADS: '0',
    };
    const args = (port: number) => [`--port=${port}`, '--host=127.0.0.1'];
    const driver = await serve('WebKitWebDriver', args, env);
    const end = async () => {
      await driver.end();
      await display.end();
    };
    const binary = '/usr/bin/python3';
    const options = { binary, args: [window, String(width), String(height), profile] };
    return opened({ ...driver, end }, { 'webkitgtk:browserOptions': options }, before);
  },
};

async function opened(
  driver: { port: number; end(): Promise<void> },
  capabilities: object,
  before: string,
): Promise<EnginePage> {
  try {
    const server = `http://127.0.0.1:${driver.port}`;
    return await WebDriver.open(server, capabilities, before, driver.end);
  } catch (error) {
    await driver.end();
    throw error;
  }
}
