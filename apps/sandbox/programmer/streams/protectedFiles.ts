import type { ClipName } from '../titles/index.ts';
import { protectInit, protectSegment, trackKindsOf } from './encrypt.ts';
import type { MediaFiles } from './files.ts';
import type { Keys } from './keys.ts';

/** DASH-IF: "Clear Key Content Protection Scheme". */
const clearKeyScheme = 'urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e';
/** The tag with the URL of a film's only key; the key is returned to the playback's session only. */
const keyTag = (titleId: string) =>
  '#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,KEYFORMAT="identity",' +
  `URI="../../../../license/${titleId}/key"`;

/** A clip's files for a protected title: encrypted on request. */
export async function protectedFile(
  files: MediaFiles,
  keys: Keys,
  about: { readonly clip: ClipName; readonly titleId: string; readonly period: number },
  path: string,
  number?: number,
): Promise<Uint8Array | undefined> {
  const bytes = await files(about.clip, path);
  if (!bytes) return undefined;
  const key = keys.keyOf(about.titleId, about.period);
  if (path.endsWith('/init.mp4')) return protectInit(bytes, key);
  const [, folder = '', segment] = /^(.+)\/(\d+)\.m4s$/.exec(path) ?? [];
  if (segment !== undefined) {
    const init = await files(about.clip, `${folder}/init.mp4`);
    if (!init) return undefined;
    return protectSegment(bytes, trackKindsOf(init), key, number ?? Number(segment));
  }
  const text = () => new TextDecoder().decode(bytes);
  if (/^(?:h264|vp9|(?:aac|opus)-..)\/index\.m3u8$/.test(path)) {
    return encoded(text().replace('#EXT-X-MAP', `${keyTag(about.titleId)}\n#EXT-X-MAP`));
  }
  if (path === 'manifest.mpd') return encoded(protectedManifest(text(), key.kid));
  return bytes;
}

function protectedManifest(manifest: string, kid: Uint8Array): string {
  const id = Buffer.from(kid)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const protection =
    '<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc" ' +
    `cenc:default_KID="${id}"/><ContentProtection schemeIdUri="${clearKeyScheme}"/>`;
  return manifest
    .replace('<MPD ', '<MPD xmlns:cenc="urn:mpeg:cenc:2013" ')
    .replace(/<AdaptationSet [^>]*>/g, (set) => `${set}\n${protection}`);
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
