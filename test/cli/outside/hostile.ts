import type { Otherwise } from './index.ts';
import type { Answered, Seen } from './seen.ts';
import { type Kept, usualAnswer } from './usual.ts';

/**
 * Sequences that a terminal would execute or misread: colours, a cleared screen, a link (OSC 8), the
 * clipboard (OSC 52), a window title, the same in single C1 bytes, a line that overwrites itself, a line
 * that starts again, right-to-left text, and invisible characters.
 */
export const hostile = [
  '\u001b[31mred\u001b[2J',
  '\u001b]8;;https://evil.example/\u0007link\u001b]8;;\u0007',
  '\u001b]52;c;ZXZpbA==\u001b\\',
  '\u001b]0;title\u0007',
  '\u009b31mc1\u009d8;;https://evil.example/\u009c',
  'shown\rhidden\b\b',
  'line\nAll is well.\u2028another\u0085',
  '\u202eesrever\u2066isolated',
  'zero\u200bwidth\ufeff\u{e0041}',
  '\ud800half\u007f',
].join(' ');

/** Matches characters that may not be in a terminal's text, such as those of `hostile`. */
export const unprintable =
  /[^\P{Cc}\n\t]|[\p{Cs}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

/** Texts that a program uses for decisions; the hostile text is appended to every other text. */
const needed =
  /^(\d+|opaque.*|c-5f2a91|s-9b77e0c4|client_credentials|bearer|https?:.*|NORTHSTAR.*|HLS|subscription|main|row)$/;
const kept = ['actionName', 'actionType', 'code', 'existingCode', 'action'];

export function poison(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    return needed.test(value) || kept.includes(key) ? value : `${value} ${hostile}`;
  }
  if (Array.isArray(value)) return value.map((item) => poison(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      // Providers and attributes are names of members.
      ['ValleyCable', 'userID'].includes(name) ? `${name} ${hostile}` : name,
      poison(inner, name),
    ]),
  );
}

/** Every text is hostile; decisions are denials with a reason and a trace. */
export function hostileAnswers(state: Kept): Otherwise {
  return (seen) => {
    const answer = denial(seen) ?? v1(seen) ?? feed(seen) ?? usualAnswer(seen, state);
    if (answer === undefined) return undefined;
    return {
      status: answer.status,
      // A header may contain single bytes of C1.
      headers: { 'content-type': 'application/json;\u009b31m=\u009d' },
      body: poison(answer.body),
    };
  };
}

function denial({ path, body }: Seen): Answered | undefined {
  if (!path.includes('/decisions/')) return undefined;
  const { resources } = JSON.parse(body) as { resources: string[] };
  const error = {
    status: 403,
    code: 'authorization_denied_by_mvpd',
    message: 'No.',
    details: 'Not in your package.',
    action: 'none',
    trace: '9f2',
  };
  return {
    status: 200,
    body: {
      decisions: resources.map((resource) => ({
        resource: `NORTHSTAR${resource.slice(9)}`,
        mvpd: 'ValleyCable',
        source: 'mvpd',
        authorized: false,
        error: { ...error, code: `${error.code} ${hostile}` },
      })),
    },
  };
}

function v1({ method, path }: Seen): Answered | undefined {
  const later = String(Date.now() + 3_600_000);
  if (/\/reggie\/v1\/[^/]+\/regcode$/.test(path) && method === 'POST') {
    const info = { deviceId: 'x', mvpd: 'ValleyCable' };
    return { status: 201, body: { code: 'K7Q2M9D', mvpd: 'ValleyCable', expires: later, info } };
  }
  if (/\/api\/v1\/config\//.test(path)) {
    const mvpds = { mvpd: [{ id: 'ValleyCable', displayName: 'Valley Cable' }] };
    return { status: 200, body: { requestor: { id: 'NORTHSTAR', mvpds } } };
  }
  if (path === '/api/v1/tokens/authn') {
    return { status: 200, body: { mvpd: 'ValleyCable', expires: later, requestor: 'NORTHSTAR' } };
  }
  if (path === '/api/v1/tokens/usermetadata') {
    return {
      status: 200,
      body: { updated: 1_790_000_000_000, data: { userID: 'u', language: 'en' } },
    };
  }
  if (/\/api\/v1\/(authorize|tokens\/authz|tokens\/media|preauthorize)$/.test(path)) {
    return { status: 403, body: { status: 403, message: 'User not authorized', details: 'No.' } };
  }
  return undefined;
}

function feed({ path }: Seen): Answered | undefined {
  if (!path.endsWith('/feed.json')) return undefined;
  return {
    status: 200,
    body: {
      providerName: 'Northstar',
      movies: [
        {
          id: 'film',
          title: 'A film',
          content: { videos: [{ url: 'https://s/f.m3u8', videoType: 'HLS' }] },
          couchpass: { access: 'free' },
        },
      ],
      playlists: [{ name: 'main', itemIds: ['film'] }],
      categories: [{ name: 'Films', playlistName: 'main' }],
    },
  };
}
