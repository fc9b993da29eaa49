import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { HarError, readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { renderReport } from '../../../apps/sandbox/judge/report.ts';
import { summaryOf } from '../../../apps/sandbox/judge/summary.ts';
import { har, recording } from './har.ts';
import { tools } from './harTools.ts';

/** ms for one input, on a machine that also runs other work; most inputs take a hundredth of it. */
const LIMIT = 5_000;

/** Pseudo-random numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Expects a judgement or a refusal with a message, within the limit. Returns whether the file was judged. */
function survives(file: string | Uint8Array, what: string): boolean {
  const startedAt = performance.now();
  let isJudged = false;
  try {
    const report = judge(readHar(file));
    renderReport(report);
    summaryOf(report);
    isJudged = true;
  } catch (error) {
    if (!(error instanceof HarError)) throw new Error(what, { cause: error });
    expect(error.message).toMatch(/^[\x20-\x7e]{10,}/);
  }
  const ms = performance.now() - startedAt;
  expect(ms, `${what} took ${Math.round(ms)} ms`).toBeLessThan(LIMIT);
  return isJudged;
}

const odd: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, '', ' ', '%', '%E0%A4%A', '__proto__'],
  ...['constructor', '<script>', '\u0000\ud800', '\u202e', 'a'.repeat(70_000), '='.repeat(9_000)],
  ...[[], [null], {}, { toString: 1 }, { length: 1e9 }, [[[[]]]], { name: 'x', value: {} }],
  ...[
    'CONNECT',
    'OPTIONS',
    '192.168.1.20:8009',
    'ws://a',
    'data:,',
    'https://',
    '//a/b',
    '/api/v2/A/profiles',
  ],
  ...[
    'https://sp.auth.adobe.com/api/v2/%/sessions/%FF',
    'https://sp.auth.adobe.com/o/client/token',
  ],
  ...[
    'base64',
    'H4sIAAAAAAAA',
    'application/x-www-form-urlencoded',
    '2026-05-01T12:00:00Z',
    '0000-00-00',
  ],
  ...['+275760-09-13T00:00:00.001Z', '9999-12-31T23:59:59Z', 'Infinity', 'NaN', '1e999'],
  '{"decisions":[null,{"token":[],"error":{"code":{},"action":7}}],"profiles":[],"logouts":7}',
  '{"profiles":{"A":{"notAfter":"x"},"__proto__":{"notAfter":1}},"notBefore":[],"notAfter":{}}',
  `<?xml version="1.0"?>${'<a>'.repeat(3_000)}`,
  `{"access_token":"x","expires_in":${'9'.repeat(400)}}`,
];

/** Replaces some members of a JSON value by unexpected ones, and sometimes adds a member. */
function spoil(value: unknown, random: (below: number) => number): unknown {
  if (random(60) === 0) return odd[random(odd.length)];
  if (Array.isArray(value)) {
    const all = value.map((one) => spoil(one, random));
    return random(40) === 0 ? [...all, odd[random(odd.length)], ...all.slice(0, 3)] : all;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [
    random(150) === 0 ? '__proto__' : name,
    spoil(inner, random),
  ]);
  return Object.fromEntries(random(80) === 0 ? members.slice(1) : members);
}

/** Changes, removes or inserts bytes, or cuts the end off. */
function damage(bytes: Buffer, random: (below: number) => number): Buffer {
  let all = Buffer.from(bytes);
  for (let i = 0; i <= random(6); i++) {
    const at = random(all.length);
    const kind = random(4);
    if (kind === 0) all[at] = random(256);
    else if (kind === 1) all = Buffer.concat([all.subarray(0, at), all.subarray(at + random(60))]);
    else if (kind === 2)
      all = Buffer.concat([all.subarray(0, at), Buffer.from('"[{,}]:\\\u0000'), all.subarray(at)]);
    else if (random(3) === 0) all = all.subarray(0, at);
  }
  return all;
}

const whole = har(recording());

describe('whatever is in a HAR file', { timeout: 90_000 }, () => {
  test('odd members', () => {
    const value = JSON.parse(whole);
    let judged = 0;
    for (let seed = 1; seed <= 250; seed++)
      if (survives(JSON.stringify(spoil(value, numbers(seed))), `spoil ${seed}`)) judged += 1;
    expect(judged).toBeGreaterThan(120);
  });

  test('damaged bytes, plain and packed', () => {
    const files = [
      Buffer.from(whole),
      ...Object.values(tools).map((write) => Buffer.from(write())),
    ];
    let judged = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const random = numbers(seed);
      const file = files[random(files.length)] ?? Buffer.from(whole);
      if (survives(damage(file, random), `damage ${seed}`)) judged += 1;
    }
    expect(judged).toBeGreaterThan(100);
  });

  test('bytes of any kind', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = numbers(seed);
      const bytes = Buffer.from(Array.from({ length: random(4_000) }, () => random(256)));
      const heads = [
        [],
        [0x1f, 0x8b, 8],
        [0x78, 0x9c],
        [0xff, 0xfe],
        [0xfe, 0xff],
        [0xef, 0xbb, 0xbf],
      ];
      expect(survives(Buffer.concat([Buffer.from(heads[seed % 6] ?? []), bytes]), `${seed}`)).toBe(
        false,
      );
    }
  });

  test('texts that make slow programs slow', () => {
    const entry = JSON.parse(whole).log.entries[2];
    const withText = (text: string) =>
      JSON.stringify({
        log: {
          entries: [
            {
              ...entry,
              request: {
                ...entry.request,
                headers: [
                  { name: 'Authorization', value: text },
                  { name: 'X-Device-Info', value: text },
                ],
                postData: { mimeType: 'application/x-www-form-urlencoded', text },
              },
              response: {
                status: 200,
                content: { mimeType: 'text/xml', text: `<regcode>${text}` },
              },
            },
          ],
        },
      });
    const million = 1_000_000;
    for (const unit of [
      'a',
      '<',
      '<a',
      '<a:',
      '&',
      '%',
      '%2',
      '=&',
      '[',
      '{"a":',
      '"',
      '\\',
      ' ',
      '\n',
      'Bearer ',
    ])
      survives(withText(unit.repeat(Math.ceil(million / unit.length))), JSON.stringify(unit));
    survives('['.repeat(million), 'brackets');
    survives(`{"log":{"entries":[${'{"a":'.repeat(million / 5)}`, 'objects in objects');
    survives(`{"log":{"entries":["${'\\u0061'.repeat(million / 6)}`, 'an open text');
    survives(gzipSync(Buffer.alloc(30 * million, ' ')), 'a file that grows a thousand times');
  });

  test('twenty thousand requests, and as many tokens to be found again', () => {
    const { entries } = JSON.parse(whole).log;
    const many = Array.from({ length: 2_000 }, (_, round) =>
      entries.slice(2, 12).map((entry: { startedDateTime: string }) => ({
        ...JSON.parse(JSON.stringify(entry).replaceAll('another+token', `token-${round}-of-many`)),
        startedDateTime: new Date(
          Date.parse(entry.startedDateTime) + round * 100_000,
        ).toISOString(),
      })),
    ).flat();
    const startedAt = performance.now();
    const report = judge(readHar(JSON.stringify({ log: { entries: many } })));
    expect(report.requests).toBeGreaterThan(19_000);
    expect(performance.now() - startedAt).toBeLessThan(12 * LIMIT);
  });
});
