import fc from 'fast-check';
import type { RawRequest } from './rawHttp.ts';

/** Every kind of address that the sandbox serves; `:x` is replaced by a value. */
const PATHS = [
  '/',
  '/o/client/register',
  '/o/client/token',
  '/api/v2/:sp/configuration',
  '/api/v2/:sp/sessions',
  '/api/v2/:sp/sessions/:code',
  '/api/v2/:sp/sessions/sso/:x',
  '/api/v2/authenticate/:sp/:code',
  '/api/v2/:sp/profiles',
  '/api/v2/:sp/profiles/:mvpd',
  '/api/v2/:sp/profiles/code/:code',
  '/api/v2/:sp/profiles/sso/:x',
  '/api/v2/:sp/decisions/authorize/:mvpd',
  '/api/v2/:sp/decisions/preauthorize/:mvpd',
  '/api/v2/:sp/logout/:mvpd',
  '/reggie/v1/:sp/regcode',
  '/reggie/v1/:sp/regcode/:code',
  '/api/v1/config/:sp',
  '/adobe-services/config/:sp',
  '/adobe-services/logout',
  '/api/v1/authenticate',
  '/api/v1/authenticate/:code',
  '/api/v1/authenticate/freepreview',
  '/api/v1/checkauthn',
  '/api/v1/checkauthn/:code',
  '/api/v1/tokens/authn',
  '/api/v1/tokens/authz',
  '/api/v1/tokens/media',
  '/api/v1/mediatoken.xml',
  '/api/v1/tokens/usermetadata.json',
  '/api/v1/authorize',
  '/api/v1/preauthorize',
  '/api/v1/preauthorize/:code',
  '/api/v1/logout',
  '/api/v1/:sp/profile-requests/:mvpd',
  '/reset-tempass/v3/reset',
  '/reset-tempass/v3/reset/generic',
  '/mvpd/:mvpd/login',
  '/mvpd/:mvpd/cancel',
  '/mvpd/:mvpd/logout',
  '/logos/:x.svg',
  '/programmer/feed.json',
  '/programmer/play',
  '/programmer/plays',
  '/programmer/art/:x',
  '/programmer/streams/:x/:x',
  '/_sandbox',
  '/_sandbox/requests',
  '/_sandbox/conformance',
  '/_sandbox/clock',
  '/_sandbox/signin',
  '/_sandbox/rules',
  '/_sandbox/sessions',
  '/_sandbox/profiles',
  '/_sandbox/:x.js',
  '/:x',
];

/** Would be noticed on a page if the page treated it as markup. */
export const MARKUP = '<img src=x onerror=alert(1)>"\'&';

const nasty = fc.constantFrom(
  '..',
  '%2e%2e',
  '..%2f..%2fpackage.json',
  '%00',
  '%0d%0aset-cookie:a=b',
  '%c0%af',
  '%E0%A4%A',
  '%',
  ';',
  '//',
  '\\..\\',
  '*',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '0',
  '-1',
  '1e999',
  'NaN',
  '\u00ff\u00fe',
  encodeURIComponent(MARKUP),
  encodeURIComponent('\u{1f4fa}\u202e'),
  'A'.repeat(5_000),
);
const piece = fc.oneof(
  { weight: 9, arbitrary: nasty },
  { weight: 6, arbitrary: fc.string({ maxLength: 20 }).map(encodeURIComponent) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 12 }).map(noSpace) },
);

function noSpace(text: string): string {
  return text.replace(/[\s]/g, '_');
}

/** Placeholders for a valid token and a waiting code, which differ between sandboxes. */
export const TOKEN = '~token~';
export const CODE = '~code~';
export const DEVICE = 'tv-1';

/** Values for `:x`: mostly existing ones, so that requests pass the first checks. */
const known: Readonly<Record<string, readonly string[]>> = {
  sp: ['NORTHSTAR', 'NORTHSTAR', 'LIGHTHOUSE'],
  code: [CODE],
  mvpd: ['ValleyCable', 'HarborTV', 'TempPass_Northstar'],
};
const knownValues = [...new Set(Object.values(known).flat())];

function targets(): fc.Arbitrary<string> {
  const filled = (name: string) => {
    const good = known[name];
    return good ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...good) }, piece) : piece;
  };
  const path = fc.constantFrom(...PATHS).chain((template) => {
    const parts = template.split(/(:\w+)/);
    return fc
      .tuple(...parts.map((part) => (part[0] === ':' ? filled(part.slice(1)) : fc.constant(part))))
      .map((all) => all.join(''));
  });
  const pair = fc.tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FIELDS) }, piece),
    fc.oneof(piece, fc.constantFrom(...knownValues)),
  );
  const query = fc
    .array(pair, { maxLength: 6 })
    .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((one) => one.join('=')).join('&')}`));
  return fc.oneof(
    { weight: 12, arbitrary: fc.tuple(path, query).map((both) => both.join('')) },
    { weight: 1, arbitrary: fc.tuple(piece, query).map(([text, rest]) => `/${text}${rest}`) },
    { weight: 1, arbitrary: fc.constantFrom('*', 'http://evil.example/', '//evil.example/..') },
  );
}

const FIELDS = [
  'client_id',
  'client_secret',
  'grant_type',
  'mvpd',
  'mso_id',
  'mvpd_id',
  'domainName',
  'domain_name',
  'redirectUrl',
  'redirect_url',
  'requestor',
  'requestor_id',
  'deviceId',
  'device_id',
  'resource',
  'resources',
  'userMeta',
  'reg_code',
  'request',
  'username',
  'password',
  'after',
  'format',
  'SAMLResponse',
];

function headers(): fc.Arbitrary<Array<readonly [string, string]>> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const junk = fc.oneof(
    { weight: 9, arbitrary: nasty },
    { weight: 9, arbitrary: fc.string({ maxLength: 40 }).map(base64) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 30 }) },
  );
  const deep = base64(`${'{"a":'.repeat(800)}1${'}'.repeat(800)}`);
  const one = (name: string, ...values: string[]) =>
    fc.tuple(
      fc.constant(name),
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, junk),
    );
  const tokens = Array.from({ length: 6 }, () => `Bearer ${TOKEN}`);
  return fc
    .tuple(
      fc.constant(['host', '127.0.0.1'] as const),
      fc
        .constantFrom(...tokens, 'Bearer', 'Basic YTpi', 'GET requestor_id=A')
        .map((value) => ['authorization', value] as const),
      one('ap-device-identifier', `fingerprint ${base64(DEVICE)}`, 'fingerprint', '='),
      one(
        'content-type',
        'application/json',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/xml',
      ),
      fc.array(
        fc.oneof(
          one('x-device-info', base64('{"model":"A"}'), base64('[]'), base64('null'), deep),
          one('x-forwarded-for', '203.0.113.7', ','),
          one('accept', 'application/json', 'application/xml', '*/*;q=x', ','),
          one('accept-language', 'en', '*'),
          one('ap-partner-framework-status', base64('{}'), deep),
          one('ap-temppass-identity', base64('{"email":"x"}'), deep),
          one('ap-visitor-identifier', 'x'),
          one('ad-service-token', 'a.b.c', `${base64('{}')}.${base64('{}')}.`),
          one('adobe-subject-token', 'a.b.c', deep),
          one('x-roku-reserved-roku-connect-token', 'a.b.c'),
          one('origin', 'https://evil.example', 'null'),
          one('cookie', 'a=b'),
          one('range', 'bytes=0-0', 'bytes=9-1', 'bytes=99999999999-'),
          one('content-encoding', 'gzip'),
          one('x-http-method-override', 'DELETE'),
          one('authorization', 'Bearer again'),
        ),
        { maxLength: 5 },
      ),
    )
    .map(([host, authorization, device, type, rest]) =>
      // A line break would end the header and make another test of it.
      [host, authorization, device, type, ...rest].map(
        ([name, value]) => [name, value.replace(/[\r\n]/g, ' ')] as const,
      ),
    );
}

function bodies(): fc.Arbitrary<Uint8Array> {
  const text = (value: string) => Buffer.from(value);
  const good = fc.constantFrom(...knownValues, 'client_credentials');
  const field = fc.tuple(
    fc.oneof(fc.constantFrom(...FIELDS), piece),
    fc.oneof(piece, good, fc.constantFrom('https%3A%2F%2Fnorthstar.example%2F')),
  );
  const names = ['software_statement', 'redirect_uri', 'item', 'mediaToken', 'now', 'advanceMs'];
  const more = ['code', 'user', 'path', 'times', 'status', 'expireProfiles', 'integration'];
  const key = fc.constantFrom(...FIELDS, ...names, ...more, '__proto__');
  return fc.oneof(
    fc.constant(new Uint8Array()),
    fc.array(field, { maxLength: 8 }).map((all) => text(all.map((one) => one.join('=')).join('&'))),
    fc
      .dictionary(key, fc.oneof(good, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 5 })
      .map((value) => text(JSON.stringify(value))),
    fc.json({ maxDepth: 6 }).map(text),
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom(
      text('['.repeat(50_000)),
      text(`{"resources":${'['.repeat(5_000)}${']'.repeat(5_000)}}`),
      text('{"resources":["A","A",null,1e999,{"__proto__":[]}]}'),
      text('mvpd=a&'.repeat(9_000)),
      text('x'.repeat(65_536)),
      text('x'.repeat(65_537)),
      text('y'.repeat(200_000)),
      new Uint8Array([0xff, 0xfe, 0x00, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
    ),
  );
}

const METHODS = [
  'GET',
  'POST',
  'DELETE',
  'PUT',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'PROPFIND',
  'NONSENSE',
];

export const requests: fc.Arbitrary<RawRequest> = fc
  .record({
    method: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('GET', 'POST') },
      fc.constantFrom(...METHODS),
    ),
    target: targets(),
    headers: headers(),
    body: bodies(),
  })
  .map((request) =>
    // Without a body; otherwise only the method would be checked.
    request.method === 'GET' ? { ...request, body: new Uint8Array() } : request,
  );

/** Addresses that a browser might resolve to another host. */
export const redirects: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'https:evil.example',
    'https://northstar.example@evil.example/',
    'https://northstar.example:x@evil.example/',
    'https://northstar.example.evil.example/',
    'https://evilnorthstar.example/',
    'https://evil.example\\@northstar.example/',
    'https://evil.example\\.northstar.example/',
    'https://evil.example#@northstar.example/',
    'https://evil.example?northstar.example',
    'https://northstar.example%2eevil.example/',
    'https://northstar.example\u3002evil.example/',
    'https://northstar.example\r\nlocation: https://evil.example/',
    'https://\tevil.example/',
    'javascript:alert(1)//northstar.example',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'http://[::ffff:203.0.113.7]/',
    'http://2130706433.evil.example/',
    `https://northstar.example/${MARKUP}`,
    'https://northstar.example/done?a=b#c',
    'http://localhost:1/',
  ),
);
