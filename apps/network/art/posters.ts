import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The available widths in pixels; a request for another width gets the next larger one. */
export const POSTER_WIDTHS = [320, 960, 1920] as const;

export type PosterWidth = (typeof POSTER_WIDTHS)[number];

/** A committed JPEG of 16:9, drawn by `npm run art`. */
export interface Poster {
  readonly bytes: Uint8Array;
  /** The ETag: it changes when the picture changes. */
  readonly tag: string;
}

/** The available width for `wanted`; 960 when the request does not give one. */
export function posterWidth(wanted: string | undefined): PosterWidth {
  const width = wanted === undefined ? 960 : Number(wanted);
  return POSTER_WIDTHS.find((offered) => offered >= width) ?? 1920;
}

/** The path of a title's poster, below the folder `posters`. */
export function posterFile(titleId: string, width: PosterWidth): string {
  return `${width}/${titleId}.jpg`;
}

/** Returns a function that reads the poster of a title; each is kept in memory after the first read. */
export function createPosters(): (titleId: string, width: PosterWidth) => Promise<Poster> {
  const read = new Map<string, Promise<Poster>>();
  return (titleId, width) => {
    const file = posterFile(titleId, width);
    const known = read.get(file);
    if (known) return known;
    const poster = readPoster(file);
    read.set(file, poster);
    return poster;
  };
}

async function readPoster(file: string): Promise<Poster> {
  const bytes = await readFile(new URL(`../posters/${file}`, import.meta.url));
  const hash = createHash('sha1').update(bytes).digest('hex').slice(0, 16);
  return { bytes, tag: `"${hash}"` };
}
