import {
  type BrowserOptions,
  type BrowserPlatform,
  createBrowserPlatform,
} from '../browser/platform.ts';

export function createTizenPlatform(options: BrowserOptions): BrowserPlatform {
  return { ...createBrowserPlatform(options), name: 'tizen' };
}
