import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../apps/sandbox/index.ts';
import { printableJson, printableLine, printableText } from '../../apps/terminal/printable.ts';
import { startTizenStandIn } from '../packages/support/tizenStandIn.ts';
import { until } from '../support/condition.ts';
import { type CliRig, openCliRig } from './cliRig.ts';
import { hostile, hostileAnswers, poison, unprintable } from './outside/hostile.ts';
import { type Otherwise, type Outside, startOutside } from './outside/index.ts';
import { type Program, runLine } from './program.ts';

let outside: Outside;
let otherwise: Otherwise;
let cliRig: CliRig;

beforeEach(async () => {
  otherwise = () => undefined;
  outside = await startOutside((seen, nth) => otherwise(seen, nth));
  cliRig = await openCliRig(outside.url);
});

afterEach(async () => {
  await outside.close();
  await cliRig.close();
});

const terminal = { columns: 120, colours: true };
/** The program's own sequences: colours of the QR code, and the countdown line that is rewritten. */
const colours = { on: '\u001b[97;40m', off: '\u001b[0m' };
const anew = '\r\u001b[2K';
const own = [colours.on, colours.off, anew];
/** The first control character that is not a line break or a tab, else null. */
const found = (text: string) => unprintable.exec(text)?.[0] ?? null;

describe('what others wrote', () => {
  it('is printed without what a terminal obeys, as one line or as several', () => {
    expect(found(printableText(hostile))).toBeNull();
    expect(printableText(hostile)).toContain('\n');
    expect(printableLine(hostile)).not.toContain('\n');
    expect(printableText('\u001b[1m\u001b[31mred\u001b[0m \u001b[2J')).toBe('red \ufffd[2J');
    // The characters that are left when a sequence inside another one is removed.
    expect(found(printableText('\u001b\u001b[0m[31mred'))).toBeNull();
    expect(printableText('Höchst\tgenau 🙂 日本 शो\u200dके\r\nzwei\n')).toBe(
      'Höchst\tgenau 🙂 日本 शो\u200dके\nzwei\n',
    );
  });

  it('loses nothing as JSON', () => {
    const json = printableJson({ [hostile]: [hostile] });
    expect(found(json)).toBeNull();
    expect(JSON.parse(json)).toEqual({ [hostile]: [hostile] });
  });

  it.each([
    'providers',
    'profiles',
    'session K7Q2M9D',
    'resume K7Q2M9D',
    'preauthorize NORTHSTAR-MAIN',
    'authorize NORTHSTAR-MAIN',
    'status',
    'login',
    'logout',
    'play film',
    'migrate',
    'doctor',
    'regcode --api v1',
    'checkauthn --api v1',
    'metadata --api v1',
    'tokens authn --api v1',
    'tokens authz NORTHSTAR-MAIN --api v1',
    'preauthorize NORTHSTAR-MAIN --api v1',
    `authorize ${hostile.replaceAll(' ', '')}`,
    `play ${hostile.replaceAll(' ', '')}`,
    `${hostile.replaceAll(' ', '')}`,
  ])('reaches no terminal as it is: %j', async (line) => {
    otherwise = hostileAnswers(outside.kept);
    outside.kept.approved = true;
    for (const more of [[], ['--json'], ['--trace'], ['--trace', '--json']]) {
      const { out, err } = await cliRig.pass([...line.split(' '), ...more], {
        terminal,
        watch: (_, keys) => keys.enter(),
      });
      const printed = own.reduce((text, mine) => text.replaceAll(mine, ''), out + err);
      expect(found(printed), `${more.join(' ')}\n${JSON.stringify(printed)}`).toBeNull();
      expect(printed.split('\n')).not.toContain('All is well.');
    }
  });
});

/** As a user sees it: the program runs in a real terminal. On Linux, `script` is in util-linux. */
const hasScript = spawnSync('script', ['--version']).status === 0;
if (!hasScript) console.warn('No util-linux script here: no pseudo-terminal is tried.');

describe.skipIf(!hasScript)('in a pseudo-terminal', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couchpass-terminal-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function inTerminal(line: string, env: Record<string, string> = {}): Promise<Program> {
    const script = join(folder, 'line.sh');
    await writeFile(script, `stty cols 120 rows 40 -echo; exec ${line}\n`);
    return runLine(`exec script -qfec 'exec sh ${script}' /dev/null`, {
      PASS_BASE_URL: outside.url,
      TERM: 'xterm-256color',
      NO_COLOR: '',
      ...env,
    });
  }

  const pass = (line: string) =>
    inTerminal(`${process.execPath} tools/pass.mjs --store ${join(folder, 'store')} ${line}`);
  const seen = (program: Program) => program.out().replaceAll('\r\n', '\n');

  it.each([
    ['providers', 0],
    ['authorize NORTHSTAR-MAIN', 1],
    ['session K7Q2M9D --trace', 0],
    ['status --trace --json', 0],
  ])('"%s" lets no escape sequence of a hostile service through', async (line, code) => {
    otherwise = hostileAnswers(outside.kept);
    outside.kept.approved = true;
    const program = await pass(line);
    expect(await program.ended, seen(program)).toBe(code);
    expect(seen(program)).toMatch(/Valley|Denied|Device/);
    expect(found(seen(program)), JSON.stringify(seen(program))).toBeNull();
  });

  it("keeps the program's own colours and its count-down", async () => {
    const login = await pass('login');
    await until(() => seen(login).includes('Waiting, '), { what: 'a count-down' });
    outside.kept.approved = true;
    login.type('\n');
    expect(await login.ended).toBe(0);
    expect(seen(login)).toContain(`${colours.on}█`);
    expect(seen(login)).toContain(`█${colours.off}`);
    expect(seen(login)).toContain(`${anew}Waiting, `);
    expect(seen(login)).toContain('Signed in with Valley Cable');
  });

  it('the other programs: a file, a recording, a path that nobody has', async () => {
    const name = `${hostile.replaceAll(/[\s/\ud800-\udfff]/gu, '')}.json`;
    const file = join(folder, 'name');
    await writeFile(file, name);
    const packed = await inTerminal(
      `${process.execPath} tools/package.mjs webos --settings "$(cat ${file})"`,
    );
    expect(await packed.ended, seen(packed)).toBe(2);
    expect(seen(packed)).toContain('cannot be read');
    expect(found(seen(packed)), JSON.stringify(seen(packed))).toBeNull();

    const info = Buffer.from(JSON.stringify(poison({ model: 'OLED', osName: 'webOS' })), 'utf8');
    const har = {
      log: {
        entries: [
          {
            startedDateTime: '2031-05-03T14:05:00Z',
            time: 5,
            request: {
              method: 'GET',
              url: 'https://sp.auth.adobe.com/api/v2/NORTHSTAR/profiles',
              headers: [{ name: 'X-Device-Info', value: info.toString('base64') }],
            },
            response: { status: 401, content: { text: '{}', mimeType: 'application/json' } },
          },
        ],
      },
    };
    await writeFile(join(folder, 'a.har'), JSON.stringify(har));
    const judged = await inTerminal(`${process.execPath} tools/judge.mjs ${join(folder, 'a.har')}`);
    expect(await judged.ended, seen(judged)).toBe(1);
    expect(seen(judged)).toContain('OLED');
    expect(found(seen(judged)), JSON.stringify(seen(judged))).toBeNull();
  });

  it('the tools for devices, whatever a television says', async () => {
    const television = await startTizenStandIn();
    television.set.shell = () => `failed: ${hostile}`;
    try {
      const place = `--host 127.0.0.1 --port ${television.port} --id NorthstTV1.Northstar`;
      const removed = await inTerminal(
        `${process.execPath} tools/device.mjs tizen remove ${place}`,
      );
      expect(await removed.ended, seen(removed)).toBe(1);
      expect(seen(removed)).toContain('| failed: ');
      expect(found(seen(removed)), JSON.stringify(seen(removed))).toBeNull();
    } finally {
      await television.close();
    }
  });

  it('the sandbox, whoever calls it', async () => {
    const running = await inTerminal(`${process.execPath} tools/sandbox.mjs --port 0`);
    await until(() => /Sandbox: {2}(http\S+)/.test(seen(running)), { what: 'an address' });
    const [, url = ''] = /Sandbox: {2}(http\S+)/.exec(seen(running)) ?? [];
    await fetch(`${url}/nowhere${encodeURIComponent(hostile.replace('\ud800', ''))}`);
    await until(() => seen(running).includes('nothing at GET'), { what: 'a word on the path' });
    // Pressed twice, as impatient users do: the sandbox still closes, and ends with 0.
    running.type('\u0003');
    running.type('\u0003');
    expect(await running.ended).toBe(0);
    expect(found(seen(running).replaceAll('^C', '')), JSON.stringify(seen(running))).toBeNull();
  });
});

describe('a sandbox inside of another program', () => {
  it('filters what it says itself', async () => {
    const said: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => said.push(text);
    const sandbox = await startSandbox();
    try {
      await fetch(`${sandbox.url}/api/v2/NORTHSTAR/%9b31m%1b]8;;x%07`);
    } finally {
      console.warn = warn;
      await sandbox.close();
    }
    expect(said.map(found)).toEqual(said.map(() => null));
    expect(said).not.toEqual([]);
  });
});
