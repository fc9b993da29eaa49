import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { type Otherwise, type Outside, startOutside } from './outside/index.ts';
import { type Program, runProgram } from './program.ts';

/** How sign-ins and sign-outs end: the program's output, its exit code and its stored data. */

let outside: Outside;
let otherwise: Otherwise;
let store: string;

beforeEach(async () => {
  otherwise = () => undefined;
  outside = await startOutside((seen, nth) => otherwise(seen, nth));
  store = await mkdtemp(join(tmpdir(), 'couchpass-endings-'));
});

afterEach(async () => {
  await outside.close();
  await rm(store, { recursive: true, force: true });
});

const pass = (...args: string[]): Program =>
  runProgram(['tools/pass.mjs', '--store', store, ...args], { PASS_BASE_URL: outside.url });

async function signIn(): Promise<void> {
  const login = pass('login');
  await until(() => login.out().includes('type this code'), { what: 'a code' });
  outside.kept.approved = true;
  login.type('\n');
  expect(await login.ended, login.err()).toBe(0);
  expect(await keptProfile()).toBe(true);
}

const keptProfile = async () => (await readdir(store)).includes('couchpass_2f_profile.json');
const isLogout = (path: string) => path.includes('/logout/');

describe('login', () => {
  const isPoll = (path: string) => path.includes('/profiles/code/');
  const status = async () => {
    const program = pass('status');
    return [await program.ended, program.out()];
  };

  it('approved just before the code ends is a sign-in: the last question finds it', async () => {
    outside.kept.codeLife = 6_000;
    outside.kept.approved = true;
    let ends = Number.POSITIVE_INFINITY;
    otherwise = ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/sessions')) ends = Date.now() + 6_000;
      // The code is not used until the very end of its life.
      const early = Date.now() < ends - 50 && /\/profiles/.test(path);
      return early ? { status: 200, body: { profiles: {} } } : undefined;
    };
    const login = pass('login');
    expect(await login.ended, login.err()).toBe(0);
    expect(login.out()).toContain('Signed in with Valley Cable');
    expect(login.err()).not.toContain('expired');
    expect(await keptProfile()).toBe(true);
    expect(await status()).toEqual([0, expect.stringContaining('Signed in with Valley Cable')]);
    expect(outside.undocumented()).toEqual([]);
  }, 60_000);

  it('that nobody used is over, and status says the same', async () => {
    outside.kept.codeLife = 4_500;
    const login = pass('login');
    expect(await login.ended).toBe(4);
    expect(login.err()).toContain('The code expired before anybody used it.');
    // Exactly one last request.
    const paths = outside.seen.map(({ path }) => path);
    const made = paths.findIndex((path) => path.endsWith('/sessions'));
    const asked = paths.slice(made + 1).filter((path) => path.endsWith('/profiles'));
    expect(asked).toHaveLength(1);
    expect(paths.at(-1)).toBe(asked[0]);
    expect(await keptProfile()).toBe(false);
    expect(await status()).toEqual([1, 'Nobody is signed in.\n']);
  }, 60_000);

  it('given up with Ctrl-C just after it was used is a sign-in', async () => {
    // Until the interruption, no poll reports the sign-in.
    let interrupted = false;
    otherwise = ({ path }) =>
      /\/profiles/.test(path) && !interrupted ? { status: 200, body: { profiles: {} } } : undefined;
    const login = pass('login');
    await until(() => login.out().includes('type this code'), { what: 'a code' });
    outside.kept.approved = true;
    interrupted = true;
    login.child.kill('SIGINT');
    expect(await login.ended, login.err()).toBe(0);
    expect(login.out()).toContain('Signed in with Valley Cable');
    expect(await keptProfile()).toBe(true);
  }, 60_000);

  it('given up with Ctrl-C before anybody used it is cancelled', async () => {
    const login = pass('login');
    await until(() => login.out().includes('type this code'), { what: 'a code' });
    login.child.kill('SIGINT');
    expect(await login.ended).toBe(4);
    expect(login.err()).toBe('Cancelled.\n');
    expect(outside.seen.filter(({ path }) => isPoll(path)).length).toBeGreaterThan(0);
  }, 60_000);
});

describe('logout', () => {
  it.each<[string, unknown]>([
    ['a malformed address', 'http://[broken'],
    ['a number for an address', 5],
    ['a script for an address', 'javascript:alert(1)'],
  ])('ends well when the answer has %s', async (_, url) => {
    await signIn();
    outside.kept.logoutUrl = url;
    const logout = pass('logout');
    expect(await logout.ended, logout.err()).toBe(0);
    expect(logout.out()).toBe('Signed out from Valley Cable.\n');
    expect(await keptProfile()).toBe(false);
  });

  it('tells of a sign-in that lives in the settings of the device', async () => {
    await signIn();
    const step = { actionName: 'partner_logout', actionType: 'partner_interactive' };
    otherwise = ({ path }) =>
      isLogout(path)
        ? { status: 200, body: { logouts: { ValleyCable: { ...step, mvpd: 'ValleyCable' } } } }
        : undefined;
    const logout = pass('logout');
    expect(await logout.ended, logout.err()).toBe(0);
    expect(logout.out()).toContain('Sign out in the settings of this device, too');
    expect(await keptProfile()).toBe(false);
  });

  it.each<[string, ReturnType<Otherwise>, number, string]>([
    ['a page of a proxy', { status: 403, body: '<html>No' }, 3, 'Something else answered'],
    [
      'a portal',
      { status: 200, body: '<html>Log in', headers: { 'content-type': 'text/html' } },
      3,
      'This network asks',
    ],
    ['JSON of somebody else', { status: 200, body: { ok: true } }, 3, 'Something else answered'],
    [
      'a refusal that nobody knows',
      { status: 403, body: { status: 403, code: 'brand_new', action: 'constructor', trace: 'x' } },
      1,
      'The service refused.',
    ],
  ])(
    'with %s forgets the sign-in here, and says that the service was not told',
    async (_, answer, code, words) => {
      await signIn();
      otherwise = ({ path }) => (isLogout(path) ? answer : undefined);
      const logout = pass('logout');
      expect(await logout.ended, logout.err()).toBe(code);
      expect(logout.out()).toContain('Signed out from Valley Cable on this computer only');
      expect(logout.err()).toContain(words);
      expect(await keptProfile()).toBe(false);
    },
    90_000,
  );

  it('does not hold when the service knows two sign-ins', async () => {
    await signIn();
    const profile = {
      notBefore: 1,
      notAfter: Date.now() + 1e9,
      issuer: 'X',
      type: 'regular',
      attributes: {},
    };
    otherwise = ({ path }) =>
      /\/profiles/.test(path)
        ? { status: 200, body: { profiles: { ValleyCable: profile, HarborTV: profile } } }
        : undefined;
    for (const command of ['status', 'login']) {
      const program = pass(command);
      expect(await program.ended, program.err()).toBe(0);
    }
    const logout = pass('logout');
    expect(await logout.ended, logout.err()).toBe(0);
  });
});

describe('an answer with the name of what every object has', () => {
  it.each(['constructor', '__proto__'])('(%s) is a denial, with its exit code', async (name) => {
    outside.kept.approved = true;
    const error = { status: 403, code: name, action: name, message: name, details: name };
    otherwise = ({ path }) =>
      path.includes('/decisions/')
        ? {
            status: 200,
            body: { decisions: [{ resource: 'R', authorized: false, source: name, error }] },
          }
        : undefined;
    const program = pass('authorize', 'R');
    expect(await program.ended).toBe(1);
    expect(program.out()).toContain(`Denied: R\n${name}\n(code ${name})`);
  });
});
