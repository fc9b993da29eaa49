import { describe, expect, it } from 'vitest';
import { testEnv } from './testEnv.ts';
import { minute, second } from './times.ts';
import { film, sport } from './titles.ts';

const logout = 'GET /logout/*';

const steps = (...entries: [mvpd: string, actionName: string, actionType: string][]) => ({
  logouts: Object.fromEntries(
    entries.map(([mvpd, actionName, actionType]) => [
      mvpd,
      {
        actionName,
        actionType,
        mvpd,
        ...(actionName === 'logout' && { url: '/adobe-services/logout' }),
      },
    ]),
  ),
});

describe('logout', () => {
  it('LGO-01 lets a viewer who is signed in sign out', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await television.send({ type: 'ACCOUNT' });
    expect(television.now('account').viewer?.mvpd).toBe('ValleyCable');
    await television.send({ type: 'SIGN_OUT' });
    expect(television.now('account').phase).toBe('confirming');
    await television.send({ type: 'CONFIRM' });
    expect((await television.home()).viewer).toBeNull();
    expect(all.control.profiles()).toEqual([]);
  });

  it("LGO-02 calls logout once, for the profile's provider, with redirectUrl encoded once", async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'HarborTV' });
    await television.signOut();
    expect(all.calls(logout)).toMatchObject([
      {
        path: '/api/v2/NORTHSTAR/logout/HarborTV',
        query: { redirectUrl: television.settings.appSettings.pass.activateUrl },
      },
    ]);
    expect(television.sent.at(-1)?.url).toMatch(/\?redirectUrl=https%3A%2F%2F[^:/?&]+$/);
  });

  it('LGO-03 follows each entry of the answer, not only the first', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const body = steps(
      ['ValleyCable', 'complete', 'none'],
      ['HarborTV', 'partner_logout', 'partner_interactive'],
    );
    all.fault(logout, { status: 200, body });
    await television.signOut();
    await television.on('signedOut');
    await television.send({ type: 'BACK' });
    expect((await television.home()).viewer).toBeNull();
  });

  it('LGO-04 ends with the answer `logout` on a device without a browser, and is signed out', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'HarborTV' });
    await television.signOut();
    expect(all.calls(logout)[0]?.answer).toMatchObject({
      logouts: { HarborTV: { actionName: 'logout', actionType: 'interactive' } },
    });
    expect(await television.home()).toMatchObject({ viewer: null, problem: null });
    expect(television.shown.map(({ screen }) => screen)).not.toContain('problem');
    expect(all.sequence().filter((call) => call.includes('adobe-services'))).toEqual([]);
  });

  it("LGO-05 tells the viewer to sign out in the device's settings too when a partner signed in", async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    const body = steps(['ValleyCable', 'partner_logout', 'partner_interactive']);
    all.fault(logout, { status: 200, body });
    await television.signOut();
    await television.on('signedOut');
    await all.pass(minute);
    // The message stays until the viewer confirms it.
    television.now('signedOut');
    expect(television.remembers('profile')).toBeUndefined();
  });

  it('LGO-06 needs nothing more after `complete` and `invalid`', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'Orchard' });
    await television.signOut();
    expect(await television.home()).toMatchObject({ viewer: null, problem: null });
    await television.signIn({ mvpd: 'HarborTV' });
    all.control.rules({ deleteProfiles: true });
    await television.signOut();
    expect(await television.home()).toMatchObject({ viewer: null, problem: null });
    const answers = all.calls(logout).map(({ answer }) => JSON.stringify(answer));
    expect(answers[0]).toContain('"complete"');
    expect(answers[1]).toContain('"invalid"');
    expect(all.judged('LGO-06')).toEqual(['met']);
  });

  it('LGO-07 never signs anybody out by itself: not after denials, errors, at start or at exit', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ user: 'casey' });
    const authorize = 'POST /decisions/authorize/ValleyCable';
    const troubles = [
      { error: 'authorization_denied_by_session_invalidated', shape: 'item' },
      { error: 'authenticated_profile_invalidated' },
      { error: 'authorization_denied_by_parental_controls', shape: 'item' },
      { status: 500 },
      { status: 403, body: { code: 'brand_new_code', action: 'dance', status: 403 } },
    ] as const;
    for (const trouble of troubles) {
      all.fault(authorize, { times: 3, ...trouble });
      await television.pick(film);
      await television.on('notAvailable');
      all.control.clearFaults();
      await all.pass(2 * minute);
      await television.send({ type: 'BACK' });
      await television.restart();
      if (television.now('home').viewer === null) await television.signIn({ user: 'casey' });
      await television.pick(sport);
      await television.on('notAvailable');
      await television.send({ type: 'BACK' });
    }
    television.stop();
    await all.pass(10 * second);
    expect(all.count(logout)).toBe(0);
  });

  it('LGO-08 shows that nobody is signed in, and has forgotten who was', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ user: 'casey' });
    expect(television.now('home').decisions).not.toEqual({});
    await television.signOut();
    expect(await television.home()).toMatchObject({ viewer: null, decisions: {} });
    expect(television.remembers('profile')).toBeUndefined();
    expect(television.remembers('provider')).toBeUndefined();
    all.fault('GET /profiles', { reset: true, times: 0 });
    television.stop();
    television.start();
    await television.on('problem');
    await television.send({ type: 'BROWSE' });
    expect((await television.home()).viewer).toBeNull();
    await television.pick(film);
    await television.code();
    expect(television.now('signIn').provider).toBeNull();
  });
});
