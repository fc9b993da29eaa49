import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { type CliRig, openCliRig } from './cliRig.ts';
import { signIn } from './signIn.ts';

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

const same = { event: 'comparison', result: 'same', differences: [] };
const login = (api: string, user = 'alex') =>
  signIn(sandbox, cliRig, { user, flags: ['--api', api] });

describe('migrate', () => {
  it('finds both alike for somebody who is signed in to both', async () => {
    await login('v2', 'casey');
    await login('v1', 'casey');
    sandbox.control.clearRequests();
    const { exit, reports } = await cliRig.pass(['migrate', '--json']);
    expect(reports).toMatchObject([
      { ...same, call: 'providers' },
      { ...same, call: 'profiles', found: 'V1 knows ValleyCable, V2 ValleyCable' },
      { ...same, call: 'preauthorize', found: 'V1 permits 3 of 4, V2 3 of 4' },
      { event: 'migration', complete: true, differing: 0 },
    ]);
    expect(exit).toBe(0);
    const paths = sandbox.control.requests().map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/api/v1/')).length).toBeGreaterThan(2);
    expect(paths.filter((path) => path.startsWith('/api/v2/')).length).toBe(3);
    expect(paths.filter((path) => path.startsWith('/o/'))).toEqual([]);
  });

  it('tells that logins are two, and asks for both', async () => {
    await login('v1');
    const { exit, out } = await cliRig.pass(['migrate']);
    expect(exit).toBe(1);
    expect(out).toContain('✗ profiles: V1 knows ValleyCable, V2 nobody\n');
    expect(out).toContain('  ValleyCable: V1 regular; V2 has none\n');
    expect(out).toMatch(/– preauthorize: not asked: .+"login --api v2"/);
    expect(out).toContain('V1 and V2 differ in 1 call.\n');
  });

  it('tells what only one permits', async () => {
    await login('v2', 'casey');
    await login('v1', 'alex');
    const { exit, out } = await cliRig.pass(['migrate']);
    expect(exit).toBe(1);
    expect(out).toContain('  NORTHSTAR-SPORT: V1 permits; V2 denies\n');
  });

  it('tells when only one lists a provider, or answers at all', async () => {
    const body = { requestor: { mvpds: [{ id: 'HarborTV', displayName: 'Harbour' }] } };
    sandbox.control.addFault({ path: '/api/v1/config/NORTHSTAR', status: 200, body });
    const other = await cliRig.pass(['migrate']);
    expect(other.exit).toBe(1);
    expect(other.out).toContain('  HarborTV: V1 "Harbour"; V2 "Harbor TV"\n');
    expect(other.out).toContain('  ValleyCable: V1 has none; V2 "Valley Cable"\n');
    sandbox.control.addFault({ path: '/api/v1/**', status: 404, times: 0 });
    const gone = await cliRig.pass(['migrate']);
    expect(gone.exit).toBe(1);
    expect(gone.out).toMatch(
      /✗ providers: only one of them answers\n {2}the call: V1 404 .+; V2 answers/,
    );
  });

  it('says that nobody answers, or that nobody is signed in', async () => {
    expect((await cliRig.pass(['migrate'])).out).toContain(
      'V1 and V2 answer the same, as far as asked.',
    );
    sandbox.control.addFault({ path: '/api/**', reset: true, times: 0 });
    const { exit, reports } = await cliRig.pass(['migrate', '--json']);
    expect(exit).toBe(3);
    expect(reports).toMatchObject([{ event: 'problem', problem: 'offline' }]);
  });
});
