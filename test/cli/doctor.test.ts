import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, softwareStatement, startSandbox } from '../../apps/sandbox/index.ts';
import { settingsFile } from '../../tools/paths.ts';
import { type CliRig, openCliRig, type PassOptions, type Result } from './cliRig.ts';

let sandbox: Sandbox;
let cliRig: CliRig;
let folder: string;
/** A programmer's server whose answers the test defines. */
let programmer: Server;
let own: string;
let answer: { status: number; type: string; body: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-doctor-'));
  programmer = createServer((_request, response) => {
    response.writeHead(answer.status, { 'Content-Type': answer.type });
    response.end(answer.body);
  });
  own = await listen(programmer);
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(async () => {
  programmer.closeAllConnections();
  await new Promise((resolve) => programmer.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  answer = { status: 200, type: 'text/html; charset=utf-8', body: '<h1>Activate</h1>' };
  sandbox = await startSandbox({ quiet: true, throttle: false });
  cliRig = await openCliRig(sandbox.url);
});

afterEach(async () => {
  await cliRig.close();
  await sandbox.close();
});

type Part = Record<string, unknown>;
type Settings = { appSettings: { pass: Part; catalogue: Part } };

/** Runs the doctor on the shipped settings after `change`, with a second-screen page that exists. */
async function examine(
  change: (settings: Settings['appSettings']) => void = () => {},
  flags = ['--json'],
  options: PassOptions = {},
): Promise<Result> {
  const settings = JSON.parse(await readFile(settingsFile, 'utf8')) as Settings;
  settings.appSettings.pass.activateUrl = `${own}/activate`;
  change(settings.appSettings);
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  return cliRig.pass(['doctor', ...flags], { ...options, settings: file });
}

function checkOf({ reports }: Result, name: string) {
  return reports.find((report) => report.event === 'check' && report.check === name);
}

/** Expects that exactly these checks are wrong, and exit code 1. */
function expectWrong(result: Result, ...names: string[]): void {
  const wrong = result.reports.flatMap((report) =>
    report.event === 'check' && report.result === 'wrong' ? [report.check] : [],
  );
  expect(wrong).toEqual(names);
  expect(result.reports.at(-1)).toEqual({ event: 'health', well: false, wrong: names.length });
  expect(result.exit).toBe(1);
  for (const report of result.reports) {
    if (report.event === 'check')
      expect('advice' in report).toBe(['wrong', 'notice'].includes(report.result));
  }
}

describe('an integration that is well', () => {
  it.each(['v2', 'v1'])('passes every check over %s', async (api) => {
    const result = await examine(({ pass }) => {
      pass.api = api;
      pass.freePreview = 'TempPass_Northstar';
    });
    expect(result.reports.at(-1)).toEqual({ event: 'health', well: true, wrong: 0 });
    expect(result.exit).toBe(0);
    const checks = result.reports.flatMap((it) => (it.event === 'check' ? [it] : []));
    expect(checks.map(({ check, result: found }) => `${check}: ${found}`)).toEqual([
      'settings: well',
      `generation: ${api === 'v1' ? 'notice' : 'well'}`,
      'service: well',
      'clock: well',
      'registration: well',
      'configuration: well',
      'domain: well',
      'free preview: well',
      'second screen: well',
      'feed: well',
      'playback: well',
      'service in browsers: well',
      'feed in browsers: well',
      'playback in browsers: well',
      'pictures: well',
      'storage: well',
    ]);
    expect(checkOf(result, 'configuration')).toMatchObject({
      found: expect.stringMatching(/^\d+ providers and 2 TempPasses for NORTHSTAR$/),
    });
    expect(checkOf(result, 'feed')).toMatchObject({
      found: expect.stringMatching(/^\d+ rows, \d+ items, 4 resources \(NORTHSTAR-MAIN, /),
    });
  });

  it('says so in words, and leaves nothing behind', async () => {
    const { exit, out } = await examine(undefined, []);
    expect(exit).toBe(0);
    expect(out).toContain('✓ domain: northstar.example is registered\n');
    expect(out).toContain('– free preview: the settings name none (pass.freePreview)\n');
    expect(out.endsWith('\nAll is well.\n')).toBe(true);
    expect((await cliRig.pass(['profiles'])).exit).toBe(1);
    expect(sandbox.control.profiles()).toEqual([]);
  });
});

describe('settings', () => {
  it('are named fault by fault, and nothing is sent', async () => {
    const result = await examine(({ pass }) => {
      delete pass.serviceProvider;
      pass.api = 'v3';
    });
    expectWrong(result, 'settings', 'settings');
    expect(sandbox.control.requests()).toEqual([]);
  });
});

describe('the service', () => {
  it('that nobody reaches: exit code 3, and the rest is looked at all the same', async () => {
    await sandbox.close();
    const result = await examine(undefined, ['--json']);
    expect(result.exit).toBe(3);
    expect(checkOf(result, 'service')).toMatchObject({ result: 'wrong' });
    expect(checkOf(result, 'registration')).toMatchObject({ result: 'skipped' });
    expect(checkOf(result, 'second screen')).toMatchObject({ result: 'well' });
    expect(checkOf(result, 'storage')).toMatchObject({ result: 'well' });
  });

  it('whose clock is another', async () => {
    let ahead = 3_600_000;
    // The same service behind a proxy with another clock.
    const door = createServer(async (request, response) => {
      const chunks: Buffer[] = await request.toArray();
      const { method = 'GET', url = '/' } = request;
      const headers = Object.entries(request.headers).filter(
        ([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name),
      ) as [string, string][];
      const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
      const redirect = 'manual';
      const answered = await fetch(sandbox.url + url, { method, headers, redirect, ...body });
      const told = [...answered.headers].filter(([name]) => !/^(date|content-)/.test(name));
      response.writeHead(answered.status, {
        ...Object.fromEntries(told),
        'Content-Type': answered.headers.get('content-type') ?? 'text/plain',
        Date: new Date(Date.now() + ahead).toUTCString(),
      });
      response.end(Buffer.from(await answered.arrayBuffer()));
    });
    const env = { PASS_BASE_URL: await listen(door) };
    try {
      const result = await examine(undefined, ['--json'], { env });
      expectWrong(result, 'clock');
      expect(checkOf(result, 'clock')).toMatchObject({
        found: expect.stringMatching(/^this computer is (3599|360\d) s behind the service$/),
      });
      ahead = -30_000;
      const near = await examine(undefined, ['--json'], { env });
      expect(near.exit).toBe(0);
      expect(checkOf(near, 'clock')).toMatchObject({
        found: expect.stringMatching(/^this computer is (29|3\d) s ahead of the service$/),
      });
    } finally {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
    }
  });
});

describe('registration and token', () => {
  it('a statement that the service did not issue', async () => {
    sandbox.control.rules({ takes: { softwareStatement: false } });
    const result = await examine(({ pass }) => {
      pass.softwareStatement = 'not.a.statement';
    });
    expectWrong(result, 'registration');
    expect(checkOf(result, 'registration')).toMatchObject({
      found: '400 invalid_software_statement',
      advice: expect.stringContaining('TVE Dashboard'),
    });
    expect(checkOf(result, 'configuration')).toMatchObject({ result: 'skipped' });
  });

  it('a statement that was revoked, though credentials of it are remembered', async () => {
    expect((await cliRig.pass(['providers'])).exit).toBe(0);
    sandbox.control.rules({ revokeStatement: 'northstar-tv' });
    const result = await examine();
    expectWrong(result, 'registration');
    expect(checkOf(result, 'registration')).toMatchObject({
      found: '400 unapproved_software_statement',
      advice: expect.stringContaining('revoked or not approved'),
    });
  });

  it('a statement without the scope of V2', async () => {
    const result = await examine(({ pass }) => {
      pass.softwareStatement = softwareStatement('northstar-legacy');
    });
    expectWrong(result, 'configuration');
    expect(checkOf(result, 'configuration')).toMatchObject({
      found: expect.stringContaining('401 invalid_access_token_client_application'),
      advice: expect.stringContaining('api:client:v2'),
    });
    expect(checkOf(result, 'domain')).toMatchObject({ result: 'skipped' });
  });

  it('a statement of another service provider, and one that nobody knows', async () => {
    sandbox.control.rules({ takes: { serviceProvider: false } });
    const others = await examine(({ pass }) => {
      pass.serviceProvider = 'LIGHTHOUSE';
    });
    expectWrong(others, 'configuration');
    expect(checkOf(others, 'configuration')).toMatchObject({
      found: expect.stringContaining('invalid_access_token_service_provider'),
    });
    const unknown = await examine(({ pass }) => {
      pass.serviceProvider = 'NOSUCH';
    });
    expectWrong(unknown, 'configuration');
    expect(checkOf(unknown, 'configuration')).toMatchObject({
      advice: expect.stringContaining('does not know pass.serviceProvider'),
    });
  });
});

describe('what the configuration tells', () => {
  it('a domain that is not registered', async () => {
    const result = await examine(({ pass }) => {
      pass.domainName = 'southstar.example';
    });
    expectWrong(result, 'domain');
    expect(checkOf(result, 'domain')).toMatchObject({
      advice: expect.stringContaining('northstar.example'),
    });
  });

  it.each([
    ['TempPass_Nowhere', 'is not in the configuration'],
    ['HarborTV', 'is a provider, not a TempPass'],
  ])('a free preview by %s', async (id, words) => {
    const result = await examine(({ pass }) => {
      pass.freePreview = id;
    });
    expectWrong(result, 'free preview');
    expect(checkOf(result, 'free preview')).toMatchObject({
      found: expect.stringContaining(words),
      advice: expect.stringContaining('TempPass_Northstar'),
    });
  });
});

describe('what the programmer runs', () => {
  it('a second-screen page that is not there', async () => {
    answer = { status: 404, type: 'text/plain', body: 'no' };
    const result = await examine();
    expectWrong(result, 'second screen');
    expect(checkOf(result, 'second screen')).toMatchObject({
      found: `${own}/activate answers 404 text/plain`,
    });
  });

  const film = { id: 'film', title: 'Film', content: { videos: [] } };
  const short = {
    id: 'short',
    title: 'Short',
    content: { videos: [{ url: 'https://v.example/', videoType: 'HLS' }] },
  };
  const rows = {
    playlists: [{ name: 'All', itemIds: ['film', 'short'] }],
    categories: [{ name: 'All', playlistName: 'All' }],
  };

  it.each<[string, unknown, string]>([
    ['is no JSON', 'nothing', 'captive_portal'],
    ['has no rows', { movies: [film] }, '0 rows, 0 items'],
    [
      'has an item for subscribers of no resource',
      {
        ...rows,
        movies: [{ ...film, couchpass: { access: 'subscription' } }],
        shortFormVideos: [short],
      },
      'for subscribers, but of no resource: film',
    ],
    [
      'has a free item without a video',
      { ...rows, movies: [film], shortFormVideos: [short] },
      'free, but without a video: film',
    ],
  ])('a feed that %s', async (_what, feed, words) => {
    answer = { status: 200, type: 'text/html', body: JSON.stringify(feed) };
    const result = await examine(({ catalogue }) => {
      catalogue.feedUrl = `${own}/feed.json`;
    });
    expectWrong(result, 'feed');
    expect(checkOf(result, 'feed')).toMatchObject({ found: expect.stringContaining(words) });
  });

  it('a feed of which something is lost: so many of so many, and why', async () => {
    const twice = [short, short, { title: 'Nameless' }, { ...short, id: 7, title: '' }];
    const feed = { movies: [...twice, film], categories: [{ name: 'Gone', playlistName: 'gone' }] };
    answer = { status: 200, type: 'text/html', body: JSON.stringify(feed) };
    const result = await examine(({ catalogue }) => {
      catalogue.feedUrl = `${own}/feed.json`;
    });
    expectWrong(result, 'feed');
    expect(checkOf(result, 'feed')).toMatchObject({
      found:
        '1 rows, 1 items, 0 resources (); without a resource, so free: short; left out: 4 of 5; ' +
        'the same id again: short; without an id: Nameless; without a title: 7; ' +
        'free, but without a video: film; categories of a playlist that does not exist: Gone',
    });
  });

  it('a feed in which everything is over', async () => {
    const over = { ...short, content: { ...short.content, validityPeriodEnd: '2020-01-01' } };
    answer = { status: 200, type: 'text/html', body: JSON.stringify({ movies: [over] }) };
    const result = await examine(({ catalogue }) => {
      catalogue.feedUrl = `${own}/feed.json`;
    });
    expectWrong(result, 'feed');
    expect(checkOf(result, 'feed')).toMatchObject({
      found: expect.stringContaining('not valid at this time: 1 of 1'),
    });
  });

  it.each([
    [200, 'It gives streams to anybody.'],
    [404, 'It does not know'],
    [500, '401 or 403 is right'],
  ])('a playback endpoint that answers a made-up token with %i', async (status, words) => {
    sandbox.control.addFault({ path: '/programmer/play', status, body: { url: 'x', type: 'y' } });
    const result = await examine();
    expectWrong(result, 'playback');
    expect(checkOf(result, 'playback')).toMatchObject({ advice: expect.stringContaining(words) });
  });
});

describe('the store', () => {
  it('that cannot be written', async () => {
    // A file in place of the folder stops every user, root included.
    await rm(cliRig.store, { recursive: true });
    await writeFile(cliRig.store, '');
    const result = await examine();
    expectWrong(result, 'storage');
    expect(checkOf(result, 'storage')).toMatchObject({
      found: `${cliRig.store} cannot be read (ENOTDIR)`,
    });
  });
});
