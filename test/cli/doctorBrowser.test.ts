import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../apps/cli/checks/report.ts';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { settingsFile } from '../../tools/paths.ts';
import { type CliRig, openCliRig, type Result } from './cliRig.ts';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

let sandbox: Sandbox;
let cliRig: CliRig;
let folder: string;
/** The programmer's own server: feed, playback and pictures, on another origin than the pages. */
let programmer: Server;
let own: string;
let seen: Seen[];
let cors: Record<string, string>;
let preflightStatus: number;
/** By path; a path that is not here gets the correct answer. */
let answers: Record<string, { status: number; type: string; body: string }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-browser-'));
  sandbox = await startSandbox({ quiet: true, throttle: false });
  cliRig = await openCliRig(sandbox.url);
  programmer = createServer((request, response) => {
    const path = request.url ?? '';
    const { method = '', headers } = request;
    seen.push({ method, path, headers });
    if (method === 'OPTIONS') return void response.writeHead(preflightStatus, cors).end();
    const { status, type, body } = answers[path] ?? usual(path);
    response.writeHead(status, { 'content-type': type, ...cors }).end(body);
  });
  await new Promise<void>((resolve) => programmer.listen(0, '127.0.0.1', resolve));
  own = `http://127.0.0.1:${(programmer.address() as AddressInfo).port}`;
});

afterAll(async () => {
  programmer.closeAllConnections();
  programmer.close();
  await cliRig.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  seen = [];
  answers = {};
  preflightStatus = 204;
  cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
});

function usual(path: string) {
  if (path.endsWith('.jpg')) return { status: 200, type: 'image/jpeg', body: 'x' };
  if (path === '/play') return { status: 403, type: 'application/json', body: '{}' };
  const movies = ['a', 'b'].map((id) => ({
    id,
    title: id,
    thumbnail: `${own}/${id}.jpg`,
    content: {},
    couchpass: { access: 'subscription', resource: 'NORTHSTAR-MAIN' },
  }));
  const playlists = [{ name: 'All', itemIds: ['a', 'b'] }];
  const categories = [{ name: 'All', playlistName: 'All' }];
  const feed = { movies, playlists, categories };
  return { status: 200, type: 'application/json', body: JSON.stringify(feed) };
}

async function examine(flags: string[] = [], brand: object = {}): Promise<Result> {
  const settings = JSON.parse(await readFile(settingsFile, 'utf8'));
  Object.assign(settings.appSettings.catalogue, {
    feedUrl: `${own}/feed.json`,
    playbackUrl: `${own}/play`,
  });
  Object.assign(settings.appSettings.brand, brand);
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  return cliRig.pass(['doctor', '--json', ...flags], { settings: file });
}

const checkOf = ({ reports }: Result, name: string) =>
  reports.find((it): it is Check => it.event === 'check' && it.check === name);
const page = 'http://localhost:8701';

describe('what a browser lets a page do', () => {
  it('is asked for as a browser asks: with Origin, and a preflight of the very headers', async () => {
    const result = await examine();
    for (const name of ['service', 'feed', 'playback']) {
      expect(checkOf(result, `${name} in browsers`)).toMatchObject({
        result: 'well',
        found: expect.stringContaining(`a page of ${page} may ask`),
      });
    }
    expect(checkOf(result, 'pictures')).toMatchObject({ result: 'well' });
    const preflights = seen.filter(({ method }) => method === 'OPTIONS');
    expect(preflights.map(({ path, headers }) => [path, headers])).toEqual([
      [
        '/play',
        expect.objectContaining({
          origin: page,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        }),
      ],
    ]);
    expect(seen.filter(({ headers }) => headers.origin === page).map(({ path }) => path)).toEqual([
      '/feed.json',
      '/play',
      '/play',
      '/a.jpg',
    ]);
  });

  it('asks the service for every header that the apps send, in V2 and V1', async () => {
    for (const api of ['v2', 'v1']) {
      sandbox.control.clearRequests();
      const result = await examine(['--api', api]);
      expect(checkOf(result, 'service in browsers')).toMatchObject({ result: 'well' });
      const preflights = sandbox.control.requests().filter(({ method }) => method === 'OPTIONS');
      const names = preflights.map(({ path, headers }) => [
        path,
        headers['access-control-request-method'],
        headers['access-control-request-headers'],
      ]);
      expect(names).toContainEqual(['/o/client/register', 'POST', 'content-type,x-device-info']);
      expect(names).toContainEqual(
        api === 'v2'
          ? [
              '/api/v2/NORTHSTAR/decisions/authorize/x',
              'POST',
              'ap-device-identifier,authorization,content-type,x-device-info',
            ]
          : ['/api/v1/logout', 'DELETE', 'authorization,x-device-info'],
      );
    }
  });

  it.each<[string, () => void, string, string]>([
    [
      'the feed without any header',
      () => {
        cors = {};
      },
      'feed in browsers',
      'GET {own}/feed.json is answered without Access-Control-Allow-Origin',
    ],
    [
      'the feed for another page',
      () => {
        cors['access-control-allow-origin'] = 'https://other.example';
      },
      'feed in browsers',
      `GET {own}/feed.json is answered with Access-Control-Allow-Origin: https://other.example, not for ${page}`,
    ],
    [
      'the feed for two at once',
      () => {
        cors['access-control-allow-origin'] = `${page}, https://other.example`;
      },
      'feed in browsers',
      `GET {own}/feed.json is answered with Access-Control-Allow-Origin: ${page}, https://other.example, not for ${page}`,
    ],
    [
      'a preflight that is refused',
      () => {
        preflightStatus = 405;
      },
      'playback in browsers',
      'the preflight (OPTIONS) of POST {own}/play is answered with 405',
    ],
    [
      'a preflight that is redirected',
      () => {
        preflightStatus = 302;
      },
      'playback in browsers',
      'the preflight (OPTIONS) of POST {own}/play is answered with 302',
    ],
    [
      'a preflight without the header that is sent',
      () => {
        cors['access-control-allow-headers'] = 'authorization, X-Other';
      },
      'playback in browsers',
      'the preflight (OPTIONS) of POST {own}/play is answered without content-type in Access-Control-Allow-Headers',
    ],
    [
      'pictures without any header',
      () => {
        cors = {};
      },
      'pictures',
      'GET {own}/a.jpg is answered without Access-Control-Allow-Origin',
    ],
  ])('%s: the missing header is named, and what to send', async (_, spoil, name, found) => {
    spoil();
    const result = await examine();
    expect(checkOf(result, name)).toMatchObject({
      result: 'wrong',
      found: found.replace('{own}', own),
      advice: expect.stringContaining('A browser keeps the answer from a page of'),
    });
    expect(checkOf(result, name)?.advice).toMatch(
      /It must answer .*"Access-Control-Allow-Origin: /,
    );
    expect(result.exit).toBe(1);
  });

  it('looks at pictures of the settings: whether they are there, and pictures', async () => {
    answers['/logo.svg'] = { status: 404, type: 'text/plain', body: 'no' };
    const gone = await examine([], { logo: `${own}/logo.svg` });
    expect(checkOf(gone, 'pictures')).toMatchObject({
      result: 'wrong',
      found: `${own}/logo.svg answers 404 text/plain`,
    });
    answers['/logo.svg'] = { status: 200, type: 'text/html', body: '<title>Home</title>' };
    const other = await examine([], { logo: `${own}/logo.svg` });
    expect(checkOf(other, 'pictures')?.found).toBe(`${own}/logo.svg answers 200 text/html "Home"`);
  });

  it('asks for every place that --origin names', async () => {
    cors['access-control-allow-origin'] = page;
    const result = await examine(['--origin', 'https://tv.example']);
    expect(checkOf(result, 'feed in browsers')?.found).toBe(
      `GET ${own}/feed.json is answered with Access-Control-Allow-Origin: ${page}, not for https://tv.example`,
    );
    for (const bad of ['tv.example', 'https://tv.example/app', 'ftp://tv.example', '']) {
      const { exit, err } = await cliRig.pass(['doctor', '--origin', bad]);
      expect(exit).toBe(2);
      expect(err).toContain('--origin takes scheme and host such as https://tv.example.com');
    }
    const elsewhere = await cliRig.pass(['status', '--origin', 'https://tv.example']);
    expect(elsewhere).toMatchObject({
      exit: 2,
      err: expect.stringContaining('status has no --origin'),
    });
  });
});

describe('the end of V1', () => {
  it('is told when the settings say V1, and is nothing wrong yet', async () => {
    const result = await examine(['--api', 'v1']);
    expect(checkOf(result, 'generation')).toMatchObject({
      result: 'notice',
      found: expect.stringMatching(/ended support .* 31 December 2025.* end of 2026/),
      advice: expect.stringContaining('pass.api to "v2"'),
    });
    expect(result.reports.at(-1)).toMatchObject({ event: 'health' });
    const v2 = await examine();
    expect(checkOf(v2, 'generation')).toMatchObject({ result: 'well', found: 'REST API V2' });
  });
});
