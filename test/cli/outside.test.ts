import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { type Outside, startOutside } from './outside/index.ts';
import { type Program, runProgram } from './program.ts';

let outside: Outside;
let store: string;

beforeEach(async () => {
  outside = await startOutside();
  store = await mkdtemp(join(tmpdir(), 'couchpass-outside-'));
});

afterEach(async () => {
  await outside.close();
  await rm(store, { recursive: true, force: true });
});

const pass = (...args: string[]): Program =>
  runProgram(['tools/pass.mjs', '--store', store, ...args], { PASS_BASE_URL: outside.url });

const callsSince = (first: number) =>
  outside.seen.slice(first).map(({ method, path }) => `${method} ${path}`);

async function signIn(): Promise<Program> {
  const login = pass('login');
  await until(() => login.out().includes('type this code: K7Q2M9D'), { what: 'a code' });
  outside.kept.approved = true;
  login.type('\n');
  expect(await login.ended, login.err()).toBe(0);
  return login;
}

describe('a service written from the documentation alone', () => {
  it('is asked by login, status, authorize and logout for what the documentation names', async () => {
    const login = await signIn();
    expect(login.out()).toContain('Signed in with Valley Cable');
    expect(callsSince(0)).toEqual(
      expect.arrayContaining([
        'POST /o/client/register',
        'POST /o/client/token',
        'POST /api/v2/NORTHSTAR/sessions',
        'GET /api/v2/NORTHSTAR/profiles/code/K7Q2M9D',
      ]),
    );
    const status = pass('status');
    expect(await status.ended).toBe(0);
    const before = outside.seen.length;
    const permit = pass('authorize', 'NORTHSTAR-MAIN');
    expect(await permit.ended).toBe(0);
    expect(permit.out()).toBe('Permitted: NORTHSTAR-MAIN\n');
    expect(callsSince(before)).toEqual(['POST /api/v2/NORTHSTAR/decisions/authorize/ValleyCable']);
    const already = pass('login');
    expect(await already.ended).toBe(0);
    expect(already.out()).toContain('Already signed in with Valley Cable');
    const beforeOut = outside.seen.length;
    const logout = pass('logout');
    expect(await logout.ended).toBe(0);
    expect(logout.out()).toBe('Signed out from Valley Cable.\n');
    expect(callsSince(beforeOut)).toContain('GET /api/v2/NORTHSTAR/logout/ValleyCable');
    const after = pass('logout');
    expect(await after.ended).toBe(1);
    expect(after.err()).toContain('Nobody is signed in.');
    expect(outside.undocumented()).toEqual([]);
  }, 60_000);

  it('finds a request that the documentation does not name', async () => {
    await fetch(`${outside.url}/programmer/feed.json`);
    await fetch(`${outside.url}/api/v2/NORTHSTAR/profiles?all=1`, { headers: { 'x-more': '1' } });
    expect(outside.undocumented()).toEqual([
      'GET /programmer/feed.json: on no page',
      'GET /api/v2/NORTHSTAR/profiles: without authorization',
      'GET /api/v2/NORTHSTAR/profiles: without ap-device-identifier',
      'GET /api/v2/NORTHSTAR/profiles: without x-device-info',
      'GET /api/v2/NORTHSTAR/profiles: header x-more',
      'GET /api/v2/NORTHSTAR/profiles: parameter all',
    ]);
  });
});
