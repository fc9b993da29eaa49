import { error, type Talk, talk } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';
import { signedIn } from './configuration.ts';

const MAIN = 'NORTHSTAR-MAIN';
const times = (count: number, begin: Talk, step: (so: Talk) => Talk): Talk =>
  Array.from({ length: count }).reduce<Talk>((so) => step(so), begin);

const authorizePath = 'decisions/authorize/ValleyCable';
const body = { resources: [MAIN] };
const throttled = { status: 429, answer: undefined, answerType: 'text/html' };

export const errorCases: Cases = {
  'ERR-02': {
    met: signedIn()
      .authorize(MAIN, 'authenticated_profile_expired')
      .session('A', 'ValleyCable')
      .poll('A', ['ValleyCable'])
      .refuse('POST', authorizePath, 403, 'authenticated_profile_expired', { body })
      .session('B', 'ValleyCable'),
    broken: times(
      3,
      signedIn()
        .refuse('POST', authorizePath, 403, 'authenticated_profile_expired', { body })
        .session('A', 'ValleyCable'),
      (all) => all.authorize(MAIN, 'authenticated_profile_expired'),
    ),
  },
  'ERR-03': {
    met: times(3, talk().start(), (all) => all.profiles([], { status: 500 }))
      .wait(5_000)
      .profiles(),
    broken: times(8, talk().start(), (all) => all.profiles([], { status: 500 }).wait(500)),
    tolerated: {
      'polling at its own pace': times(8, talk().start().session('A'), (all) =>
        all.poll('A', [], { status: 500 }).wait(3_500),
      ),
      'a viewer who keeps pressing Retry': [900, 6_000, 300, 2_000, 9_000, 400].reduce(
        (all, ms) => all.profiles([], { status: 500 }).wait(ms),
        talk().start(),
      ),
    },
  },
  'ERR-04': {
    met: signedIn()
      .refuse('GET', 'configuration', 500, 'invalid_configuration_platform')
      .wait(9_000)
      .profiles(['ValleyCable']),
    broken: times(4, signedIn(), (all) =>
      all.refuse('GET', 'configuration', 500, 'invalid_configuration_platform'),
    ),
    tolerated: {
      'polling over V1, where a token that is not there yet is a 404': times(
        6,
        talk().start(),
        (all) =>
          all.v1('GET', '/api/v1/tokens/authn', { deviceId: 'd' }, { status: 404 }).wait(2_500),
      ),
    },
  },
  'ERR-05': {
    met: signedIn().authorize(MAIN, 'authenticated_profile_missing').session('A'),
    broken: times(3, signedIn(), (all) => all.authorize(MAIN, 'authenticated_profile_missing')),
  },
  'ERR-06': {
    met: talk()
      .start()
      .refuse('GET', 'profiles', 401, 'invalid_access_token_client_application')
      .as({ client: 'c-2' })
      .start()
      .profiles(),
    broken: times(3, talk().start(), (all) =>
      all.refuse('GET', 'profiles', 401, 'invalid_access_token_client_application').renew(),
    ),
  },
  'ERR-07': {
    met: signedIn()
      .v2('GET', 'profiles/ValleyCable', { status: 403, answer: error('brand_new_code') })
      .wait(2_000)
      .profiles(['ValleyCable']),
    broken: times(8, signedIn(), (all) =>
      all.v2('GET', 'profiles/ValleyCable', {
        status: 403,
        answer: error('brand_new_code', 'retry'),
      }),
    ),
  },
  'ERR-09': {
    met: signedIn().profiles([], throttled).wait(2_000).profiles(['ValleyCable']),
    broken: signedIn().profiles([], throttled).wait(800).logout(),
  },
};

export const throttlingCases: Cases = {
  'THR-01': {
    met: talk().start().profiles([], throttled).wait(1_000).profiles(),
    broken: talk().start().profiles([], throttled).profiles(),
    tolerated: {
      'another call that was on its way': talk()
        .start()
        .profiles([], throttled)
        .wait(-450)
        .configuration()
        .wait(2_000)
        .profiles(),
    },
  },
  'THR-02': {
    met: times(12, talk().start(), (all) => all.profiles().wait(4_000)),
    broken: times(40, talk().start(), (all) => all.profiles().wait(-300)),
    tolerated: {
      'two calls for each of many plays, over an hour': times(60, signedIn(), (all) =>
        all.authorize(MAIN).profiles(['ValleyCable']).wait(60_000),
      ),
    },
  },
  'THR-03': {
    met: talk().start().profiles().wait(60_000).configuration(),
    broken: times(16, talk().start(), (all) => all.profiles().wait(-400)),
  },
};

export const securityCases: Cases = {
  'SEC-01': {
    met: talk().start().v2('GET', 'profiles', { secure: true, host: 'sp.auth.adobe.com' }),
    broken: talk().start().v2('GET', 'profiles', { secure: false, host: 'sp.auth.adobe.com' }),
    tolerated: {
      'a sandbox on this machine': talk()
        .start()
        .v2('GET', 'profiles', { secure: false, host: 'localhost:8700' }),
    },
  },
  'SEC-02': {
    met: talk().start().profiles(),
    broken: talk()
      .start()
      .profiles()
      .v2('GET', 'profiles', { status: 401, headers: { authorization: '' } }),
  },
  'SEC-03': {
    met: talk().start().profiles(),
    broken: talk().start().v2('GET', 'profiles?requestor=NORTHSTAR'),
  },
};
