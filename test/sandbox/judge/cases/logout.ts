import { permit, talk } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';
import { signedIn } from './configuration.ts';

const MAIN = 'NORTHSTAR-MAIN';
const two = { ValleyCable: 'logout', HarborTV: 'logout' };

export const logoutCases: Cases = {
  'LGO-01': { met: signedIn().wait(9_000).logout() },
  'LGO-02': {
    met: signedIn().wait(9_000).logout(),
    broken: signedIn().wait(9_000).v2('GET', 'logout/ValleyCable?redirectUrl='),
  },
  'LGO-03': {
    met: signedIn()
      .logout('ValleyCable', two)
      .browserLogout('ValleyCable')
      .browserLogout('HarborTV'),
    broken: signedIn().logout('ValleyCable', two).browserLogout('ValleyCable'),
    tolerated: { 'a device without a browser': signedIn().logout('ValleyCable', two) },
  },
  'LGO-04': {
    met: signedIn().logout('ValleyCable', { ValleyCable: 'logout' }).browserLogout('ValleyCable'),
    broken: signedIn()
      .logout('ValleyCable', { ValleyCable: 'logout' })
      .browserLogout('ValleyCable', { headers: { authorization: 'Bearer t-1' } }),
  },
  'LGO-06': {
    met: signedIn().logout(),
    broken: signedIn().logout().logout(),
  },
  'LGO-07': {
    met: signedIn().authorize(MAIN, 'authorization_denied_by_mvpd').wait(20_000).logout(),
    broken: signedIn().authorize(MAIN, 'authorization_denied_by_mvpd').logout(),
    tolerated: {
      'a test that moves the clock while its viewer reads': signedIn()
        .authorize(MAIN, 'authorization_denied_by_mvpd')
        .advance(5_000)
        .logout(),
      'a token that was renewed before the logout': signedIn()
        .refuse('GET', 'logout/ValleyCable', 401, 'invalid_access_token')
        .renew()
        .logout(),
    },
  },
  'LGO-08': {
    met: signedIn().logout().profiles(),
    broken: signedIn().logout().authorize(MAIN, 'authenticated_profile_missing'),
  },
};

const TRIAL = 'TempPass_10min';
const free = { mvpd: TRIAL, source: 'temppass' };
const over = 'temporary_access_duration_limit_exceeded';
const identity = (text: string) => ({
  headers: { 'ap-temppass-identity': Buffer.from(text).toString('base64') },
});
const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const trial = () =>
  talk()
    .start()
    .profiles()
    .authorize(MAIN, permit, { ...free, mediaToken: 'm-1' });

/** Plays a live channel on a TempPass of a minute. */
const watching = () =>
  talk()
    .start()
    .authorize(MAIN, permit, { ...free, mediaToken: 'm-1' })
    .profilesOf(TRIAL, [TRIAL], { type: 'temporary', life: 60_000 })
    .play({ item: 'live', resource: MAIN, token: 'm-1' })
    .stream('live')
    .wait(50_000)
    .stream('live');

export const tempPassCases: Cases = {
  'TMP-01': {
    met: trial(),
    broken: talk()
      .start()
      .configuration(['ValleyCable', TRIAL])
      .session('A', TRIAL)
      .open('A')
      .poll('A'),
  },
  'TMP-02': {
    met: watching().wait(60_000).profiles(),
    broken: watching().wait(60_000).stream('live'),
  },
  'TMP-03': {
    met: talk()
      .start()
      .authorize(MAIN, permit, { ...free, ...identity(`{"email":"${digest}"}`) }),
    broken: talk()
      .start()
      .authorize(MAIN, 'invalid_header_identity_for_temporary_access', { mvpd: TRIAL })
      .authorize(MAIN, 'invalid_header_identity_for_temporary_access', { mvpd: TRIAL }),
  },
  'TMP-04': {
    met: talk()
      .start()
      .authorize(MAIN, permit, { ...free, ...identity(`{"email":"${digest}"}`) }),
    broken: talk()
      .start()
      .authorize(MAIN, permit, { ...free, ...identity('{"email":"alex@valley.example"}') }),
    tolerated: {
      'the hash alone, without JSON around it': talk()
        .start()
        .authorize(MAIN, permit, { ...free, ...identity(digest) }),
    },
  },
  'TMP-05': {
    met: trial().wait(700_000).authorize(MAIN, over, free).wait(9_000).session('A', 'ValleyCable'),
    broken: [1, 2, 3].reduce((all) => all.authorize(MAIN, over, free).wait(9_000), trial()),
    tolerated: {
      'a trial that was given anew': trial()
        .authorize(MAIN, over, free)
        .wait(60_000)
        .authorize(MAIN, permit, free)
        .authorize('NORTHSTAR-NEWS', permit, free),
    },
  },
  'TMP-06': { met: trial().profilesOf(TRIAL, [TRIAL], { type: 'temporary' }) },
  'TMP-07': {
    met: trial().wait(60_000).session('A', 'ValleyCable'),
    broken: trial().logout(TRIAL).session('A', 'ValleyCable'),
  },
  'TMP-08': {
    met: trial().authorize('NORTHSTAR-NEWS', permit, free),
    broken: trial().as({ device: 'another identifier' }).authorize(MAIN, permit, free),
  },
};
