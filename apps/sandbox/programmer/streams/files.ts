import { readFile } from 'node:fs/promises';
import { getOwn } from '../../getOwn.ts';
import type { ClipName } from '../titles/index.ts';

/** Returns a file of the committed clips; the files are small, so they are kept in memory after the first read. */
export type MediaFiles = (clip: ClipName, path: string) => Promise<Uint8Array | undefined>;

const root = new URL('../media/', import.meta.url);

/** Names of a clip's files: playlists, init segments and segments of video and sound, captions, thumbnails, WebM. */
const allowed =
  /^(?:(?:h264|vp9|(?:aac|opus)-[a-z]{2})\/(?:index\.m3u8|init\.mp4|\d+\.m4s)|captions\/(?:index\.m3u8|en\.vtt)|stills\/(?:index\.m3u8|sheet\.jpg)|master\.m3u8|manifest\.mpd|clip\.webm)$/;

export function createMediaFiles(): MediaFiles {
  const read = new Map<string, Promise<Uint8Array | undefined>>();
  return (clip, path) => {
    if (!allowed.test(path)) return Promise.resolve(undefined);
    const key = `${clip}/${path}`;
    const known = read.get(key);
    if (known) return known;
    const file = readFile(new URL(key, root)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    read.set(key, file);
    return file;
  };
}

const types: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  mp4: 'video/mp4',
  m4s: 'video/iso.segment',
  vtt: 'text/vtt; charset=utf-8',
  webm: 'video/webm',
  jpg: 'image/jpeg',
};

export function mediaType(path: string): string {
  return getOwn(types, path.slice(path.lastIndexOf('.') + 1)) ?? 'application/octet-stream';
}
