import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import type { Feed } from '../../../apps/sandbox/programmer/feed.ts';
import { build, builtMode } from '../../../tools/build.ts';
import { dist, rollupConfig } from '../../../tools/paths.ts';
import { sourceCondition } from '../../../tools/sourceCondition.mjs';
import { catchStage } from '../../e2e/stage/page/lightning.ts';
import { shippedSettings, startAll } from '../../support/testEnv.ts';
import { longFeed, startFeed } from './feed.ts';
import type { Expected } from './probe.ts';

/** The app as it ships, the bare page, and the bare page with its canvases in plain memory like the app's. */
export type PageName = 'app' | 'bare' | 'tuned';

/** Both pages on one server, with one sandbox and one feed. */
export interface Pages {
  addressOf(page: PageName): string;
  /** Runs in a page before its own script. */
  readonly probe: string;
  /** Signs a viewer in on another device with the code that the app shows. */
  signIn(code: string): void;
  /** The address of the sandbox's provider logos. */
  readonly logos: string;
  /** From now on the feed has this many rows; without a number, the rows of the sandbox. */
  rows(count?: number): void;
  close(): Promise<void>;
}

/** The stage of a television with 720 lines: these are the slow ones. */
export const stage = { w: 1280, h: 720, precision: 2 / 3 } as const;

/** The number of cards of a row in the first picture. */
const seen = 5;

/** Builds both pages when they are missing, and serves them. */
export async function startPages(): Promise<Pages> {
  if ((await builtMode(['tv'])) !== 'production') await build({ targets: ['tv'], quiet: true });
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-bench-'));
  await cp(join(dist, 'tv'), join(folder, 'tv'), { recursive: true });
  const [, script] = await Promise.all([buildBare(join(folder, 'tv', 'bare')), bundledProbe()]);
  const feeds = await startFeed();
  const settings = (await shippedSettings()) as Settings;
  Object.assign(settings.appSettings.stage, stage);
  // Makes the app show a list of providers to move through.
  Object.assign(settings.appSettings.pass, { chooseProvider: 'tv' });
  settings.appSettings.catalogue.feedUrl = `${feeds.url}/feed.json`;
  const world = await startAll({ dist: folder, settings, sandbox: { quiet: true } });
  const shipped = (await (await fetch(`${world.sandboxUrl}/programmer/feed.json`)).json()) as Feed;
  // The sandbox draws art at the first request: done here, so that this time is not measured.
  await drawArt(shipped);
  let current = shipped;
  const rows = (count?: number) => {
    current = count === undefined ? shipped : longFeed(shipped, count);
    feeds.put(current);
  };
  rows();
  const bare = new URLSearchParams({
    feed: `${feeds.url}/feed.json`,
    stage: JSON.stringify(stage),
  });
  return {
    addressOf: (page) =>
      page === 'app'
        ? world.tvUrl
        : `${world.tvUrl}bare/?${bare}${page === 'tuned' ? '&tuned' : ''}`,
    get probe() {
      return `globalThis.expected = ${JSON.stringify(firstHome(current))};\n${script}\n${catchStage}`;
    },
    signIn: (code) => world.sandbox.control.signIn({ code, user: 'alex', mvpd: 'HarborTV' }),
    logos: `${world.sandboxUrl}/logos`,
    rows,
    async close() {
      await Promise.all([world.close(), feeds.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Settings {
  appSettings: { stage: object; pass: object; catalogue: { feedUrl: string } };
}

/** The words and the art that a viewer sees first, on every page. */
function firstHome(feed: Feed): Expected {
  const all = itemsOf(feed);
  const lists = feed.categories.slice(0, 2).map(({ name, playlistName }) => {
    const ids = feed.playlists.find((list) => list.name === playlistName)?.itemIds ?? [];
    const items = ids.slice(0, seen).flatMap((id) => all.find((item) => item.id === id) ?? []);
    return { name, items };
  });
  const [first] = lists;
  return {
    // Names may be cut at their end; of the second row, only the upper half of the art is visible.
    texts: [
      ...lists.map(({ name }) => name),
      ...(first?.items.map(({ title }) => title.slice(0, 8)) ?? []),
    ],
    art: lists.flatMap(({ items }) => items.map(({ thumbnail }) => thumbnail)),
  };
}

function itemsOf(feed: Feed) {
  return [...feed.movies, ...feed.tvSpecials, ...feed.shortFormVideos, ...feed.liveFeeds];
}

async function drawArt(feed: Feed): Promise<void> {
  for (const { thumbnail } of itemsOf(feed)) await (await fetch(thumbnail)).arrayBuffer();
}

/** With the configuration that builds the app, and only another entry. */
async function buildBare(dir: string): Promise<void> {
  const settings = { configTargets: 'tv', configQuiet: true };
  const { options } = await loadConfigFile(rollupConfig, settings);
  const [app] = options;
  if (!app) throw new Error('rollup.config.mjs has no target "tv"');
  const built = await rollup({ ...app, input: { main: at('./bare.ts') } });
  await built.write({ ...app.output[0], dir });
  await built.close();
}

async function bundledProbe(): Promise<string> {
  const { outputFiles } = await bundle({
    entryPoints: [at('./probe.ts')],
    bundle: true,
    conditions: [sourceCondition],
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));
