import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { settingsFile } from '../../tools/paths.ts';
import { type CliRig, type Keys, openCliRig, type PassOptions } from './cliRig.ts';
import { signIn } from './signIn.ts';

const film = 'the-long-meridian';
let folder: string;
let made = 0;
let settings: string;
let sandbox: Sandbox;
let cliRig: CliRig;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-streams-'));
  settings = await settingsWith({ applicationId: 'northstar-tv' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  sandbox = await startSandbox({ quiet: true, throttle: false });
  sandbox.control.rules({ concurrency: { subject: 'base64' } });
  cliRig = await openCliRig(sandbox.url);
});
afterEach(async () => {
  await cliRig.close();
  await sandbox.close();
});

async function settingsWith(more: object): Promise<string> {
  const raw = JSON.parse(await readFile(settingsFile, 'utf8'));
  raw.appSettings.concurrency = { baseUrl: '/v2/', ...more };
  made += 1;
  const file = join(folder, `settings-${made}.json`);
  await writeFile(file, JSON.stringify(raw));
  return file;
}

const pass = (argv: readonly string[], options: PassOptions = {}) =>
  cliRig.pass([...argv, '--json'], { settings, ...options });

/** Runs `act` once, as soon as the event has been printed. */
function when(event: string, act: (keys: Keys) => void): PassOptions['watch'] {
  let done = false;
  return (output, keys) => {
    if (done || !output.includes(`"event":"${event}"`)) return;
    done = true;
    act(keys);
  };
}

const asked = () =>
  sandbox.control
    .requests()
    .filter(({ path }) => path.startsWith('/v2/') || path === '/programmer/play')
    .map(({ method, path }) => `${method} /${path.split('/')[path.startsWith('/v2/') ? 2 : 1]}`);

describe('play', () => {
  it('has the stream counted between the permit and the playback endpoint, and ends it at Enter', async () => {
    await signIn(sandbox, cliRig);
    const running: (string | undefined)[] = [];
    const look = when('counted', (keys) => {
      running.push(...sandbox.control.streams().map(({ channel }) => channel));
      keys.enter();
    });
    const { exit, reports } = await pass(['play', film], { watch: look });
    expect(exit).toBe(0);
    expect(reports.map(({ event }) => event)).toEqual(['stream', 'counted', 'left']);
    expect(running).toEqual(['Northstar']);
    expect(sandbox.control.streams()).toEqual([]);
    expect(asked()).toEqual([
      'GET /metadata',
      'POST /sessions',
      'POST /programmer',
      'DELETE /sessions',
    ]);
  });

  it('ends it at Ctrl-C, too', async () => {
    await signIn(sandbox, cliRig);
    const { exit } = await pass(['play', film], { watch: when('counted', (k) => k.interrupt()) });
    expect(exit).toBe(4);
    expect(sandbox.control.streams()).toEqual([]);
  });

  it('plays nothing on a full account, and says what runs', async () => {
    await signIn(sandbox, cliRig);
    sandbox.control.rules({ concurrency: { streamLimit: 2 } });
    sandbox.control.startStream({ device: 'Kitchen', channel: 'Sport' });
    sandbox.control.startStream({ device: "Joe's iPad" });
    const { exit, reports } = await pass(['play', film]);
    expect(exit).toBe(1);
    expect(reports).toMatchObject([
      {
        event: 'crowded',
        streams: [
          { number: 1, device: 'Kitchen', channel: 'Sport' },
          { number: 2, device: "Joe's iPad" },
        ],
      },
    ]);
    expect(asked()).toEqual(['GET /metadata', 'POST /sessions']);
    const { err } = await cliRig.pass(['play', film], { settings });
    expect(err).toContain('watching on 2 screens already');
    expect(err).toMatch(/1\. Kitchen · Northstar · Sport, since /);
  });

  it('ends another by choice, after a moment to think better of it', async () => {
    await signIn(sandbox, cliRig);
    sandbox.control.rules({ concurrency: { streamLimit: 1 } });
    sandbox.control.startStream({ device: 'Kitchen' });
    const watch = when('counted', (keys) => keys.enter());
    const { exit, reports } = await pass(['play', film, '--end', 'kitchen'], { watch });
    expect(exit).toBe(0);
    const events = reports.map(({ event }) => event);
    expect(events).toEqual(['ending', 'stream', 'counted', 'left']);
    const broken = sandbox.control
      .conformance()
      .clients.flatMap(({ rows }) => rows.filter(({ state }) => state === 'broken'));
    expect(broken).toEqual([]);
  });

  it('shows the list when what was typed is none of them', async () => {
    await signIn(sandbox, cliRig);
    sandbox.control.rules({ concurrency: { streamLimit: 1 } });
    sandbox.control.startStream({ device: 'Kitchen' });
    const { exit, reports } = await pass(['play', film, '--end', '7']);
    expect([exit, reports.map(({ event }) => event)]).toEqual([1, ['crowded']]);
    expect(sandbox.control.streams()).toHaveLength(1);
  });

  it.each([
    ['play, the default', {}, 0, ['uncounted', 'stream']],
    ['refuse', { whenUnreachable: 'refuse' }, 2, ['problem']],
  ])('with an id that nobody knows does as the settings say: %s', async (_, more, exit, events) => {
    await signIn(sandbox, cliRig);
    const file = await settingsWith({ applicationId: 'nobody', ...more });
    const result = await pass(['play', film], { settings: file });
    expect([result.exit, result.reports.map(({ event }) => event)]).toEqual([exit, events]);
  });

  it('has nothing counted that is free, nor where the settings do not name it', async () => {
    await signIn(sandbox, cliRig);
    expect((await pass(['play', 'mile-zero'])).exit).toBe(0);
    expect((await cliRig.pass(['play', film, '--json'])).exit).toBe(0);
    expect(asked().filter((call) => call !== 'POST /programmer')).toEqual([]);
  });

  it('has nothing counted where the provider tells no account', async () => {
    sandbox.control.rules({ concurrency: { subject: 'none' } });
    await signIn(sandbox, cliRig);
    const { exit, reports } = await pass(['play', film]);
    expect([exit, reports.map(({ event }) => event)]).toEqual([0, ['uncounted', 'stream']]);
    expect(asked()).toEqual(['POST /programmer']);
  });
});

describe('streams', () => {
  it('lists what runs, and ends one', async () => {
    await signIn(sandbox, cliRig);
    sandbox.control.startStream({ device: 'Kitchen' });
    sandbox.control.startStream({ device: 'Den' });
    const { reports } = await pass(['streams']);
    expect(reports).toMatchObject([
      { event: 'streams', streams: [{ device: 'Kitchen' }, { number: 2, device: 'Den' }] },
    ]);
    expect((await pass(['streams', '--end', '2'])).reports).toMatchObject([
      { event: 'ended', stream: { device: 'Den' } },
    ]);
    expect(sandbox.control.streams().map(({ device }) => device)).toEqual(['Kitchen']);
    const { exit, err } = await cliRig.pass(['streams', '--end', 'Den'], { settings });
    expect(exit).toBe(2);
    expect(err).toContain('No stream runs on "Den"');
  });

  it('says why it cannot', async () => {
    expect((await pass(['streams'])).reports).toMatchObject([{ event: 'notSignedIn' }]);
    const { exit, err } = await cliRig.pass(['streams']);
    expect(exit).toBe(2);
    expect(err).toContain('The settings name no Concurrency Monitoring');
  });
});

describe('--trace', () => {
  it('shows neither the account nor a session nor a code', async () => {
    await signIn(sandbox, cliRig);
    const names = ['playing', 'kitchen'];
    sandbox.control.startStream({ device: names[1] ?? '' });
    const ids = sandbox.control.streams().map(({ id }) => id);
    const kept = await readFile(join(cliRig.store, 'couchpass_2f_profile.json'), 'utf8');
    const subject = JSON.parse(kept).value.attributes.upstreamUserID.value as string;
    expect(subject).toMatch(/\/.*\+==$/);
    sandbox.control.rules({ concurrency: { streamLimit: 1 } });
    const runs = [
      await pass(['streams', '--trace']),
      await pass(['play', film, '--trace']),
      await pass(['play', film, '--trace', '--end', '1'], {
        watch: when('counted', (keys) => {
          ids.push(...sandbox.control.streams().map(({ id }) => id));
          keys.enter();
        }),
      }),
    ];
    const printed = runs.map(({ out, err }) => out + err).join('\n');
    expect(printed).toContain('/v2/');
    for (const secret of [subject, encodeURIComponent(subject), ...ids])
      expect(printed).not.toContain(secret);
    expect(printed).not.toMatch(/"(terminationCode|X-Terminate)":"[\da-f]{8}/i);
  });
});

describe('doctor', () => {
  const check = async (file = settings) => {
    const { reports } = await pass(['doctor'], { settings: file });
    return reports.find((it) => it.event === 'check' && it.check === 'streams');
  };

  it('says whether every required name can be sent', async () => {
    expect(await check()).toMatchObject({
      result: 'well',
      found: 'knows northstar-tv, requires no metadata',
    });
    sandbox.control.rules({ concurrency: { requiredMetadata: ['channel', 'package'] } });
    expect(await check()).toMatchObject({
      result: 'wrong',
      found: 'requires channel, package; there is no package to send',
    });
  });

  it('says that the id is not known, and nothing where the settings do not name it', async () => {
    const file = await settingsWith({ applicationId: 'nobody' });
    expect(await check(file)).toMatchObject({
      result: 'wrong',
      found: expect.stringContaining('answers 401'),
    });
    expect(await check(settingsFile)).toBeUndefined();
    expect(sandbox.control.requests().filter(({ path }) => path.includes('/v2/sessions/'))).toEqual(
      [],
    );
  });
});
