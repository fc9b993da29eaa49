/**
 * The secrets in a playback endpoint's answer (docs/playback.md): its addresses contain signatures, in the query or in
 * the path, and its headers and custom data open the licence server, under names that each network chooses.
 */

/** What `Redactor` does with one value. */
export interface Hiding {
  readonly hide: (secret: string) => string;
  /** The value of a header with a secret; the authentication scheme stays. */
  readonly header: (value: string) => string;
  readonly other: (value: unknown, name: string) => unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** Members inside members of headers and custom data, which should be strings. */
const deepest = 4;
/** Shorter parts of a path are names of folders. */
const shortestToken = 16;

export function isPlaybackAnswer(value: object): boolean {
  const has = (name: string) => Object.hasOwn(value, name);
  return (has('url') || has('urls')) && ['type', 'urls', 'drm', 'expiresAt'].some(has);
}

export function shownPlaybackAnswer(answer: Json, hiding: Hiding): Json {
  return shownMembers(answer, (name, value) => {
    if (name === 'url') return shownAddress(value, hiding);
    if (name === 'urls' && Array.isArray(value)) {
      return value.map((each) => shownAddress(each, hiding));
    }
    return hiding.other(value, name);
  });
}

/** @param ways the answer's `drm` */
export function shownProtection(ways: unknown, hiding: Hiding): unknown {
  if (!Array.isArray(ways)) return shownWay(ways, hiding);
  return ways.map((way) => shownWay(way, hiding));
}

function shownWay(way: unknown, hiding: Hiding): unknown {
  if (!isJson(way)) return hiding.other(way, 'drm');
  return shownMembers(way, (name, value) => {
    if (name === 'licenseUrl' || name === 'certificateUrl') return shownAddress(value, hiding);
    if (name === 'customData') return hideAll(value, hiding.hide);
    if (name === 'headers') return hideAll(value, hiding.header);
    return hiding.other(value, name);
  });
}

/** The server and the file's name: the parts between and the query may be a signature. */
function shownAddress(value: unknown, { hide }: Hiding): unknown {
  if (typeof value !== 'string' || value === '') return hideAll(value, hide);
  if (!URL.canParse(value)) return hide(value);
  const { origin, pathname, search, searchParams } = new URL(value);
  for (const each of searchParams.values()) hide(each);
  const parts = pathname.split('/').slice(1);
  const file = parts.pop() ?? '';
  for (const part of parts) if (part.length >= shortestToken) hide(part);
  const folders = parts.length === 0 ? '' : '/(hidden)';
  return `${origin}${folders}/${file}${search === '' ? '' : '?(hidden)'}`;
}

function hideAll(value: unknown, hide: (secret: string) => string, depth = 0): unknown {
  if (depth > deepest) return '(nested too deep to be shown)';
  if (Array.isArray(value)) return value.map((each) => hideAll(each, hide, depth + 1));
  if (isJson(value)) return shownMembers(value, (_, inner) => hideAll(inner, hide, depth + 1));
  return value === null || value === '' || value === undefined ? value : hide(String(value));
}

function shownMembers(value: Json, show: (name: string, inner: unknown) => unknown): Json {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, show(name, inner)]),
  );
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
