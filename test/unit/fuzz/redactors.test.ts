import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../apps/cli/trace/Redactor.ts';
import { Log } from '../../../core/log/Log.ts';
import { loggedPorts } from '../../../core/log/loggedPorts.ts';
import type { CorePorts } from '../../../core/ports.ts';
import { fuzz, inherited, jsonOf, megabyteOf, read, textOf } from '../../support/fuzz.ts';

const secretNames = [
  ...['access_token', 'client_id', 'client_secret', 'software_statement', 'serializedToken'],
  ...['token', 'userId', 'upstreamUserID', 'householdID', 'deviceId', 'SAMLResponse', 'password'],
  ...['sessionGUID', 'code', 'regcode', 'generic_data'],
];
const openNames = ['mvpd', 'status', 'expires', 'profiles', 'decisions', 'a', 'info', ...inherited];
const marks = [
  '"',
  "'",
  '<',
  '>',
  '&',
  '=',
  '%',
  '\\',
  '{',
  '}',
  '\n',
  ' ',
  '?',
  '#',
  ';',
  '&amp;',
];

/** A secret that is unlike anything else in an answer, and contains special characters of the formats. */
const secrets = fc
  .tuple(
    fc.array(fc.constantFrom(...'ABCXYZ789', '+', '/', '=', ' ', '%', 'é', '&', '"', '<'), {
      minLength: 4,
      maxLength: 40,
    }),
    fc.nat(9_999),
  )
  .map(([letters, number]) => `S3CR${number}${letters.join('')}T0P`);

/** Any document that contains the secret under its name, and again in places without a name. */
function around(secret: string, name: string, deep: unknown, text: string) {
  const echo = text + secret + text;
  const xml = (value: string) =>
    value
      .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')
      .replace(/[^\x20-\x7eé]/g, '');
  const form = new URLSearchParams({ [name]: secret, a: echo });
  return [
    [
      'application/json',
      JSON.stringify({ deep, [name]: secret, echo, list: [{ [name]: [secret] }] }),
    ],
    ['application/json', JSON.stringify({ echo, more: { [echo]: 1, [name]: secret } })],
    ['application/xml', `<r><a>${xml(echo)}</a><n:${name}>${xml(secret)}</n:${name}></r>`],
    ['application/xml', `<r><${name}>${xml(secret)}<?x y?><!-- z --></${name}></r>`],
    ['application/xml', `<r a='>'><${name} b=">">${xml(secret)}</${name}></r>`],
    ['application/xml', `<?x ${xml(secret)}?><r><?${name} ${xml(secret)}?></r>`],
    ['application/xml', `<r ${name}="${xml(secret).replaceAll('"', '&quot;')}"><a/></r>`],
    ['application/x-www-form-urlencoded', String(form)],
    ['text/html', `<p>${xml(text)}</p><a href="/x?${form}">`],
    [
      'text/html',
      `<form><input type=hidden name="${name}" value="${xml(secret).replaceAll('"', '&quot;')}">`,
    ],
    ['', `{"${name}":${JSON.stringify(secret)}`],
  ] as const;
}

/** Whether the output contains the secret in the encoding of any format. */
function isIn(shown: unknown, secret: string): boolean {
  const text = JSON.stringify(shown);
  const core = secret.slice(0, 8);
  return text.includes(core) || text.includes(Buffer.from(secret).toString('base64').slice(0, 10));
}

const names = fc.constantFrom(...secretNames);
const texts = textOf(...marks).filter((text) => !text.includes('S3CR'));
const anything = jsonOf([...secretNames, ...openNames], ['x', 'DENIED', 403]);

describe('what --trace shows of an exchange', { timeout: 60_000 }, () => {
  it('holds no secret, whatever is around it', () => {
    fc.assert(
      fc.property(secrets, names, anything, texts, (secret, name, deep, text) => {
        around(secret, name, deep, text).forEach(([contentType, body], at) => {
          const what = `${at}: ${contentType} ${body}`;
          const shown = read(what, () =>
            new Redactor().answer({ status: 200, contentType, text: body }),
          );
          expect(isIn(shown, secret), `${what}\nshows\n${JSON.stringify(shown)}`).toBe(false);
        });
      }),
      fuzz(400),
    );
  });

  it('holds none of a request either, nor what an answer repeats of it', () => {
    fc.assert(
      fc.property(secrets, names, texts, (secret, name, text) => {
        const redactor = new Redactor();
        const query = new URLSearchParams({ a: text, [name]: secret });
        const request = {
          method: 'POST' as const,
          url: `https://pass.example/api/v2/N/sessions/${encodeURIComponent(secret)}?${query}`,
          headers: {
            Authorization: `Bearer ${secret}`,
            'AP-Device-Identifier': `fingerprint ${secret}`,
            'Content-Type': 'application/json',
            'X-Device-Info': Buffer.from(JSON.stringify({ [name]: secret })).toString('base64'),
          },
          body: JSON.stringify({ [name]: secret }),
        };
        const shown = [
          read(request.url, () => redactor.request(request)),
          redactor.answer({
            status: 400,
            contentType: 'text/plain',
            text: `{"message":${JSON.stringify(secret)}}`,
          }),
        ];
        expect(isIn(shown, secret), JSON.stringify(shown)).toBe(false);
      }),
      fuzz(300),
    );
  });

  it('is shown at all, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          anything.map((value) => JSON.stringify(value)),
        ),
        texts,
        (text, contentType) => {
          read(text, () => new Redactor().answer({ status: 200, contentType, text }));
        },
      ),
      fuzz(800),
    );
  });

  it.each([...marks, 'value="', "value='", 'data-', '<input value=', '<?x ', 'xmlns:a="'])(
    'takes no time for as much of %j as is shown',
    (unit) => {
      const text = megabyteOf(unit).slice(0, 262_000);
      for (const contentType of ['text/html', 'application/xml', 'application/json']) {
        for (const body of [text, `<a ${text}`, `<a>${text}</a>`]) {
          read(`${contentType} ${unit}`, () =>
            new Redactor().answer({ status: 200, contentType, text: body }),
          );
        }
      }
    },
  );
});

describe('what the log keeps for support', { timeout: 60_000 }, () => {
  const parts = fc.oneof(
    fc.constantFrom(
      'sessions',
      'code',
      'regcode',
      'authenticate',
      'checkauthn',
      'preauthorize',
      'profiles',
      'v1',
      'v2',
      'api',
    ),
    // Settings accept neither `.` nor `..`.
    fc.stringMatching(/^[A-Za-z0-9_~-][A-Za-z0-9_.~-]{0,11}$/),
  );
  const paths = fc.constantFrom<(name: string, code: string) => string>(
    (name, code) => `/api/v2/${name}/sessions/${code}`,
    (name, code) => `/api/v2/${name}/profiles/code/${code}`,
    (name, code) => `/api/v2/authenticate/${name}/${code}`,
    (name, code) => `/reggie/v1/${name}/regcode/${code}`,
    (name, code) => `/api/v1/checkauthn/${code}?requestor=${name}`,
    (name, code) => `/api/v1/preauthorize/${code}?requestor=${name}`,
    (name, code) => `/api/v1/authenticate/${code}?${name}=${code}`,
    (name, code) => `/api/v1/authenticate?${name}=${code}#${code}`,
  );

  it('holds no registration code and no query, whatever a service provider is called', async () => {
    await fc.assert(
      fc.asyncProperty(
        paths,
        parts,
        fc.constantFrom('', '/proxy', '/sessions'),
        texts,
        async (path, name, base, text) => {
          const log = new Log();
          const contentType = 'application/json';
          const send: CorePorts['send'] = async () => ({ status: 403, contentType, text });
          const clock = { monotonic: () => 0 } as CorePorts['clock'];
          const ports = loggedPorts({ send, clock } as CorePorts, log);
          const url = `https://user:S3CRET@pass.example${base}${path(name, 'S3CRET')}`;
          await ports.send({ method: 'GET', url, headers: {} }, new AbortController().signal);
          expect(log.entries).toHaveLength(1);
          expect(JSON.stringify(log.entries), url).not.toContain('S3CRET');
        },
      ),
      fuzz(500),
    );
  });

  it.each(['/', '/code/', '/authenticate/', 'a', '/api/v1/'])(
    'takes no time for long paths of %j',
    async (unit) => {
      const log = new Log();
      const send: CorePorts['send'] = async () => ({ status: 200, contentType: '', text: '' });
      const ports = loggedPorts(
        { send, clock: { monotonic: () => 0 } } as unknown as CorePorts,
        log,
      );
      const url = `https://pass.example/${megabyteOf(unit)}`;
      const began = performance.now();
      await ports.send({ method: 'GET', url, headers: {} }, new AbortController().signal);
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );
});
