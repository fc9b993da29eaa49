import { describe, expect, it } from 'vitest';
import { testEnv } from './testEnv.ts';
import { hour, minute } from './times.ts';
import { film, filmResource, free, sport } from './titles.ts';

const authorize = 'POST /decisions/authorize/ValleyCable';

describe('authorization', () => {
  it('AZN-01 asks for a new decision at every playback, whatever was decided before', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    expect(television.now('home').decisions[filmResource]).toEqual({ included: true });
    await television.send({ type: 'ACCOUNT' }, { type: 'BACK' });
    await all.pass(minute);
    expect(all.count(authorize)).toBe(0);
    for (let plays = 1; plays <= 3; plays += 1) {
      await television.watch(film);
      expect(all.count(authorize)).toBe(plays);
      const decided = all.calls(authorize).at(-1);
      const played = all.calls('POST /programmer/play').at(-1);
      expect(played?.seq).toBeGreaterThan(decided?.seq ?? Number.POSITIVE_INFINITY);
      await television.send({ type: 'BACK' });
    }
    await television.watch(free);
    expect(all.count(authorize)).toBe(3);
    expect(all.judged('AZN-01')).toEqual(['met']);
  });

  it('AZN-02 plays only what is permitted: a 200 with a denial inside plays nothing', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ user: 'casey' });
    await television.pick(sport);
    expect((await television.on('notAvailable')).problem.key).toBe('notInPackage');
    expect(all.calls(authorize).map(({ status }) => status)).toEqual([200]);
    expect(all.count('POST /programmer/play')).toBe(0);

    // A token beside a denial changes nothing.
    const token = { notBefore: 1, notAfter: 2, serializedToken: 'MEDIA' };
    const decision = { resource: filmResource, authorized: false, token };
    all.fault(authorize, { status: 200, body: { decisions: [decision] } });
    await television.send({ type: 'BACK' });
    await television.pick(film);
    await television.on('notAvailable');
    expect(all.count('POST /programmer/play')).toBe(0);
  });

  it('AZN-03 repeats only on the action "retry", three times in all, and never a denial', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ user: 'casey' });
    await television.pick(sport);
    await television.on('notAvailable');
    await all.pass(5 * minute);
    expect(all.count(authorize)).toBe(1);

    await television.send({ type: 'BACK' });
    all.fault(authorize, { error: 'network_connection_timeout', shape: 'item', times: 0 });
    await television.pick(film);
    expect(await television.on('notAvailable')).toMatchObject({ canRetry: true });
    await all.pass(5 * minute);
    expect(all.count(authorize)).toBe(1 + 3);
  });

  it("AZN-04 shows the provider's own words when access is denied", async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const details = 'Add Sport Plus to watch this.';
    all.fault(authorize, { error: 'authorization_denied_by_mvpd', shape: 'item', details });
    await television.pick(film);
    expect((await television.on('notAvailable')).problem.details).toBe(details);
  });

  it.each([
    'authenticated_profile_missing',
    'authenticated_profile_expired',
    'authenticated_profile_invalidated',
    'authorization_denied_by_hba_policies',
    'authorization_denied_by_session_invalidated',
    'identity_not_recognized_by_mvpd',
  ])('AZN-05 leads to signing in when the action is "authentication": `%s`', async (error) => {
    const all = await testEnv();
    const television = await all.signedIn();
    all.fault(authorize, { error, shape: 'item' });
    await television.pick(film);
    expect(await television.on('notAvailable')).toMatchObject({
      canSignIn: true,
      canRetry: false,
      problem: { key: 'signInAgain' },
    });
    expect(all.count('POST /programmer/play')).toBe(0);
    await television.send({ type: 'SIGN_IN' });
    await television.on('confirmProvider');
  });

  it('AZN-06 tells parental controls and degradation apart from a missing subscription', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const keys: string[] = [];
    for (const error of [
      'authorization_denied_by_mvpd',
      'authorization_denied_by_parental_controls',
      'authorization_denied_by_degradation_rule',
    ]) {
      all.fault(authorize, { error, shape: 'item' });
      await television.pick(film);
      keys.push((await television.on('notAvailable')).problem.key);
      await television.send({ type: 'BACK' });
    }
    expect(keys).toEqual(['notInPackage', 'parentalControl', 'providerPause']);
  });

  it('AZN-07 authorizes a long live stream at its start only', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await television.watch('live-northstar-main');
    await all.pass(6 * hour);
    expect(television.now('player').item.id).toBe('live-northstar-main');
    expect(all.count(authorize)).toBe(1);
  });

  it('AZN-08 sends resource ids as the catalogue has them, byte for byte', async () => {
    const all = await testEnv();
    const resource = '<rss version="2.0"><channel><title>Nörd & Süd</title></channel></rss>';
    const item = {
      id: film,
      title: 'Tidewater',
      content: { videos: [] },
      couchpass: { access: 'subscription', resource },
    };
    all.fault('GET /programmer/feed.json', {
      body: {
        movies: [item],
        playlists: [{ name: 'all', itemIds: [film] }],
        categories: [{ name: 'All', playlistName: 'all' }],
      },
    });
    const television = await all.signedIn();
    await television.pick(film);
    await all.clock.quiet();
    expect(all.calls(authorize)[0]?.body).toEqual({ resources: [resource] });
    expect(all.calls('POST /decisions/preauthorize/*')[0]?.body).toEqual({ resources: [resource] });
    const other = await all.signedIn();
    await other.pick(film);
    await other.on('player');
    expect(all.calls(authorize)[1]?.body).toEqual({ resources: [filmResource] });
  });

  it('AZN-09 asks by a JSON POST about one resource, for the provider of the profile', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'HarborTV' });
    await television.watch(film);
    const [call] = all.calls('POST /decisions/authorize/HarborTV');
    expect(call).toMatchObject({
      body: { resources: [filmResource] },
      headers: {
        'content-type': expect.stringMatching(/^application\/json/),
        authorization: expect.stringMatching(/^Bearer /),
        'ap-device-identifier': expect.stringMatching(/^fingerprint /),
        'x-device-info': expect.any(String),
      },
    });
    expect(all.judged('AZN-09')).toEqual(['met']);
  });
});
