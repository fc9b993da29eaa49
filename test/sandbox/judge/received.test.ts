import { AssertionError } from 'node:assert';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  expectReceived,
  type ReceivedOptions,
  received,
  type Sandbox,
  startSandbox,
} from '../../../apps/sandbox/index.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ quiet: true, throttle: false });
  const ask = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.url}${path}`, { method, ...init });
  const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) });
  await ask(
    'POST',
    '/api/v2/ACMETV/sessions',
    form({ mvpd: 'ValleyCable', domainName: 'acme.tv' }),
  );
  await ask('GET', '/api/v2/ACMETV/profiles/code/ABC', {
    headers: { 'X-Couchpass-Client': 'kitchen' },
  });
  await ask('GET', '/api/v2/ACMETV/profiles/code/ABC');
  await ask('POST', '/api/v2/ACMETV/decisions/authorize/ValleyCable', {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ resources: ['ACME-NEWS', 'ACME-SPORT'] }),
  });
  await ask('GET', '/api/v2/ACMETV/logout/ValleyCable?redirectUrl=https%3A%2F%2Facme.tv');
  await ask('OPTIONS', '/api/v2/ACMETV/profiles', {
    headers: { Origin: 'https://acme.tv', 'Access-Control-Request-Method': 'GET' },
  });
});
afterEach(() => sandbox.close());

const poll = '/api/v2/ACMETV/profiles/code/ABC';
const authorize = '/api/v2/ACMETV/decisions/authorize/ValleyCable';

describe('received and expectReceived', () => {
  test.each<[string, string | RegExp, ReceivedOptions]>([
    ['POST', '/api/v2/ACMETV/sessions', { times: 1 }],
    ['post', '/api/v2/*/sessions', {}],
    ['*', '/api/v2/**', { times: 5 }],
    ['OPTIONS', '/api/v2/**', { times: 1 }],
    ['GET', /\/profiles\/code\/[A-Z]{3}$/g, { times: 2 }],
    ['GET', poll, { atLeast: 2 }],
    ['GET', poll, { atMost: 2 }],
    ['GET', poll, { atLeast: 1, atMost: 3 }],
    ['GET', poll, { client: 'kitchen', times: 1 }],
    ['GET', '/nowhere', { times: 0 }],
    ['GET', poll, { after: 3, times: 0 }],
    ['POST', '/api/v2/ACMETV/sessions', { status: 401 }],
    ['POST', '/api/v2/ACMETV/sessions', { body: { mvpd: 'ValleyCable' } }],
    ['POST', '/api/v2/ACMETV/sessions', { body: { mvpd: /^Valley/, domainName: 'acme.tv' } }],
    ['POST', authorize, { body: { resources: ['ACME-NEWS', expect.any(String)] } }],
    ['POST', authorize, { headers: { 'content-type': /json/ } }],
    ['GET', '/api/v2/ACMETV/logout/*', { query: { redirectUrl: 'https://acme.tv' } }],
  ])('%s %s %j is found', (method, path, options) => {
    expect(() => expectReceived(sandbox, method, path, options)).not.toThrow();
  });

  test.each<[string, string | RegExp, ReceivedOptions, RegExp]>([
    [
      'POST',
      '/api/v2/ACMETV/sessions',
      { times: 2 },
      /to have received POST \/api\/v2\/ACMETV\/sessions 2 times, but it received it once\.\nThese were:\n {2}#1 POST \/api\/v2\/ACMETV\/sessions 401$/,
    ],
    [
      'GET',
      poll,
      { times: 0 },
      /never, but it received it 2 times\.\nThese were:\n {2}#2 .*\n {2}#3 /,
    ],
    [
      'DELETE',
      '/api/v2/**',
      {},
      /at least once, but it received it never\.\nIt received:\n {2}#1 POST \/api\/v2\/ACMETV\/sessions 401 \{"mvpd":"ValleyCable","domainName":"acme\.tv"\}\n/,
    ],
    ['GET', poll, { atMost: 1 }, /at most once, but it received it 2 times/],
    ['GET', poll, { atLeast: 3, atMost: 4 }, /3 to 4 times, but/],
    [
      'POST',
      authorize,
      { body: { resources: ['ACME-NEWS'] } },
      /with \{"body":\{"resources":\["ACME-NEWS"\]\}\}/,
    ],
    ['POST', authorize, { body: { resources: { length: 2, 0: 'ACME-NEWS' } } }, /never/],
    ['GET', poll, { after: 99 }, /It received nothing at all\.$/],
  ])('%s %s %j fails in words', (method, path, options, words) => {
    const look = () => expectReceived(sandbox, method, path, options);
    expect(look).toThrow(AssertionError);
    expect(look).toThrow(words);
  });

  test('give the requests themselves', () => {
    expect(received(sandbox, 'GET', poll).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(expectReceived(sandbox, 'POST', authorize)[0]?.body).toEqual({
      resources: ['ACME-NEWS', 'ACME-SPORT'],
    });
  });

  test.each([
    [['G ET', '/a'], /^method: one such as "POST"/],
    [['GET', 'a'], /^path: one that begins with "\/"/],
    [['GET', '/a?b=c'], /^path: it stands without a query; give that as query/],
    [
      ['GET', '/a', { time: 1 }],
      /^there is no option "time"; there are status, .*times, atLeast, atMost$/,
    ],
    [['GET', '/a', { times: -1 }], /^times: a whole number from 0 on/],
    [['GET', '/a', { times: '1' }], /^times: a whole number/],
    [['GET', 7], /^path: /],
  ])('%j are refused in words', (args, words) => {
    const [method, path, options] = args as unknown as [string, string, ReceivedOptions];
    expect(() => expectReceived(sandbox, method, path, options)).toThrow(TypeError);
    expect(() => expectReceived(sandbox, method, path, options)).toThrow(words);
  });
});
