/**
 * Why a value cannot be used, as words that follow "which": `has a fragment (#…)`. Undefined when it can be used.
 * Values are already trimmed.
 */
export type Reason = string | undefined;

export interface AddressRule {
  /** A path that is added to pass.baseUrl is also allowed. */
  readonly path?: boolean;
  /** A query at the end is allowed. */
  readonly query?: boolean;
}

/** https://, or http:// for this computer; without parts that would be lost or misread. */
export function addressReason(value: string, { path = false, query = false }: AddressRule): Reason {
  const odd = oddLetter(value, true);
  if (odd !== undefined) return odd;
  if (value.includes('\\')) return 'has a backslash in it';
  if (value.includes('#')) return 'has a fragment (#…) in it';
  if (!query && value.includes('?')) return 'has a query (?…) in it';
  if (value.startsWith('/')) {
    if (value.startsWith('//')) return 'begins with "//", which names another host';
    return path ? undefined : 'is a path';
  }
  return schemeReason(value) ?? hostReason(value);
}

function schemeReason(value: string): Reason {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(value) ?? [];
  // `localhost:8700` has a port, not a scheme.
  if (scheme === '' || /^\d/.test(rest)) return 'does not begin with https://';
  if (!/^https?$/i.test(scheme)) return `has the scheme ${scheme.slice(0, 20)}:`;
  return /^\/\/[^/?]/.test(rest) ? undefined : 'names no host';
}

function hostReason(value: string): Reason {
  const host = value.slice(value.indexOf('//') + 2).replace(/[/?].*$/, '');
  if (host.includes('@')) return 'has a user name in it';
  const port = /:(\d+)$/.exec(host)?.[1];
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)) {
    return `has the port ${port.slice(0, 8)}, which no computer has`;
  }
  const url = parsed(value);
  if (url === undefined) return 'cannot be read as an address';
  const plain = url.protocol === 'http:' && !isLoopback(url.hostname);
  return plain ? 'is http:// for another host than localhost' : undefined;
}

function parsed(value: string): URL | undefined {
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}

/** http:// is allowed here: the requests stay on this computer. `hostname` in the form of `URL`. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** Any name of the requesting device itself: on a television, the television. */
export function isSameDevice(hostname: string): boolean {
  return isLoopback(hostname) || /^(.+\.)?localhost\.?$|^0\.0\.0\.0$|^\[::\]$/.test(hostname);
}

/** A name shown on one line, in stores and manifests, of at most `most` letters. */
export function nameReason(value: string, most: number): Reason {
  const odd = oddLetter(value, false);
  if (odd !== undefined) return odd;
  const letters = Array.from(value);
  if (!letters.some((letter) => !isBlank(letter))) return 'shows nothing';
  return letters.length > most ? `has ${letters.length} letters` : undefined;
}

/** Names with a text each, for a form. */
export function pairsReason(value: object): Reason {
  const bad = Object.entries(value).find(([, held]) => typeof held !== 'string' || held === '');
  return bad && `has no text under "${bad[0].slice(0, 40)}"`;
}

const unseen = 'has a character in it that nobody sees';

/** @param strict for an address: white space and invisible characters are not allowed either */
function oddLetter(value: string, strict: boolean): Reason {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) {
      return 'has a line break in it';
    }
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 'has a control character in it';
    if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) {
      return 'has a character in it that changes the direction of text';
    }
    if (code >= 0xd800 && code < 0xe000) {
      const pair = code < 0xdc00 && /^[\udc00-\udfff]/.test(value.charAt(at + 1));
      if (!pair) return 'has half a letter in it (a lone surrogate)';
      if (strict && isBlank(value.charAt(at))) return unseen;
      at++;
    } else if (strict && isBlank(value.charAt(at))) {
      return code === 0x20 ? 'has a blank in it' : unseen;
    }
  }
  return undefined;
}

/** White space and invisible letters; of surrogate pairs, the first half of tags and variation selectors. */
function isBlank(letter: string): boolean {
  return (
    /^[\s\u00ad\u061c\u115f\u1160\u200b-\u200f\u2060-\u206f\u2800\u3164\ufeff\uffa0]$/.test(
      letter,
    ) || /^(?:\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\ufe00-\ufe0f])$|^\udb40/.test(letter)
  );
}

/** An object of keys and values, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
