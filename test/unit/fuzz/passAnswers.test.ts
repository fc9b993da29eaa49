import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PassError } from '../../../core/index.ts';
import { readRegistration, readToken } from '../../../core/pass/dcr.ts';
import * as v2 from '../../../core/pass/v2/responses.ts';
import { fuzz, jsonOf, megabyteOf, read, textOf } from '../../support/fuzz.ts';

const names = [
  ...['code', 'action', 'status', 'message', 'details', 'trace', 'error', 'url', 'actionName'],
  ...['profiles', 'decisions', 'logouts', 'requestor', 'mvpds', 'id', 'displayName', 'resource'],
  ...['client_id', 'client_secret', 'grant_types', 'access_token', 'expires_in', 'notAfter'],
  ...[
    'notBefore',
    'attributes',
    'value',
    'state',
    'authorized',
    'token',
    'serializedToken',
    'mvpd',
  ],
  ...[
    'actionType',
    'sessionId',
    'reasonType',
    'parameters',
    'missingParameters',
    'logoUrl',
    'type',
  ],
];
const values = [
  ...[
    'C0DE777',
    'authenticate',
    'authorized',
    'retry',
    'invalid_client',
    'javascript:x',
    '//',
    '/x',
  ],
  ...[
    'https://a.example',
    'http://[',
    403,
    429,
    9e99,
    '9e99',
    '-1',
    1_790_000_000_000,
    'ValleyCable',
  ],
  ...['authenticated_profile_missing', 'constructor'],
];
const bodies = fc.oneof(
  jsonOf(names, values).map((value) => JSON.stringify(value)),
  textOf('{', '}', '[', ']', '"', ',', ':', '<', '<html>', '\ufeff'),
);
const statuses = fc.constantFrom(
  ...[0, 200, 201, 204, 302, 304, 400, 401, 403, 404, 429, 500, 511],
);
const types = fc.constantFrom('application/json', 'application/problem+json', 'text/html', '');

type Reader = (
  answer: { status: number; contentType: string; text: string },
  base: string,
) => unknown;
const readers = Object.entries({ readRegistration, readToken, ...v2 }).filter(([name]) =>
  name.startsWith('read'),
) as [string, Reader][];

describe.each(readers)('%s', { timeout: 60_000 }, (name, reader) => {
  const take = (status: number, contentType: string, text: string) =>
    read(
      `${name} ${status} ${text}`,
      () => reader({ status, contentType, text }, 'https://pass.example'),
      (thrown) => {
        if (!(thrown instanceof PassError)) return false;
        expect([typeof thrown.code, typeof thrown.action]).toEqual(['string', 'string']);
        expect(thrown.status).toBeTypeOf('number');
        return true;
      },
    );

  it('reads whatever comes, or throws a PassError', () => {
    fc.assert(
      fc.property(statuses, types, bodies, (status, type, text) => {
        take(status, type, text);
      }),
      fuzz(700),
    );
    expect(Object.prototype).not.toHaveProperty('code');
  });

  it.each(['[{"profiles":', '"\\', ' \n', '{"url":"/'])(
    'takes no time for a megabyte of %j',
    (unit) => {
      const long = megabyteOf(unit);
      take(200, 'application/json', long);
      take(403, '', `${long}x`);
      take(200, 'application/json', JSON.stringify({ code: long, url: long, profiles: {} }));
      take(403, 'application/json', JSON.stringify({ code: long, error: { code: long } }));
    },
  );
});

describe('times that no calendar has', () => {
  const profileUntil = (notAfter: unknown) =>
    v2.readProfiles({
      status: 200,
      contentType: 'application/json',
      text: JSON.stringify({ profiles: { ValleyCable: { notBefore: 1, notAfter, issuer: 'V' } } }),
    })[0]?.notAfter;

  it.each([9e99, -9e99, '9e99', 1e16, Number.MAX_VALUE])(
    '%j can be written as a date',
    (notAfter) => {
      expect(() => new Date(profileUntil(notAfter) ?? Number.NaN).toISOString()).not.toThrow();
    },
  );

  it('are none of a token: it would be good for ever', () => {
    const tokenOf = (expires: string) => () =>
      readToken({
        status: 201,
        contentType: 'application/json',
        text: `{"access_token":"x","expires_in":${expires}}`,
      });
    for (const expires of ['1e999', '"Infinity"', '{"valueOf":1}', '[6]', 'null', '-1', '""']) {
      expect(tokenOf(expires), expires).toThrow(PassError);
    }
    expect(tokenOf('"21600"')()).toEqual({ value: 'x', expiresIn: 21_600 });
  });
});
