import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { type CliRig, openCliRig, type PassOptions, type Result } from './cliRig.ts';

let sandbox: Sandbox;
let cliRig: CliRig;

beforeEach(async () => {
  sandbox = await startSandbox({ quiet: true, throttle: false });
  cliRig = await openCliRig(sandbox.url);
});

afterEach(async () => {
  await cliRig.close();
  await sandbox.close();
});

/**
 * Signs in: a viewer uses the code on a phone as soon as it is shown, and then presses Enter at the
 * terminal.
 */
function login(user = 'alex', options: PassOptions = {}, flags = ['--json']): Promise<Result> {
  let used = false;
  return cliRig.pass(['login', ...flags], {
    ...options,
    watch(_output, keys) {
      const [waiting] = sandbox.control.sessions();
      if (used || !waiting) return;
      used = true;
      sandbox.control.signIn({ code: waiting.code, mvpd: 'ValleyCable', user });
      keys.enter();
    },
  });
}

function asked(path: string): number {
  return sandbox.control.requests().filter((entry) => entry.path === path).length;
}

describe('from login to logout, a new program each time', () => {
  it('registers once, gets one token, and is remembered', async () => {
    const signedIn = await login();
    expect(signedIn.exit).toBe(0);
    expect(signedIn.reports.at(-1)).toMatchObject({
      event: 'signedIn',
      mvpd: 'ValleyCable',
      provider: 'Valley Cable',
      already: false,
      remembered: true,
    });

    const status = await cliRig.pass(['status', '--json']);
    expect(status).toMatchObject({ exit: 0, reports: [{ event: 'status', signedIn: true }] });

    const permit = await cliRig.pass(['authorize', 'NORTHSTAR-SPORT', '--json']);
    expect(permit.exit).toBe(0);
    expect(permit.reports).toEqual([
      {
        event: 'decision',
        resource: 'NORTHSTAR-SPORT',
        mvpd: 'ValleyCable',
        authorized: true,
        source: 'mvpd',
      },
    ]);

    const stream = await cliRig.pass(['play', 'tidewater', '--json']);
    expect(stream.exit).toBe(0);
    expect(stream.reports).toMatchObject([
      {
        event: 'stream',
        item: 'tidewater',
        title: 'Tidewater',
        resource: 'NORTHSTAR-MAIN',
        type: 'application/vnd.apple.mpegurl',
      },
    ]);

    const out = await cliRig.pass(['logout', '--json']);
    expect(out).toMatchObject({
      exit: 0,
      reports: [{ event: 'signedOut', provider: 'Valley Cable', told: true }],
    });
    expect(sandbox.control.profiles()).toEqual([]);

    expect(asked('/o/client/register')).toBe(1);
    expect(asked('/o/client/token')).toBe(1);

    const after = await cliRig.pass(['status', '--json']);
    expect(after).toMatchObject({ exit: 1, reports: [{ event: 'status', signedIn: false }] });
  });

  it('gets a stream that really is one, and spends a media token for it', async () => {
    await login();
    const { reports } = await cliRig.pass(['play', 'NORTHSTAR-MAIN', '--json']);
    const [stream] = reports;
    if (stream?.event !== 'stream') throw new Error('no stream');
    const answer = await fetch(stream.url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^#EXTM3U/);
    expect(asked('/api/v2/NORTHSTAR/decisions/authorize/ValleyCable')).toBe(1);
    expect(asked('/programmer/play')).toBe(1);
  });

  it('plays what is free without asking anybody to sign in', async () => {
    const feed = (await (await fetch(`${sandbox.url}/programmer/feed.json`)).json()) as {
      shortFormVideos: { id: string; couchpass: { access: string } }[];
    };
    const free = feed.shortFormVideos.find(({ couchpass }) => couchpass.access === 'free');
    const { exit, reports } = await cliRig.pass(['play', free?.id ?? '', '--json']);
    expect(exit).toBe(0);
    expect(reports).toMatchObject([{ event: 'stream', item: free?.id, resource: null }]);
  });

  it('says that somebody is signed in already, and makes no new code', async () => {
    await login();
    const again = await cliRig.pass(['login', '--json']);
    expect(again.exit).toBe(0);
    expect(again.reports).toMatchObject([{ event: 'signedIn', already: true }]);
    expect(asked('/api/v2/NORTHSTAR/sessions')).toBe(1);
  });

  it('makes a new code when the remembered sign-in was taken back', async () => {
    await login();
    sandbox.control.rules({ deleteProfiles: true });
    const again = await login('casey');
    expect(again.exit).toBe(0);
    expect(again.reports.at(-1)).toMatchObject({ event: 'signedIn', already: false });
    expect(asked('/api/v2/NORTHSTAR/sessions')).toBe(2);
  });
});

describe('denials', () => {
  it('tells them in the words of the provider', async () => {
    await login('casey');
    const denied = await cliRig.pass(['authorize', 'NORTHSTAR-SPORT', '--json']);
    expect(denied.exit).toBe(1);
    expect(denied.reports).toMatchObject([
      {
        event: 'decision',
        authorized: false,
        code: 'authorization_denied_by_mvpd',
        details: expect.stringContaining('not part of your Valley Cable package'),
      },
    ]);
    const words = await cliRig.pass(['authorize', 'NORTHSTAR-SPORT']);
    expect(words.out).toContain('Denied: NORTHSTAR-SPORT');
    expect(words.out).toContain('not part of your Valley Cable package');
  });

  it('says so when the service cannot read the resource', async () => {
    await login();
    const refused = await cliRig.pass(['authorize', ' ', '--json']);
    expect(refused.exit).toBe(2);
    expect(refused.reports).toMatchObject([{ code: 'invalid_parameter_resources' }]);
  });

  it('refuses to play, with the reason', async () => {
    await login('kim');
    const denied = await cliRig.pass(['play', 'NORTHSTAR-MAIN', '--json']);
    expect(denied.exit).toBe(1);
    expect(denied.reports).toMatchObject([
      {
        event: 'problem',
        problem: 'parentalControl',
        details: expect.stringContaining('Parental'),
      },
    ]);
    expect(asked('/programmer/play')).toBe(0);
  });

  it.each(['status', 'authorize NORTHSTAR-MAIN', 'play tidewater', 'logout'])(
    'exits with 1 from "%s" when nobody is signed in',
    async (line) => {
      const { exit, err, out } = await cliRig.pass(line.split(' '));
      expect(exit).toBe(1);
      expect(err + out).toContain('Nobody is signed in.');
    },
  );
});

describe('the code', () => {
  it('is shown without escape codes when nobody looks at a terminal', async () => {
    const { exit, out } = await login('alex', {}, []);
    expect(exit).toBe(0);
    expect(out).toMatch(/^Open localhost:8701\/activate and type this code: [A-Z0-9]+\n/);
    expect(out).toContain('It is good for 30 minutes.');
    expect(out).toMatch(/\nSigned in with Valley Cable until .+\.\n$/);
    expect(out).not.toContain('\x1b');
  });

  it('is large on a terminal, with a QR code and the time left', async () => {
    const { exit, out } = await login('alex', { terminal: { columns: 100, colours: true } }, []);
    expect(exit).toBe(0);
    expect(out).toContain('█');
    expect(out).toContain('\x1b[97;40m');
    expect(out).toMatch(/Waiting, (30:00|29:5\d) left/);
  });

  it('is given up at Ctrl-C', async () => {
    const { exit, reports } = await cliRig.pass(['login', '--json'], {
      watch: (_output, keys) => keys.interrupt(),
    });
    expect(exit).toBe(4);
    expect(reports.map(({ event }) => event)).toEqual(['code', 'cancelled']);
  });

  it('ends the login when it expires', async () => {
    const { exit, reports } = await cliRig.pass(['login', '--json'], {
      watch(_output, keys) {
        sandbox.clock.advance(31 * 60_000);
        keys.enter();
      },
    });
    expect(exit).toBe(4);
    expect(reports.map(({ event }) => event)).toEqual(['code', 'expired']);
  });
});

describe('what is kept', () => {
  it('is private to the user, and neither printed nor more than is needed', async () => {
    const runs = [
      await login(),
      await cliRig.pass(['authorize', 'NORTHSTAR-MAIN', '--json']),
      await cliRig.pass(['play', 'tidewater', '--json']),
      await cliRig.pass(['status']),
    ];
    const names = await readdir(cliRig.store);
    const kept = await Promise.all(names.map((name) => readFile(join(cliRig.store, name), 'utf8')));
    for (const name of names) {
      expect((await stat(join(cliRig.store, name))).mode & 0o777).toBe(0o600);
    }
    const find = (key: string) => new RegExp(`"${key}":"([^"]+)"`).exec(kept.join('\n'))?.[1] ?? '';
    const device = kept[names.findIndex((name) => name.startsWith('platform'))] ?? '""';
    const secrets = [find('clientSecret'), find('clientId'), JSON.parse(device) as string];
    const printed = runs.map(({ out, err }) => out + err).join('\n');
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(printed).not.toContain(secret);
    }
    expect(printed).not.toMatch(/serializedToken|mediaToken|Bearer/);
    expect(kept.join('\n')).not.toMatch(/serializedToken|mediaToken/);
  });
});
