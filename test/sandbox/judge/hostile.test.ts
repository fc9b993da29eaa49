import { expect, test } from 'vitest';
import { factsOf } from '../../../apps/sandbox/judge/facts.ts';
import { HarError, readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { renderReport } from '../../../apps/sandbox/judge/report.ts';
import { har, recording } from './har.ts';

/** Pseudo-random numbers that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const NASTY: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '%',
  '%E0%A4%A',
  '__proto__',
  '<script>',
  '\u0000\ud800',
  [],
  [null],
  {},
  { toString: 1 },
  'x'.repeat(20_000),
  '{"decisions":[null,{"token":[]}],"profiles":[],"logouts":7,"requestor":{"mvpds":[null]}}',
];

/** Puts an unexpected value at a random place of a JSON value. */
function spoil(value: unknown, random: () => number): unknown {
  if (random() < 0.015) return NASTY[Math.floor(random() * NASTY.length)];
  if (Array.isArray(value)) return value.map((one) => spoil(one, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      random() < 0.005 ? '__proto__' : name,
      spoil(inner, random),
    ]),
  );
}

test('files with anything in them are judged, or refused in words', () => {
  const whole = JSON.parse(har(recording()));
  let judged = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const file = JSON.stringify(spoil(whole, numbers(seed)));
    try {
      const page = renderReport(judge(readHar(file)));
      expect(page).not.toContain('<script>');
      judged += 1;
    } catch (error) {
      // The error has a message for a person.
      expect(error).toBeInstanceOf(HarError);
    }
  }
  expect(judged).toBeGreaterThan(100);
});

test('headers that hide something odd in their Base64 are told apart, not tripped over', () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
  for (const odd of NASTY) {
    const headers: Record<string, string> = {
      'ap-device-identifier': `fingerprint ${base64(odd)}`,
      'ap-temppass-identity': base64({ email: odd }),
      'ap-partner-framework-status': base64(odd),
      'x-device-info': base64({ model: odd }),
    };
    expect(factsOf((name) => headers[name]).deviceIdentifier).toBe('well formed');
  }
});

test('a request whose parts are of other shapes than documented is judged all the same', () => {
  const paths = [
    '/o/client/register',
    '/o/client/token',
    '/api/v2/NORTHSTAR/sessions',
    '/api/v2/NORTHSTAR/profiles/code/%E0%A4%A',
    '/api/v2/NORTHSTAR/decisions/authorize/A',
    '/api/v2/NORTHSTAR/logout/A',
    '/reggie/v1/NORTHSTAR/regcode',
    '/api/v1/tokens/media',
    '/api/v1/preauthorize',
  ];
  const random = numbers(7);
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const any = () => NASTY[Math.floor(random() * NASTY.length)];
  const exchanges = Array.from({ length: 600 }, (_, i) => ({
    seq: i + 1,
    time: i * 400,
    method: ['GET', 'POST', 'DELETE'][i % 3] ?? 'GET',
    host: 'h',
    path: paths[i % paths.length] ?? '/',
    query: { resource: text(any()), deviceId: text(any()) },
    headers: { authorization: `Bearer ${text(any())}`, 'x-device-info': text(any()) },
    body: any(),
    status: [200, 0, 403, 500, 429][i % 5] ?? 200,
    answer: any(),
    address: '',
  }));
  expect(() => renderReport(judge({ source: 'sandbox', exchanges }))).not.toThrow();
});
