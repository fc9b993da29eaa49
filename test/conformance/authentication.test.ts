import { describe, expect, it } from 'vitest';
import type { CorePorts } from '../../core/ports.ts';
import { Phone } from './phone.ts';
import type { Television } from './television.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { hour, minute } from './times.ts';
import { film } from './titles.ts';

const onTv = { chooseProvider: 'tv' } as const;
const create = 'POST /sessions';
const poll = 'GET /profiles/code/*';
const authorize = 'POST /decisions/authorize/ValleyCable';

/** Signed in at the service, but this device has just received an answer without its profile. */
async function forgotten(all: TestEnv): Promise<Television> {
  const television = await all.signedIn();
  all.fault('GET /profiles/ValleyCable', { status: 200, body: { profiles: {} } });
  expect((await television.restart()).viewer).toBeNull();
  all.control.clearRequests();
  television.shown.length = 0;
  return television;
}

describe('authentication', () => {
  it('AUT-01 looks for profiles first: for all of them, later for that of the remembered provider', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const first = all.sequence();
    expect(first.filter((call) => call === 'GET /profiles')).toHaveLength(1);
    expect(first.indexOf('GET /profiles')).toBeLessThan(first.indexOf(create));
    const mark = all.mark();
    await television.restart();
    expect(all.sequence(mark)[0]).toBe('GET /profiles/ValleyCable');
    expect(all.sequence(mark)).not.toContain('GET /profiles');
  });

  it('AUT-02 begins a login when something protected is picked, and never by itself', async () => {
    const all = await testEnv();
    const television = await all.launched();
    await all.pass(10 * minute);
    expect(all.count(create)).toBe(0);
    await television.pick(film);
    await television.code();
    expect(all.count(create)).toBe(1);
    expect(all.count('POST /decisions/authorize/*')).toBe(0);
    expect(all.count('POST /programmer/play')).toBe(0);
  });

  it('AUT-03 sends what it knows as one form, redirectUrl encoded once', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.send({ type: 'SIGN_IN' }, { type: 'CHOOSE', mvpd: 'HarborTV' });
    await television.code();
    const { domainName, activateUrl } = television.settings.appSettings.pass;
    expect(all.calls(create)).toMatchObject([
      {
        headers: { 'content-type': expect.stringMatching(/^application\/x-www-form-urlencoded/) },
        body: { mvpd: 'HarborTV', domainName, redirectUrl: activateUrl },
      },
    ]);
    const sent = television.sent.find(({ url }) => url.endsWith('/sessions'))?.body ?? '';
    expect(sent).toContain(`redirectUrl=${encodeURIComponent(activateUrl)}`);
  });

  it.each(['authenticated', 'temporary', 'degraded', 'authenticatedSSO'])(
    'AUT-04 goes straight on when the answer says `authorize` (%s): no code, no browser, no polls',
    async (reasonType) => {
      const all = await testEnv();
      const television = await forgotten(all);
      const body = { actionName: 'authorize', actionType: 'direct', mvpd: 'ValleyCable' };
      if (reasonType !== 'authenticated')
        all.fault(create, { status: 200, body: { ...body, reasonType } });
      await television.pick(film);
      await television.send({ type: 'CONFIRM' });
      await television.on('player');
      expect(all.calls(create)[0]?.answer).toMatchObject({ actionName: 'authorize', reasonType });
      expect(all.count(poll)).toBe(0);
      expect(all.count('GET /api/v2/authenticate/*')).toBe(0);
      expect(television.shown.filter((view) => 'code' in view && view.code !== '')).toEqual([]);
    },
  );

  it('AUT-05 shows the code when the answer says `authenticate`: this device has no browser', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.send({ type: 'SIGN_IN' }, { type: 'CHOOSE', mvpd: 'HarborTV' });
    const code = await television.code();
    expect(all.calls(create)[0]?.answer).toMatchObject({ actionName: 'authenticate', code });
    expect(television.now('signIn').address).not.toBe('');
    expect(television.now('signIn').addressWithCode).toContain(code);
  });

  it('AUT-06 shows the code when the answer says `resume`, and the phone supplies what is missing', async () => {
    const all = await testEnv();
    const television = await all.launched();
    await television.pick(film);
    const code = await television.code();
    expect(all.calls(create)[0]?.answer).toMatchObject({ actionName: 'resume' });
    const phone = new Phone(all);
    await phone.signIn(code, 'Harbor TV');
    await television.on('player');
    expect(all.count(`POST /sessions/${code}`)).toBe(1);
    expect(all.judged('AUT-06')).toContain('met');
  });

  it('AUT-07 sends everything again when the answer says `retry`, and not for ever', async () => {
    const all = await testEnv();
    const television = await all.launched();
    await television.pick(film);
    const code = await television.code();
    const resume = `POST /sessions/${code}` as const;
    const missing = ['mvpd', 'domain', 'redirectUrl'];
    const body = { actionName: 'retry', actionType: 'direct', code, missingParameters: missing };
    all.fault(resume, { status: 200, body });
    const phone = new Phone(all);
    await phone.signIn(code, 'Harbor TV');
    const everything = {
      mvpd: 'HarborTV',
      domainName: expect.any(String),
      redirectUrl: expect.any(String),
    };
    expect(all.calls(resume)).toMatchObject([{ body: everything }, { body: everything }]);
    await television.on('player');

    const other = await all.launched();
    await other.pick(film);
    const second = await other.code();
    all.fault(`POST /sessions/${second}`, { status: 200, body, times: 0 });
    const late = new Phone(all);
    await late.reach(second, 'Harbor TV');
    await all.pass(minute);
    expect(all.count(`POST /sessions/${second}`)).toBe(3);
    expect(late.step).not.toBe('provider');
    expect(late.opened).toEqual([]);
  });

  it("AUT-08 leaves the provider's login to a browser, with its redirects and cookies", async () => {
    const all = await testEnv();
    const television = await all.launched();
    await television.pick(film);
    const phone = new Phone(all);
    await phone.signIn(await television.code(), 'Harbor TV');
    await television.on('player');
    const opened = all.calls('GET /api/v2/authenticate/*');
    expect(opened).toHaveLength(1);
    expect(opened[0]?.headers['user-agent']).toMatch(/^Mozilla/);
    expect(opened[0]?.headers).not.toHaveProperty('authorization');
    expect(all.judged('AUT-08')).toContain('met');
    expect(television.sent.filter(({ url }) => url.includes('/authenticate/'))).toEqual([]);
  });

  it('AUT-09 never tries to prolong a profile: when it has ended the viewer signs in', async () => {
    const all = await testEnv();
    all.control.rules({ profileLifeS: 3_600 });
    const television = await all.signedIn();
    await all.pass(2 * hour);
    const mark = all.mark();
    await television.pick(film);
    await television.on('notAvailable');
    expect(all.sequence(mark)).toEqual([authorize]);
    await television.send({ type: 'SIGN_IN' });
    television.now('confirmProvider');
    await television.complete();
    await television.on('player');

    await all.pass(2 * hour);
    expect((await television.restart()).viewer).toBeNull();
    await television.pick(film);
    television.now('confirmProvider');

    await television.complete();
    await television.on('player');
    all.control.rules({ expireProfiles: true });
    expect((await television.restart()).viewer).toBeNull();
  });

  it.each([
    ['authenticated_profile_missing', { deleteProfiles: true }],
    ['authenticated_profile_expired', { expireProfiles: true }],
    ['authenticated_profile_invalidated', { invalidateProfiles: true }],
  ] as const)('AUT-10 asks for a login on `%s`, and repeats nothing', async (code, order) => {
    for (const profileErrors of ['top', 'item'] as const) {
      const all = await testEnv();
      all.control.rules({ profileErrors });
      const television = await all.signedIn();
      all.control.rules(order);
      await television.pick(film);
      expect(await television.on('notAvailable')).toMatchObject({
        canSignIn: true,
        problem: { code },
      });
      await all.pass(5 * minute);
      expect(all.count(authorize)).toBe(1);
      expect(all.count('POST /programmer/play')).toBe(0);
      await television.send({ type: 'SIGN_IN' });
      await television.complete();
      await television.on('player');
    }
  });

  it('AUT-11 chooses the profile that holds longest when there are several', async () => {
    const all = await testEnv();
    const television = await all.signedIn({
      mvpd: 'HarborTV',
      pass: { severalProfiles: 'longest' },
    });
    all.control.rules({ profileLifeS: 10 * 24 * 3_600 });
    await television.send({ type: 'SIGN_IN' }, { type: 'OTHER_PROVIDER' });
    await television.complete({ mvpd: 'ValleyCable' });
    await television.home();
    expect(all.control.profiles().filter(({ valid }) => valid)).toHaveLength(2);
    television.stop();
    television.wipe('profile', 'provider');
    const mark = all.mark();
    expect((await television.launch()).viewer?.mvpd).toBe('HarborTV');
    await television.watch(film);
    expect(all.sequence(mark)).toContain('GET /profiles');
    expect(all.sequence(mark)).toContain('POST /decisions/authorize/HarborTV');
  });

  it('AUT-11 asks which profile is meant when there are several, and uses that one', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'HarborTV' });
    await television.send({ type: 'SIGN_IN' }, { type: 'OTHER_PROVIDER' });
    await television.complete({ mvpd: 'ValleyCable' });
    await television.home();
    television.stop();
    television.wipe('profile', 'provider');
    television.start();
    const { profiles } = await television.on('profiles');
    expect(profiles.map(({ mvpd }) => mvpd).sort()).toEqual(['HarborTV', 'ValleyCable']);
    const mark = all.mark();
    await television.send({ type: 'CHOOSE_PROFILE', mvpd: 'ValleyCable' });
    expect((await television.home()).viewer?.mvpd).toBe('ValleyCable');
    await television.watch(film);
    expect(all.sequence(mark)).toContain('POST /decisions/authorize/ValleyCable');
    expect(all.sequence(mark)).not.toContain('POST /decisions/authorize/HarborTV');
  });

  it('AUT-12 shows that somebody is signed in, and with which provider', async () => {
    const all = await testEnv();
    const television = await all.launched();
    expect(television.now('home').viewer).toBeNull();
    await television.signIn({ mvpd: 'SummitFiber' });
    const viewer = {
      providerName: 'Summit Fiber',
      providerLogo: expect.stringMatching(/^http.*SummitFiber/),
    };
    expect(television.now('home').viewer).toMatchObject(viewer);
    await television.send({ type: 'ACCOUNT' });
    expect(television.now('account').viewer).toMatchObject(viewer);
  });

  it('AUT-13 shows the provider of the profile that was found, whatever the device remembers', async () => {
    const all = await testEnv();
    // Two apps on one device: each request of both has a new token of the same identity.
    const singleSignOn = async () => {
      const answer = await fetch(`${all.sandbox.url}/_sandbox/platform-token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ sub: 'this-device' }),
      });
      const { token } = (await answer.json()) as { token: string };
      return { 'Adobe-Subject-Token': token };
    };
    const ports: Partial<CorePorts> = {
      singleSignOn: () => all.clock.during(singleSignOn),
    };
    const television = await all.signedIn({ ports });
    expect(television.now('home').viewer?.mvpd).toBe('ValleyCable');
    television.stop();

    // Meanwhile that sign-in ends, and the other app signs in with another provider.
    all.control.rules({ deleteProfiles: true });
    const other = await all.launched({ ports });
    await other.signIn({ mvpd: 'HarborTV' });
    other.stop();

    const mark = all.mark();
    await television.launch();
    await all.pass(5_000);
    expect(television.now('home').viewer).toMatchObject({
      mvpd: 'HarborTV',
      providerName: 'Harbor TV',
      providerLogo: expect.stringMatching(/HarborTV/),
    });
    expect(all.sequence(mark).slice(0, 2)).toEqual(['GET /profiles/ValleyCable', 'GET /profiles']);
    expect(all.calls('GET /profiles').at(-1)?.answer).toMatchObject({
      profiles: { HarborTV: { type: 'platformSSO' } },
    });
    expect(television.remembers('provider')).toMatchObject({ id: 'HarborTV' });
    await television.watch(film);
    expect(all.sequence(mark)).toContain('POST /decisions/authorize/HarborTV');
  });

  it('AUT-14 goes on with degraded access, and with a provider that knows its own network', async () => {
    const all = await testEnv();
    all.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
    const television = await all.launched({ pass: onTv });
    await television.pick(film);
    await television.on('providers');
    await television.send({ type: 'CHOOSE', mvpd: 'ValleyCable' });
    await television.on('player');
    expect(all.calls(create)[0]?.answer).toMatchObject({ reasonType: 'degraded' });
    expect(all.judged('AUT-14')).toEqual(['met']);

    const home = await testEnv();
    const other = await home.launched();
    await other.pick(film);
    const phone = new Phone(home);
    await phone.signIn(await other.code(), 'Hearthline', null);
    await other.on('player');
    expect(home.calls('POST /mvpd/*')).toEqual([]);
  });
});
