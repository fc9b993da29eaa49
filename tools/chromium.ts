import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './paths.ts';

/** Path of a browser for the tests; takes precedence over installed ones. */
export const chromiumVariable = 'COUCHPASS_CHROMIUM';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const usualPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium or Chrome on this computer, or null. Playwright's own is preferred. */
export function findChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    process.env[chromiumVariable] ?? '',
    chromium.executablePath(),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...usualPlaces,
  ];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

interface Attempt {
  readonly what: string;
  readonly command: readonly [string, ...string[]];
  /** ms */
  readonly limit: number;
}

/** Finds Chromium, or installs it with the tools of this computer. Null when that fails. */
export function obtainChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;
  for (const attempt of attempts()) {
    console.log(`No Chromium here yet: trying ${attempt.what}.`);
    const [command, ...args] = attempt.command;
    spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout: attempt.limit });
    const obtained = findChromium();
    if (obtained !== null) return obtained;
  }
  return null;
}

function attempts(): Attempt[] {
  const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js');
  const download: Attempt = {
    what: "Playwright's own download",
    command: [process.execPath, playwright, 'install', 'chromium'],
    limit: 180_000,
  };
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return [download];
  const script = 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq chromium';
  return [download, { what: 'the Debian package', command: ['sh', '-c', script], limit: 600_000 }];
}
