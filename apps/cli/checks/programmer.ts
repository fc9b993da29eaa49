import { playbackRequest } from '../../../core/catalogue/playback.ts';
import { feedRequest, readFeed } from '../../../core/catalogue/readFeed.ts';
import type { Catalogue, Item } from '../../../core/index.ts';
import { isObject, parseObject } from '../../../core/pass/parse.ts';
import { checkStore, StoreError } from '../store.ts';
import { sayError } from './advice.ts';
import {
  type Bench,
  type Finding,
  isPrivateAddress,
  orWrong,
  skipped,
  well,
  wrong,
} from './bench.ts';

/** What the programmer runs: the second-screen page, the feed, the playback endpoint; and this store. */

/** More names than this help nobody. */
const mostNames = 6;
export const probe = { key: 'doctor/probe', token: 'made-up-by-pass-doctor' };

export function checkActivate({ session, ask }: Bench): Promise<Finding> {
  const { activateUrl: url } = session.couchpass.settings.appSettings.pass;
  const advice =
    'Viewers type this address (pass.activateUrl): the second-screen page must be there.';
  return orWrong(
    async () => {
      const { status, contentType } = await ask({
        method: 'GET',
        url,
        headers: {},
        followsRedirects: true,
      });
      const isPage = status === 200 && contentType === 'text/html';
      if (isPage)
        return well(
          `${url} is a page${isPrivateAddress(new URL(url)) ? ', on this computer' : ''}`,
        );
      return wrong(`${url} answers ${status} ${contentType || 'without a type'}`, advice);
    },
    () => wrong(`${url} does not answer`, advice),
  );
}

export interface FeedFinding {
  readonly finding: Finding;
  readonly catalogue: Catalogue | null;
}

export async function checkFeed({ session, ask }: Bench): Promise<FeedFinding> {
  const { feedUrl } = session.couchpass.settings.appSettings.catalogue;
  let catalogue: Catalogue | null = null;
  const finding = await orWrong(
    async () => {
      const response = await ask(feedRequest(feedUrl));
      const feed = parseObject(response.text);
      try {
        catalogue = readFeed(response);
      } catch (error) {
        // JSON that the app can show nothing of: what is in it tells why.
        if (!feed || response.status !== 200) throw error;
      }
      return judgeFeed(catalogue?.rows ?? [], entriesOf(feed ?? {}));
    },
    (error) =>
      wrong(
        `${feedUrl}: ${sayError(error)}`,
        "catalogue.feedUrl must answer 200 with JSON in the shape of Roku's Direct Publisher.",
      ),
  );
  return { finding, catalogue };
}

interface Entry {
  readonly id: string;
  readonly protected: boolean;
  readonly resource: boolean;
  readonly playable: boolean;
}

function judgeFeed(rows: Catalogue['rows'], entries: readonly Entry[]): Finding {
  const shown = new Map(rows.flatMap(({ items }) => items).map((item) => [item.id, item]));
  const resources = new Set([...shown.values()].flatMap(({ resource }) => resource ?? []));
  const free = [...shown.values()].filter(({ access }) => access === 'free').map(({ id }) => id);
  const found = [
    `${rows.length} rows, ${shown.size} items, ${resources.size} resources (${list([...resources])})`,
    ...(free.length > 0 ? [`without a resource, so free: ${list(free)}`] : []),
  ].join('; ');
  const nameless = entries.filter((it) => it.protected && !it.resource).map(({ id }) => id);
  if (nameless.length > 0) {
    return wrong(
      `${found}; for subscribers, but of no resource: ${list(nameless)}`,
      'Give each a couchpass.resource: the id that was agreed with the providers.',
    );
  }
  const dead = entries.filter((it) => !it.protected && !it.playable).map(({ id }) => id);
  if (dead.length > 0) {
    return wrong(
      `${found}; free, but without a video: ${list(dead)}`,
      'Give each content.videos with a known videoType (HLS, DASH, MP4, WEBM), or a resource.',
    );
  }
  if (shown.size === 0) {
    return wrong(
      found,
      'Nothing can be shown: rows are the categories, by way of their playlists.',
    );
  }
  return well(found);
}

/** The feed as it was sent: what the app cannot use never reaches the catalogue. */
function entriesOf(feed: Readonly<Record<string, unknown>>): Entry[] {
  return ['movies', 'series', 'shortFormVideos', 'tvSpecials', 'liveFeeds']
    .flatMap((kind) => (Array.isArray(feed[kind]) ? (feed[kind] as unknown[]) : []))
    .filter(isObject)
    .map(({ id, couchpass, content }) => {
      const pass = isObject(couchpass) ? couchpass : {};
      const videos = isObject(content) ? content.videos : undefined;
      return {
        id: typeof id === 'string' || typeof id === 'number' ? `${id}` : '(without an id)',
        protected: pass.access === 'subscription',
        resource: typeof pass.resource === 'string' && pass.resource !== '',
        playable: Array.isArray(videos) && videos.length > 0,
      };
    });
}

/** A token that nobody issued must open nothing. */
export function checkPlayback(
  { session, ask }: Bench,
  catalogue: Catalogue | null,
): Promise<Finding> {
  const { playbackUrl } = session.couchpass.settings.appSettings.catalogue;
  const item = catalogue && firstProtected(catalogue);
  if (!item) return Promise.resolve(skipped('the feed has no item to ask for'));
  return orWrong(
    async () => {
      const { status } = await ask(playbackRequest(playbackUrl, item.id, probe.token));
      const found = `${status} for a made-up media token`;
      if (status === 401 || status === 403) return well(found);
      if (status >= 200 && status < 300) {
        return wrong(
          found,
          'It gives streams to anybody. Verify the media token before answering.',
        );
      }
      if (status === 404) return wrong(found, `It does not know the feed's item ${item.id}.`);
      return wrong(found, '401 or 403 is right: the app tells them from a failure.');
    },
    (error) => wrong(sayError(error), `catalogue.playbackUrl (${playbackUrl}) must answer a POST.`),
  );
}

export function firstProtected({ rows }: Catalogue): Item | undefined {
  return rows.flatMap(({ items }) => items).find(({ access }) => access === 'subscription');
}

export async function checkStorage({ session }: Bench): Promise<Finding> {
  const { storage } = session.platform;
  try {
    await checkStore(session.directory);
    await storage.set(probe.key, true);
    const kept = (await storage.get(probe.key)) === true;
    await storage.delete(probe.key);
    if (kept) return well('can be written and read');
    return wrong('does not keep what is written', 'Choose another folder with --store.');
  } catch (error) {
    if (error instanceof StoreError) return wrong(`${error.path} ${error.wrong}`, error.advice);
    const code = (error as NodeJS.ErrnoException).code ?? 'refused';
    return wrong(
      `cannot be written (${code})`,
      'A sign-in would be forgotten. Make the folder writable, or choose another with --store.',
    );
  }
}

function list(names: readonly string[]): string {
  const more = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (more > 0 ? `, and ${more} more` : '');
}
