import { describe, expect, test } from 'vitest';
import { HarError, readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { summaryOf } from '../../../apps/sandbox/judge/summary.ts';
import { verdictOn } from './app.ts';
import { har, recording } from './har.ts';
import { tools } from './harTools.ts';

const plain = judge(readHar(har(recording())));

describe.each(Object.entries(tools))('a file of %s', (_, write) => {
  const report = judge(readHar(write()));

  test('is judged as the same requests from any other tool', () => {
    expect(verdictOn(report.clients[0])).toEqual(verdictOn(plain.clients[0]));
    expect(report.clients).toHaveLength(1);
    expect(report.requests).toBe(plain.requests);
  });
});

describe('entries that are no exchange', () => {
  const leftOut = (tool: string) =>
    Object.fromEntries(
      readHar(tools[tool]?.() ?? '').leftOut?.map(({ reason, count }) => [reason, count]) ?? [],
    );

  test('are counted by reason', () => {
    expect(leftOut('Chrome')).toEqual({
      "from the browser's own memory or disk, not sent": 1,
      "a browser's own question before a request (OPTIONS)": 1,
      'without an answer (status 0)': 1,
      'a web socket': 1,
      'no HTTP: a URL that begins with data:': 1,
      'no HTTP: a URL that begins with chrome-extension:': 1,
      'no HTTP: a URL that begins with about:': 1,
      'no HTTP: a URL that begins with blob:': 1,
      'not for the service': 1,
    });
    expect(leftOut('Fiddler')).toEqual({
      'the opening of a tunnel (CONNECT)': 1,
      'not for the service': 1,
    });
    expect(leftOut('mitmproxy')).toEqual({
      'without an answer (status 0)': 1,
      'without a request': 5,
      'not for the service': 1,
    });
  });

  test('are said in what a terminal shows', () => {
    const text = summaryOf(judge(readHar(tools.Chrome?.() ?? '')));
    expect(text).toContain('Left out: 1 entry, a web socket.\n');
    expect(text).toMatch(/0 broken, \d+ met, \d+ not judged, \d+ not exercised/);
  });

  test('alone make a file that cannot be judged, and the first of them is named', () => {
    const connect = { request: { method: 'CONNECT', url: '192.168.1.20:8009' } };
    const file = JSON.stringify({ log: { entries: [connect, {}] } });
    expect(() => readHar(file)).toThrow(
      new HarError(
        'the file holds no requests that can be judged: entry 1 is the opening of a tunnel (CONNECT)',
      ),
    );
  });
});

describe('addresses', () => {
  const urlOf = (request: object) =>
    readHar(
      JSON.stringify({
        log: {
          entries: [
            {
              startedDateTime: '2026-05-01T12:00:00Z',
              request: { method: 'get', ...request },
              response: { status: '200', content: {} },
            },
          ],
        },
      }),
    ).exchanges.map(({ method, host, path }) => `${method} ${host}${path}`);

  test('may be a path, with the host among the headers', () => {
    const headers = [{ name: ':authority', value: 'sp.auth.adobe.com' }];
    const expected = ['GET sp.auth.adobe.com/api/v2/NORTHSTAR/profiles'];
    expect(urlOf({ url: '/api/v2/NORTHSTAR/profiles', headers })).toEqual(expected);
    const host = [{ name: 'Host', value: 'sp.auth.adobe.com' }];
    expect(urlOf({ url: '/api/v2/NORTHSTAR/profiles', headers: host })).toEqual(expected);
  });
});
