import { permit, talk } from '../sampleTraffic.ts';
import type { Case, Cases } from './case.ts';
import { played, signedIn } from './configuration.ts';

const MAIN = 'NORTHSTAR-MAIN';
const NEWS = 'NORTHSTAR-NEWS';
const SPORT = 'NORTHSTAR-SPORT';
const times = <T>(count: number, begin: T, step: (so: T) => T): T =>
  Array.from({ length: count }).reduce<T>((so) => step(so), begin);

const film = { resource: MAIN };

export const preauthorizationCases: Cases = {
  'PRE-01': {
    met: signedIn()
      .preauthorize({ [MAIN]: permit })
      .authorize(MAIN, permit, { mediaToken: 'm-1' })
      .play({ ...film, token: 'm-1' }),
    broken: signedIn()
      .preauthorize({ [MAIN]: permit })
      .play(film, { status: 401 }),
  },
  'PRE-02': {
    met: signedIn().preauthorize({ [MAIN]: permit, [NEWS]: permit }),
    broken: signedIn().v2('POST', 'decisions/preauthorize/ValleyCable', {
      body: { resources: ['1', '2', '3', '4', '5', '6'] },
      status: 403,
      answer: { code: 'too_many_resources', action: 'configuration' },
    }),
    tolerated: {
      'a limit that was agreed': signedIn().preauthorize(
        Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((id) => [id, permit])),
      ),
    },
  },
  'PRE-03': {
    met: signedIn()
      .preauthorize({ [MAIN]: permit })
      .wait(9_000)
      .preauthorize({ [NEWS]: permit }),
    broken: times(3, signedIn(), (all) => all.preauthorize({ [MAIN]: permit }).wait(9_000)),
    tolerated: {
      restarts: times(3, talk().start(), (all) =>
        all.profiles(['ValleyCable']).preauthorize({ [MAIN]: permit }),
      ),
      denials: times(3, signedIn(), (all) =>
        all.preauthorize({ [SPORT]: 'preauthorization_denied_by_mvpd' }).wait(60_000),
      ),
    },
  },
  'PRE-04': {
    met: times(3, signedIn(), (all) => all.preauthorize({ [MAIN]: 'network_connection_timeout' }))
      .wait(5_000)
      .authorize(MAIN),
    broken: times(8, signedIn(), (all) =>
      all.preauthorize({ [MAIN]: 'network_connection_timeout' }).wait(500),
    ),
    tolerated: {
      'growing pauses': [500, 1_500, 3_500, 7_500, 15_500, 31_500].reduce(
        (all, ms) => all.preauthorize({ [MAIN]: 'network_connection_timeout' }).wait(ms),
        signedIn(),
      ),
    },
  },
  'PRE-05': {
    met: signedIn()
      .preauthorize({ [MAIN]: permit, [NEWS]: 'network_connection_timeout' })
      .preauthorize({ [NEWS]: permit }),
    broken: signedIn()
      .preauthorize({ [MAIN]: permit, [NEWS]: 'network_connection_timeout' })
      .preauthorize({ [MAIN]: permit, [NEWS]: permit }),
  },
  'PRE-07': {
    met: signedIn()
      .refuse('POST', 'decisions/preauthorize/ValleyCable', 403, 'too_many_resources', {
        body: { resources: [MAIN, NEWS, SPORT] },
      })
      .wait(1_000)
      .preauthorize({ [MAIN]: permit }),
    broken: times(2, signedIn(), (all) =>
      all.refuse('POST', 'decisions/preauthorize/ValleyCable', 403, 'too_many_resources', {
        body: { resources: [MAIN, NEWS, SPORT] },
      }),
    ),
  },
  'PRE-08': {
    met: signedIn().preauthorize({ [MAIN]: permit }),
    broken: signedIn().preauthorize({ [MAIN]: permit }, { headers: { 'content-type': '' } }),
  },
};

const denied = 'authorization_denied_by_mvpd';

const anotherTry: Case['tolerated'] = {
  'a viewer who tries three times': [0, 4_000, 9_000].reduce(
    (all, ms) => all.wait(ms).authorize(SPORT, denied),
    signedIn(),
  ),
  'two or three retries for each of several presses': times(4, signedIn(), (all) =>
    all
      .authorize(MAIN, 'network_connection_timeout')
      .wait(200)
      .authorize(MAIN, 'network_connection_timeout')
      .wait(900)
      .authorize(MAIN, 'network_connection_timeout')
      .wait(3_000),
  ),
};

export const authorizationCases: Cases = {
  'AZN-01': {
    met: played()
      .play({ ...film, token: 'm-1' })
      .wait(60_000)
      .authorize(MAIN, permit, { mediaToken: 'm-2' })
      .play({ ...film, token: 'm-2' }),
    broken: played()
      .play({ ...film, token: 'm-1' })
      .wait(60_000)
      .play({ ...film, token: 'm-1' }, { status: 403 }),
    tolerated: {
      'the same play again because no answer came': played()
        .play({ ...film, token: 'm-1' }, { status: 0 })
        .play({ ...film, token: 'm-1' }),
      'what is free': signedIn().play({ item: 'free', free: true }),
    },
  },
  'AZN-02': {
    met: signedIn().authorize(SPORT, denied).wait(9_000).authorize(MAIN),
    broken: signedIn().authorize(SPORT, denied).play({ resource: SPORT }, { status: 401 }),
  },
  'AZN-03': {
    met: signedIn().authorize(SPORT, denied).wait(9_000).profiles(['ValleyCable']),
    broken: times(8, signedIn(), (all) => all.authorize(SPORT, denied).wait(500)),
    tolerated: anotherTry,
  },
  'AZN-05': {
    met: signedIn()
      .authorize(MAIN, 'authorization_denied_by_session_invalidated')
      .wait(4_000)
      .session('A', 'ValleyCable'),
    broken: times(3, signedIn(), (all) =>
      all.authorize(MAIN, 'authorization_denied_by_session_invalidated'),
    ),
  },
  'AZN-08': {
    met: signedIn().authorize(MAIN),
    broken: signedIn().authorize('northstar-main'),
    tolerated: {
      'MRSS with the id as title': signedIn().authorize(
        '<rss version="2.0"><channel><title>NORTHSTAR-MAIN</title></channel></rss>',
      ),
    },
  },
  'AZN-09': {
    met: signedIn().authorize(MAIN),
    broken: signedIn().v2('POST', 'decisions/authorize/ValleyCable', {
      body: { resources: [MAIN] },
      headers: { 'content-type': 'application/json' },
      device: false,
    }),
  },
};

/** A token that ends a minute after the decision. */
const short = (token: string) => ({ mediaToken: token, life: 60_000 });

export const playbackCases: Cases = {
  'PLY-01': {
    met: played().play({ ...film, token: 'm-1' }),
    broken: signedIn().play(film, { status: 401 }),
  },
  'PLY-02': {
    met: played().play({ ...film, token: 'm-1' }),
    broken: played().play({ resource: SPORT, token: 'm-1' }, { status: 403 }),
  },
  'PLY-04': {
    met: played()
      .play({ ...film, token: 'm-1' })
      .authorize(MAIN, permit, { mediaToken: 'm-2' })
      .play({ ...film, token: 'm-2' }),
    broken: played()
      .play({ ...film, token: 'm-1' })
      .play({ ...film, token: 'm-1' }, { status: 403 }),
  },
  'PLY-05': {
    met: signedIn()
      .authorize(MAIN, permit, short('m-1'))
      .play({ ...film, token: 'm-1' })
      .stream()
      .wait(90_000)
      .stream(),
    broken: signedIn()
      .authorize(MAIN, permit, short('m-1'))
      .play({ ...film, token: 'm-1' })
      .stream()
      .wait(58_000)
      .authorize(MAIN, permit, short('m-2'))
      .stream(),
    tolerated: {
      'a viewer who starts again at that moment': signedIn()
        .authorize(MAIN, permit, short('m-1'))
        .play({ ...film, token: 'm-1' })
        .wait(58_000)
        .authorize(MAIN, permit, short('m-2'))
        .play({ ...film, token: 'm-2' }),
    },
  },
  'PLY-06': {
    met: played().play({ ...film, token: 'm-1' }),
    broken: signedIn()
      .authorize(MAIN, permit, short('m-1'))
      .wait(90_000)
      .play({ ...film, token: 'm-1' }, { status: 403 }),
    tolerated: {
      'a clock that only the sandbox moved': signedIn()
        .authorize(MAIN, permit, short('m-1'))
        .advance(90_000)
        .play({ ...film, token: 'm-1' }, { status: 403 }),
    },
  },
};
