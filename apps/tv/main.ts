import { readSettings, type Settings } from '@couchpass/core';
import { parseFetched } from '@couchpass/core/settings';
import { createBrowserPlatform } from '@couchpass/platforms/browser';
import { start } from './start.ts';

/** The TV app in a browser, unless another page has embedded it. */
if (window.top === window.self) {
  void start(fetchSettings, (video) => {
    const platform = createBrowserPlatform({ database: 'couchpass', video });
    return { platform, remembers: platform.remembers };
  });
} else
  void import('./framed.ts').then(({ showFramed }) => showFramed(document, navigator.language));

async function fetchSettings(): Promise<Settings> {
  const answer = await fetch('./settings.json', { cache: 'no-cache', credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`settings.json: ${answer.status}`);
  return readSettings(await parseFetched(new Uint8Array(await answer.arrayBuffer())));
}
