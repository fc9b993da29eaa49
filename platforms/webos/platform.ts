import {
  type BrowserOptions,
  type BrowserPlatform,
  createBrowserPlatform,
} from '../browser/platform.ts';

export function createWebosPlatform(options: BrowserOptions): BrowserPlatform {
  return { ...createBrowserPlatform(options), name: 'webos' };
}
