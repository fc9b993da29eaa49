import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installOrLaunch } from '../../tools/roku/onDevice.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** The part of a Roku's installer and control port that these commands use. */
async function startRoku(password: string) {
  const [realm, nonce] = ['rokudev', randomBytes(8).toString('hex')];
  const seen: string[] = [];
  const packages: number[] = [];
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const knows = ({ headers, method = '' }: IncomingMessage): boolean => {
    const given = headers.authorization ?? '';
    const value = (name: string) => new RegExp(`\\b${name}="?([^",]+)`).exec(given)?.[1] ?? '';
    const secret = md5(`rokudev:${realm}:${password}`);
    const asked = md5(`${method}:${value('uri')}`);
    const middle = value('qop') ? `:${value('nc')}:${value('cnonce')}:${value('qop')}` : '';
    return value('response') === md5(`${secret}:${nonce}${middle}:${asked}`);
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url = '' } = request;
    if (url.startsWith('/plugin_install')) {
      if (!knows(request)) {
        const challenge = `Digest qop="auth", realm="${realm}", nonce="${nonce}"`;
        return void response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
      }
      packages.push(Buffer.concat(chunks).length);
      seen.push(`${method} installed`);
      return void response.end('<font color="red">Install Success.</font>');
    }
    seen.push(`${method} ${url}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port: String(port),
    seen,
    packages,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const folder = temporaryFolder();

describe('a Roku in developer mode', () => {
  let roku: Awaited<ReturnType<typeof startRoku>>;
  let zip: string;
  const said: string[] = [];
  beforeEach(async () => {
    roku = await startRoku('right');
    zip = join(folder.path, 'channel.zip');
    await writeFile(zip, randomBytes(4_000));
    said.length = 0;
    for (const stream of ['log', 'error'] as const) {
      vi.spyOn(console, stream).mockImplementation((...words) => void said.push(words.join(' ')));
    }
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await roku.close();
  });

  const command = (kind: 'install' | 'launch', ...more: string[]) =>
    installOrLaunch(kind, ['--host', '127.0.0.1', ...more]);

  it('takes the package after its digest challenge', async () => {
    const args = ['--password', 'right', '--zip', zip, '--installer-port', roku.port];
    expect(await command('install', ...args)).toBe(0);
    expect(roku.seen).toContain('POST installed');
    expect(roku.packages.at(-1)).toBeGreaterThan(4_000);
  });

  it('takes the password from the environment too', async () => {
    vi.stubEnv('ROKU_PASSWORD', 'right');
    const code = await command('install', '--zip', zip, '--installer-port', roku.port);
    vi.stubEnv('ROKU_PASSWORD', '');
    const without = await command('install', '--zip', zip, '--installer-port', roku.port);
    vi.unstubAllEnvs();
    expect([code, without]).toEqual([0, 2]);
    expect(said.join('\n')).toContain('or ROKU_PASSWORD of the environment');
  });

  it('refuses a wrong password, and the command says so in words', async () => {
    const args = ['--password', 'wrong', '--zip', zip, '--installer-port', roku.port];
    expect(await command('install', ...args)).toBe(1);
    expect(said.join('\n')).toContain('The Roku refused the password.');
    expect(roku.packages).toEqual([]);
  });

  it('starts what was installed, with a deep link', async () => {
    const args = ['--ecp-port', roku.port, '--content', 'long-meridian', '--media', 'movie'];
    expect(await command('launch', ...args)).toBe(0);
    expect(roku.seen).toEqual(['POST /launch/dev?contentId=long-meridian&mediaType=movie']);
  });

  it('is not there: the command says what to look at', async () => {
    await roku.close();
    expect(await command('launch', '--ecp-port', roku.port)).toBe(3);
    expect(said.join('\n')).toContain('developer mode');
  });

  it('is not named: usage', async () => {
    expect(await installOrLaunch('install', [])).toBe(2);
    expect(said.join('\n')).toContain('--host');
  });
});
