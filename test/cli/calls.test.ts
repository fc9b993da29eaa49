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

/** A television that shows a code that is not used yet. */
async function codeOfAnotherDevice(): Promise<string> {
  const other = await openCliRig(sandbox.url);
  await other.pass(['login'], {
    watch: (_output, keys) => {
      if (sandbox.control.sessions().length > 0) keys.interrupt();
    },
  });
  await other.close();
  const [waiting] = sandbox.control.sessions();
  if (!waiting) throw new Error('no code');
  return waiting.code;
}

describe('providers', () => {
  it('lists those of the service provider, as data and in words', async () => {
    const { exit, reports } = await cliRig.pass(['providers', '--json']);
    expect(exit).toBe(0);
    const [report] = reports;
    if (report?.event !== 'providers') throw new Error('no providers');
    expect(report.providers).toContainEqual(
      expect.objectContaining({ id: 'HarborTV', displayName: 'Harbor TV', isTempPass: false }),
    );
    const { out } = await cliRig.pass(['providers']);
    expect(out).toContain(`${report.providers.length} providers\n`);
    expect(out).toMatch(/\nHarborTV +Harbor TV\n/);
    expect(out).toMatch(/TempPass_Northstar +Free preview \(TempPass\)/);
  });
});

describe('profiles', () => {
  it('exits with 1 while there is none', async () => {
    const { exit, out } = await cliRig.pass(['profiles']);
    expect(exit).toBe(1);
    expect(out).toBe('There is no profile.\n');
  });

  it('tells what is known of the viewer, ids and places left out', async () => {
    await signIn(sandbox, cliRig, { user: 'kim' });
    const { exit, reports, out } = await cliRig.pass(['profiles', '--json']);
    expect(exit).toBe(0);
    expect(reports).toMatchObject([
      { event: 'profiles', profiles: [{ mvpd: 'ValleyCable', type: 'regular' }] },
    ]);
    const attributes = /"attributes":(\[.*?\])\}/.exec(out)?.[1] ?? '';
    expect(JSON.parse(attributes)).toEqual(
      expect.arrayContaining([
        { name: 'userID', encrypted: false },
        { name: 'maxRating', encrypted: false, value: { MPAA: 'G', VCHIP: 'TV-G' } },
      ]),
    );
    const words = await cliRig.pass(['profiles']);
    expect(words.out).toMatch(/^ValleyCable: regular, until /);
    expect(words.out).toContain('  userID: told, not shown\n');
  });

  it('looks at one provider, or at what a code has led to', async () => {
    const { reports } = await signIn(sandbox, cliRig);
    const [shown] = reports;
    if (shown?.event !== 'code') throw new Error('no code');
    expect((await cliRig.pass(['profiles', '--mvpd', 'ValleyCable'])).exit).toBe(0);
    expect((await cliRig.pass(['profiles', '--mvpd', 'HarborTV'])).exit).toBe(1);
    expect((await cliRig.pass(['profiles', '--code', shown.code])).exit).toBe(0);
    expect((await cliRig.pass(['profiles', '--code', await codeOfAnotherDevice()])).exit).toBe(1);
  });
});

describe('session and resume, as a second screen', () => {
  it('tell what a code misses and who asks, bring it, and say where to sign in', async () => {
    const code = await codeOfAnotherDevice();
    const missing = ['mvpd', 'domainName', 'redirectUrl'];
    const before = await cliRig.pass(['session', code, '--json']);
    expect(before.exit).toBe(0);
    expect(before.reports).toMatchObject([
      { event: 'session', existing: { serviceProvider: 'NORTHSTAR' }, missing },
    ]);
    const words = await cliRig.pass(['session', code]);
    expect(words.out).toMatch(/^Device: .+\n/);
    expect(words.out).toContain('Missing: mvpd\n');

    const half = await cliRig.pass(['resume', code, '--json']);
    expect(half.exit).toBe(1);
    expect(half.reports).toMatchObject([{ event: 'resumed', action: 'retry', missing: ['mvpd'] }]);

    const whole = await cliRig.pass(['resume', code, '--mvpd', 'HarborTV', '--json']);
    const url = `${sandbox.url}/api/v2/authenticate/NORTHSTAR/${code}`;
    expect(whole.exit).toBe(0);
    expect(whole.reports).toEqual([
      {
        event: 'resumed',
        action: 'authenticate',
        reason: 'none',
        missing: [],
        mvpd: 'HarborTV',
        url,
      },
    ]);
    const after = await cliRig.pass(['session', code]);
    expect(after.out).toContain(`Nothing is missing. The login: ${url}`);
    expect(after.out).toContain('Is there: mvpd = HarborTV\n');
  });

  it.each(['session', 'resume'])('%s says that a code is dead', async (command) => {
    const { exit, err } = await cliRig.pass([command, 'ZZZZZZZ']);
    expect(exit).toBe(1);
    expect(err).toContain('No session lives under this code');
    const { reports } = await cliRig.pass([command, 'ZZZZZZZ', '--json']);
    expect(reports).toMatchObject([{ event: 'noSession', code: 'invalid_authentication_session' }]);
  });

  it('says that a provider has no integration', async () => {
    const code = await codeOfAnotherDevice();
    const { exit, reports } = await cliRig.pass(['resume', code, '--mvpd', 'Nobody', '--json']);
    expect(exit).toBe(1);
    expect(reports).toMatchObject([{ event: 'problem', code: 'invalid_parameter_mvpd' }]);
  });
});

describe('preauthorize', () => {
  it('has a line for each resource, and exits with 0 when all are permitted', async () => {
    await signIn(sandbox, cliRig);
    const { exit, out } = await cliRig.pass(['preauthorize', 'NORTHSTAR-MAIN', 'NORTHSTAR-SPORT']);
    expect(exit).toBe(0);
    expect(out).toBe('Permitted: NORTHSTAR-MAIN\nPermitted: NORTHSTAR-SPORT\n');
  });

  it('exits with 1 when one is denied', async () => {
    await signIn(sandbox, cliRig, { user: 'casey' });
    const asked = ['preauthorize', 'NORTHSTAR-MAIN', 'NORTHSTAR-SPORT', '--json'];
    const { exit, reports } = await cliRig.pass(asked);
    expect(exit).toBe(1);
    expect(reports).toMatchObject([
      { resource: 'NORTHSTAR-MAIN', authorized: true },
      { resource: 'NORTHSTAR-SPORT', authorized: false, code: 'preauthorization_denied_by_mvpd' },
    ]);
  });

  it('exits with 1 when nobody is signed in', async () => {
    const { exit, err } = await cliRig.pass(['preauthorize', 'NORTHSTAR-MAIN']);
    expect(exit).toBe(1);
    expect(err).toContain('Nobody is signed in.');
  });

  it('asks about a named provider, such as a TempPass', async () => {
    const pass = ['--mvpd', 'TempPass_Northstar', '--json'];
    const { exit, reports } = await cliRig.pass(['authorize', 'NORTHSTAR-MAIN', ...pass]);
    expect(exit).toBe(0);
    expect(reports).toMatchObject([{ authorized: true, mvpd: 'TempPass_Northstar' }]);
  });
});

describe('mistakes', () => {
  it.each([
    ['session', 'session takes one CODE.'],
    ['resume A B', 'resume takes one CODE.'],
    ['preauthorize', 'preauthorize takes one RESOURCE or more.'],
    ['tokens', 'tokens takes authn, authz or media.'],
    ['tokens authn X', 'tokens authn takes nothing more.'],
    ['tokens media', 'tokens media takes one RESOURCE.'],
    ['status --mvpd X', 'status has no --mvpd.'],
    ['status --api v3', '--api is v1 or v2, not "v3".'],
    ['providers all', 'providers takes nothing more, not "all".'],
  ])('"%s" exits with 2: %s', async (line, words) => {
    const { exit, err, out } = await cliRig.pass(line.split(' '));
    expect(exit).toBe(2);
    expect(err.split('\n')[0]).toBe(words);
    expect(out).toBe('');
  });

  it.each(['regcode', 'checkauthn', 'tokens authn', 'metadata', 'preview', 'status --xml'])(
    '"%s" is no call of V2, which is told before anything is sent',
    async (line) => {
      const { exit, err } = await cliRig.pass(line.split(' '));
      expect(exit).toBe(2);
      expect(err).toContain('belongs to REST API V1, and the settings say V2. "--api v1" asks V1.');
      expect(sandbox.control.requests()).toEqual([]);
    },
  );

  it('"resume" is no call of V1', async () => {
    const { exit, err } = await cliRig.pass(['resume', 'ABCDEFG', '--api', 'v1']);
    expect(exit).toBe(2);
    expect(err).toContain('resume belongs to REST API V2, and the settings say V1.');
    expect(sandbox.control.requests()).toEqual([]);
  });
});
