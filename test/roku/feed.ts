import { createServer } from 'node:http';
import sharp from 'sharp';

/** A programmer's feed, with small pictures that the simulator decodes at once. */
export interface ServedFeed {
  readonly url: string;
  /** Paths of the requested pictures, in order. */
  readonly pictures: readonly string[];
  /** The feed that is served from now on. */
  feed: object;
  /** A media playlist of HLS, at /film.m3u8. */
  film: string;
  close(): Promise<void>;
}

/** Serves `feed` at /feed.json, `film` at /film.m3u8, and a picture of one colour for every /art/NUMBER.png. */
export async function serveFeed(): Promise<ServedFeed> {
  const pictures: string[] = [];
  const served = { feed: {} as object, film: '' };
  const server = createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'OPTIONS') return void response.end();
    if (path === '/feed.json') {
      response.setHeader('Content-Type', 'application/json');
      return void response.end(JSON.stringify(served.feed));
    }
    if (path === '/film.m3u8') {
      response.setHeader('Content-Type', 'application/vnd.apple.mpegurl');
      return void response.end(served.film);
    }
    const number = /^\/art\/(\d+)\.png$/.exec(path)?.[1];
    if (number === undefined) return void response.writeHead(404).end();
    pictures.push(path);
    response.setHeader('Content-Type', 'image/png');
    response.end(await pictureOf(Number(number)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    pictures,
    get feed() {
      return served.feed;
    },
    set feed(feed) {
      served.feed = feed;
    },
    get film() {
      return served.film;
    },
    set film(film) {
      served.film = film;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * A film of several minutes: a media playlist that repeats one of the sandbox's clips.
 * @param sandbox its address
 */
async function longFilm(sandbox: string, times: number): Promise<string> {
  const folder = `${sandbox}/programmer/streams/free/making-the-meridian/h264`;
  const playlist = await (await fetch(`${folder}/index.m3u8`)).text();
  const segments = [...playlist.matchAll(/^#EXTINF:.*\n(.+\.m4s)$/gm)];
  const clip = [
    `#EXT-X-MAP:URI="${folder}/init.mp4"`,
    ...segments.flatMap(([line, name]) => [line.split('\n')[0] as string, `${folder}/${name}`]),
  ];
  const loops = Array.from({ length: times }, (_, index) =>
    index === 0 ? clip : ['#EXT-X-DISCONTINUITY', ...clip],
  );
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:4',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    ...loops.flat(),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

/**
 * Serves the sandbox's feed with one more row: `long-film`, free, of 204 s, so that a test on a busy
 * machine has the time to leave it in its middle.
 * @param sandbox its address
 */
export async function serveLongFilm(served: ServedFeed, sandbox: string): Promise<void> {
  served.film = await longFilm(sandbox, 8);
  const feed = await (await fetch(`${sandbox}/programmer/feed.json`)).json();
  const film = {
    id: 'long-film',
    title: 'A Long Film',
    content: { duration: 204, videos: [{ videoType: 'HLS', url: `${served.url}/film.m3u8` }] },
  };
  served.feed = {
    ...feed,
    movies: [...feed.movies, film],
    playlists: [...feed.playlists, { name: 'Long', itemIds: [film.id] }],
    categories: [...feed.categories, { name: 'Long', playlistName: 'Long', order: 'manual' }],
  };
}

/** Printed once a position in its middle is stored, which `toTheMiddle` leads to. */
export const keptInTheMiddle = /^PLACE ([3-9]\d|1\d\d)$/;
/** Keys that lead to its middle: the simulator skips some seconds per key. */
export const toTheMiddle: readonly string[] = [...Array<string>(12).fill('Right'), 'Select'];

/** A 16:9 picture whose colour depends on the number. */
function pictureOf(number: number): Promise<Buffer> {
  const background = {
    r: (number * 67 + 40) % 256,
    g: (number * 131 + 90) % 256,
    b: (number * 29 + 150) % 256,
  };
  return sharp({ create: { width: 64, height: 36, channels: 3, background } })
    .png()
    .toBuffer();
}

/** An entry of a feed with any content. */
export type Entry = Readonly<Record<string, unknown>> & { readonly id: string };

interface FeedLike {
  readonly [kind: string]: unknown;
}

/**
 * A feed of this many titles in rows of `wide`, made of the titles of another feed, each with its own
 * picture.
 * @param art address of the pictures without their number, '' for titles without pictures
 */
export function enlarged(feed: FeedLike, titles: number, wide: number, art: string): object {
  const known = ['movies', 'tvSpecials', 'shortFormVideos'].flatMap(
    (kind) => (feed[kind] ?? []) as Entry[],
  );
  const movies = Array.from({ length: titles }, (_, index) => ({
    ...known[index % known.length],
    id: `title-${index}`,
    title: `${String(known[index % known.length]?.title)} ${index}`,
    thumbnail: art === '' ? '' : `${art}/art/${index}.png`,
  }));
  const rows = Array.from({ length: Math.ceil(titles / wide) }, (_, row) => ({
    name: `Row ${row}`,
    itemIds: movies.slice(row * wide, (row + 1) * wide).map(({ id }) => id),
  }));
  return {
    providerName: 'Northstar',
    movies,
    playlists: rows,
    categories: rows.map(({ name }) => ({ name, playlistName: name, order: 'manual' })),
  };
}
