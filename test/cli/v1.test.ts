import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { type CliRig, openCliRig, type Result } from './cliRig.ts';
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

function v1(line: string): Promise<Result> {
  return cliRig.pass([...line.split(' '), '--api', 'v1']);
}

const login = () => signIn(sandbox, cliRig, { flags: ['--api', 'v1'] });

describe.each(['', ' --xml'])('V1 answers in words,%s', (format) => {
  it('from registration code to login', async () => {
    expect(await v1(`checkauthn${format}`)).toMatchObject({
      exit: 1,
      out: '403: not signed in.\n',
    });
    const { exit, out } = await v1(`regcode --mvpd ValleyCable${format}`);
    expect(exit).toBe(0);
    expect(out).toMatch(/^Code: [A-Z0-9]+\nGood until .+\.\nProvider: ValleyCable\n$/);
    const code = /^Code: (\w+)/.exec(out)?.[1] ?? '';
    const record = await v1(`session ${code}${format}`);
    expect(record.exit).toBe(0);
    expect(record.out).toContain('Is there: mvpd = ValleyCable\n');
    expect((await v1(`checkauthn --code ${code}${format}`)).exit).toBe(1);
    sandbox.control.signIn({ code, user: 'alex' });
    expect(await v1(`checkauthn --code ${code}${format}`)).toMatchObject({ exit: 0 });
    expect(await v1(`checkauthn${format}`)).toMatchObject({ exit: 0, out: '200: signed in.\n' });
    expect((await v1(`preauthorize NORTHSTAR-MAIN --code ${code}${format}`)).out).toBe(
      'Permitted: NORTHSTAR-MAIN\n',
    );
  });

  it('takes a code back', async () => {
    const code = /^Code: (\w+)/.exec((await v1(`regcode${format}`)).out)?.[1] ?? '';
    expect((await v1(`regcode --delete ${code}${format}`)).exit).toBe(0);
    const gone = await v1(`session ${code}${format}`);
    expect(gone.exit).toBe(1);
    expect(gone.err).toContain('No session lives under this code');
  });

  it('tokens authn: 404, 200, 410', async () => {
    const none = await v1(`tokens authn${format}`);
    expect(none.exit).toBe(1);
    expect(none.out).toContain('404: this device has no login.');
    await login();
    const there = await v1(`tokens authn${format}`);
    expect(there.exit).toBe(0);
    expect(there.out).toMatch(
      /^200: this device is signed in\.\nProvider: ValleyCable\nGood until /,
    );
    sandbox.control.rules({ expireProfiles: true });
    const over = await v1(`tokens authn${format}`);
    expect(over.exit).toBe(1);
    expect(over.out).toContain('410: the login of this device is over.');
  });

  it('tokens authz: 412, 404, 200, 410', async () => {
    const ask = () => v1(`tokens authz NORTHSTAR-MAIN${format}`);
    expect(await ask()).toMatchObject({ exit: 1, out: expect.stringMatching(/^412: .*no login/) });
    await login();
    expect(await ask()).toMatchObject({ exit: 1, out: expect.stringMatching(/^404: nobody has/) });
    expect((await v1(`authorize NORTHSTAR-MAIN`)).exit).toBe(0);
    const there = await ask();
    expect(there.exit).toBe(0);
    expect(there.out).toMatch(/^200: permitted for NORTHSTAR-MAIN\.\nProvider: ValleyCable\n/);
    sandbox.clock.advance(25 * 3_600_000);
    expect(await ask()).toMatchObject({ exit: 1, out: expect.stringMatching(/^410: .*expired/) });
  });

  it('tokens media: refused without a decision, and never shown', async () => {
    const ask = (more = '') => v1(`tokens media NORTHSTAR-MAIN${format}${more}`);
    await login();
    const none = await ask();
    expect(none.exit).toBe(1);
    expect(none.out).toMatch(/^403: there is no decision for NORTHSTAR-MAIN for a media token\./);
    await v1('authorize NORTHSTAR-MAIN');
    const there = await ask();
    expect(there.exit).toBe(0);
    expect(there.out).toContain('200: a media token can be had (it is not shown)');
    expect((await ask(' --json')).reports).toEqual([
      {
        event: 'token',
        kind: 'media',
        status: 200,
        resource: 'NORTHSTAR-MAIN',
        mvpd: 'ValleyCable',
        until: expect.any(String),
      },
    ]);
  });

  it('metadata, ids left out', async () => {
    expect((await v1(`metadata${format}`)).exit).toBe(1);
    await login();
    const { exit, out } = await v1(`metadata${format}`);
    expect(exit).toBe(0);
    expect(out).toContain('  userID: told, not shown\n');
  });

  it('preview: a login without credentials', async () => {
    const { exit, out } = await v1(`preview --mvpd TempPass_Northstar${format}`);
    expect(exit).toBe(0);
    expect(out).toBe('204: this device may watch with TempPass_Northstar now.\n');
    expect((await v1(`tokens authn${format}`)).out).toContain('Provider: TempPass_Northstar\n');
    const none = await v1(`metadata${format}`);
    expect(none).toMatchObject({ exit: 1, out: expect.stringMatching(/^404: .*told nothing/) });
  });
});

describe('the same words over V1', () => {
  it('providers, profiles and preauthorize', async () => {
    await login();
    expect((await v1('providers')).out).toMatch(/\nHarborTV +Harbor TV\n/);
    expect((await v1('profiles')).out).toMatch(/^ValleyCable: regular/);
    expect((await v1('preauthorize NORTHSTAR-MAIN NORTHSTAR-KIDS')).exit).toBe(0);
    expect((await v1('logout')).exit).toBe(0);
    expect((await v1('checkauthn')).exit).toBe(1);
  });

  it('preview wants to know which TempPass', async () => {
    const { exit, err } = await v1('preview');
    expect(exit).toBe(2);
    expect(err).toContain('--mvpd ID does.');
  });

  it('an Enhanced Error says the same', async () => {
    sandbox.control.rules({ v1Errors: 'enhanced' });
    expect((await v1('tokens authn')).out).toContain('404: this device has no login.');
    expect((await v1('tokens authz NORTHSTAR-MAIN')).out).toMatch(/^412: /);
  });
});
