import { findChromium } from '../../tools/chromium.ts';
import type { Cdp } from './Cdp.ts';
import type { EngineEntry } from './catalogue.ts';
import { fetchEngine } from './fetchEngine.ts';
import { type Engine, type EnginePage, type Key, keyCodes, type StartOptions } from './page.ts';
import { startEngine } from './startEngine.ts';

/** A Chromium of the catalogue, downloaded at its first start. */
export function oldChromium(entry: EngineEntry): Engine {
  return {
    name: `Chromium ${entry.version}`,
    start: async (options) => startPage(await fetchEngine(entry), entry.gl, options),
  };
}

/** The Chromium of this computer. @param flags more arguments @param name its name in tables */
export function todaysChromium(name = 'Chromium today', flags: readonly string[] = []): Engine {
  return {
    name,
    start(options) {
      const binary = findChromium();
      if (binary === null) throw new Error('there is no Chromium');
      return startPage(binary, 'beside', options, ['--enable-unsafe-swiftshader', ...flags]);
    },
  };
}

async function startPage(
  binary: string,
  gl: EngineEntry['gl'],
  { profile, shell, before, width, height }: StartOptions,
  flags: readonly string[] = [],
): Promise<EnginePage> {
  const engine = await startEngine(binary, { gl }, profile, flags);
  const { page: cdp, product } = engine;
  const complaints: string[] = [];
  cdp.on('Runtime.exceptionThrown', (params) => complaints.push(sayThrown(params)));
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  const screen = { width, height, deviceScaleFactor: 1, mobile: false };
  await cdp.send('Emulation.setDeviceMetricsOverride', screen);
  if (before) await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: before });
  return {
    product,
    complaints,
    open: async (url) => void (await cdp.send('Page.navigate', { url })),
    evaluate: (expression) => cdp.evaluate(expression),
    press: (key) => press(cdp, key, keyCodes[shell][key]),
    type: (text) => cdp.send('Input.insertText', { text }).then(() => {}),
    point: (x, y, click) => point(cdp, x, y, click),
    async picture() {
      const { data } = await cdp.send<{ data: string }>('Page.captureScreenshot');
      return Buffer.from(data, 'base64');
    },
    close: engine.close,
  };
}

async function press(cdp: Cdp, key: Key, windowsVirtualKeyCode: number): Promise<void> {
  // A page's default action on Enter depends on the character, not on the key code.
  const text = key === 'Enter' ? { text: '\r' } : {};
  const named = key === 'Tab' ? { key: 'Tab', code: 'Tab' } : {};
  const down = { type: text.text ? 'keyDown' : 'rawKeyDown', windowsVirtualKeyCode };
  await cdp.send('Input.dispatchKeyEvent', { ...down, ...text, ...named });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode, ...named });
}

async function point(cdp: Cdp, x: number, y: number, click: boolean): Promise<void> {
  await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  if (!click) return;
  const pressed = { x, y, button: 'left', clickCount: 1 };
  await cdp.send('Input.dispatchMouseEvent', { ...pressed, type: 'mousePressed' });
  await cdp.send('Input.dispatchMouseEvent', { ...pressed, type: 'mouseReleased' });
}

function sayThrown(params: unknown): string {
  const { exceptionDetails } = params as {
    exceptionDetails: { text: string; exception?: { description?: string } };
  };
  return exceptionDetails.exception?.description ?? exceptionDetails.text;
}
