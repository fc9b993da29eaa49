import { describe, expect, it } from 'vitest';
import { answerOf } from './calls.ts';
import { testEnv } from './testEnv.ts';
import { day, minute } from './times.ts';
import { film, free } from './titles.ts';

const onTv = { chooseProvider: 'tv' } as const;
const configuration = 'GET /configuration';

interface Configuration {
  readonly requestor: { readonly mvpds: readonly { id: string; isTempPass?: boolean }[] };
}

describe('configuration', () => {
  it('CFG-01 asks for the list of providers when somebody has to pick one, and not before', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.watch(free);
    await television.send({ type: 'BACK' });
    await all.pass(10 * minute);
    expect(all.count(configuration)).toBe(0);
    await television.pick(film);
    expect((await television.on('providers')).phase).toBe('choosing');
    expect(all.count(configuration)).toBe(1);

    // Where the phone has the picker, the television loads the names while the code is on screen.
    const other = await testEnv();
    const second = await other.launched();
    await other.pass(10 * minute);
    expect(other.count(configuration)).toBe(0);
    await second.pick(film);
    await second.code();
    await second.send({ type: 'NEW_CODE' });
    await second.code();
    expect(other.count(configuration)).toBe(1);
  });

  it('CFG-02 asks for no list while somebody is signed in or on a free preview', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    all.control.clearRequests();
    await television.restart();
    await television.watch(film);
    await all.pass(10 * minute);
    expect(all.count(configuration)).toBe(0);

    const other = await all.launched({ pass: { freePreview: 'TempPass_Northstar' } });
    await other.pick(film);
    await other.code();
    const mark = all.mark();
    await other.send({ type: 'FREE_PREVIEW' });
    await other.on('player');
    await other.send({ type: 'BACK' });
    await other.watch(film);
    expect(all.sequence(mark)).not.toContain(configuration);
  });

  it('CFG-03 offers the remembered provider when its profile has ended, without the list', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ pass: onTv });
    all.control.clearRequests();
    await all.pass(31 * day);
    await television.restart();
    await television.pick(film);
    expect(television.now('confirmProvider').provider.displayName).toBe('Valley Cable');
    await television.send({ type: 'CONFIRM' });
    await television.code();
    await all.pass(minute);
    expect(all.count(configuration)).toBe(0);
    await television.send({ type: 'OTHER_PROVIDER' });
    await television.on('providers');
    await all.clock.quiet();
    expect(all.count(configuration)).toBe(1);
  });

  it('CFG-04 keeps id, name and logo of the provider, and goes by them from then on', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'HarborTV' });
    expect(television.remembers('provider')).toEqual({
      id: 'HarborTV',
      displayName: 'Harbor TV',
      logoUrl: expect.stringContaining('HarborTV'),
    });
    all.fault(configuration, { reset: true, times: 0 });
    all.control.clearRequests();
    const home = await television.restart();
    expect(home.viewer).toMatchObject({
      mvpd: 'HarborTV',
      providerName: 'Harbor TV',
      providerLogo: expect.stringContaining('HarborTV'),
    });
    await television.watch(film);
    expect(all.sequence()).toContain('GET /profiles/HarborTV');
    expect(all.sequence()).toContain('POST /decisions/authorize/HarborTV');
  });

  it('CFG-05 keeps the list for some minutes', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    const open = async () => {
      await television.send({ type: 'SIGN_IN' });
      await all.clock.until(
        () => television.now('providers').phase === 'choosing',
        () => 'a list',
      );
      await television.send({ type: 'BACK' });
    };
    await open();
    await all.pass(minute + 50_000);
    await open();
    expect(all.count(configuration)).toBe(1);
    await all.pass(10 * minute);
    await open();
    expect(all.count(configuration)).toBe(2);
  });

  it('CFG-06 shows the providers of the service, and no others', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    const names = async () => {
      await television.send({ type: 'SIGN_IN' });
      await television.on('providers');
      await all.clock.quiet();
      const { providers } = television.now('providers');
      await television.send({ type: 'BACK' });
      return providers.map(({ id }) => id);
    };
    const before = await names();
    expect(before).toContain('HarborTV');
    all.control.rules({ integration: { mvpd: 'HarborTV', active: false } });
    await all.pass(10 * minute);
    expect(await names()).toEqual(before.filter((id) => id !== 'HarborTV'));
    const [list] = all.calls(configuration);
    const { requestor } = answerOf<Configuration>(list);
    expect(requestor.mvpds.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
  });

  it('CFG-07 leaves TempPass out of the list', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.send({ type: 'SIGN_IN' });
    await television.on('providers');
    await all.clock.quiet();
    const { requestor } = answerOf<Configuration>(all.calls(configuration)[0]);
    const temporary = requestor.mvpds.filter(({ isTempPass }) => isTempPass).map(({ id }) => id);
    expect(temporary).toHaveLength(2);
    const shown = television.now('providers').providers.map(({ id }) => id);
    expect(shown.filter((id) => temporary.includes(id))).toEqual([]);
    expect(shown).toHaveLength(requestor.mvpds.length - temporary.length);
  });

  it('CFG-08 names the provider by its id, byte for byte, in sessions, decisions and logout', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.send({ type: 'SIGN_IN' });
    await television.on('providers');
    await all.clock.quiet();
    expect(
      television.now('providers').providers.find(({ id }) => id === 'BlueRidgeOne')?.displayName,
    ).toBe('BlueRidge One');
    await television.send({ type: 'CHOOSE', mvpd: 'BlueRidgeOne' });
    all.control.signIn({ code: await television.code() });
    await television.home();
    await television.watch(film);
    await television.send({ type: 'BACK' });
    await television.signOut();
    expect(all.calls('POST /sessions')[0]?.body).toMatchObject({ mvpd: 'BlueRidgeOne' });
    expect(all.count('POST /decisions/authorize/BlueRidgeOne')).toBe(1);
    expect(all.count('POST /decisions/preauthorize/BlueRidgeOne')).toBe(1);
    expect(all.count('GET /logout/BlueRidgeOne')).toBe(1);
  });

  it('CFG-09 lists every provider with a name and a logo that can be chosen', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.send({ type: 'SIGN_IN' });
    await television.on('providers');
    await all.clock.quiet();
    const { providers } = television.now('providers');
    expect(providers.length).toBeGreaterThan(30);
    for (const { displayName, logoUrl } of providers) {
      expect(displayName).not.toBe('');
      expect(logoUrl).toMatch(/^https?:\/\//);
    }
    await television.send({ type: 'CHOOSE', mvpd: providers.at(-1)?.id ?? '' });
    await television.code();
    expect(television.now('signIn').provider).toEqual(providers.at(-1));
  });

  it('CFG-10 says that a provider was switched off, and shows the list again', async () => {
    const all = await testEnv();
    const television = await all.launched({ pass: onTv });
    await television.send({ type: 'SIGN_IN' });
    await television.on('providers');
    await all.clock.quiet();
    all.control.rules({ integration: { mvpd: 'HarborTV', active: false } });
    await television.send({ type: 'CHOOSE', mvpd: 'HarborTV' });
    await all.pass(minute);
    expect(television.now('signIn')).toMatchObject({
      phase: 'failed',
      problem: { key: 'providerUnavailable' },
    });
    expect(all.count('POST /sessions')).toBe(1);
    await television.send({ type: 'RETRY' });
    await television.on('providers');
  });
});
