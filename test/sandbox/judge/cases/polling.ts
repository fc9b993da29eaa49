import { phone, shown, talk, tv } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';

const ownScheme = {
  body: {
    mvpd: 'ValleyCable',
    domainName: 'northstar.example',
    redirectUrl: 'adbe.northstar://signin',
  },
};

export const pollingCases: Cases = {
  'POL-01': {
    met: shown().wait(3_000).polls('A', 3),
    broken: [1, 2, 3, 4, 5].reduce((all) => all.wait(3_500).profiles(), shown()),
  },
  'POL-02': {
    met: shown().wait(3_500).polls('A', 2),
    broken: shown().wait(30_000).polls('A', 2),
  },
  'POL-03': {
    met: talk()
      .start()
      .session('A', 'ValleyCable')
      .open('A')
      .wait(20_000)
      .loginDone()
      .poll('A', ['ValleyCable']),
    broken: talk()
      .start()
      .session('A', 'ValleyCable', ownScheme)
      .open('A')
      .poll('A')
      .wait(20_000)
      .loginDone()
      .poll('A', ['ValleyCable']),
    tolerated: {
      'a login on a second screen': talk()
        .start()
        .session('A', 'ValleyCable')
        .poll('A')
        .as(phone)
        .start()
        .inspect('A')
        .open('A')
        .as(tv)
        .poll('A')
        .loginDone(),
    },
  },
  'POL-04': {
    met: shown().wait(3_000).polls('A', 5, 3_000),
    broken: shown().polls('A', 5, 1_000),
    tolerated: {
      'one poll that was held up on its way': shown()
        .poll('A')
        .wait(8_500)
        .poll('A')
        .wait(500)
        .poll('A')
        .wait(4_500)
        .poll('A'),
      'the same poll with a new token': shown()
        .poll('A', [], { status: 401, answer: { code: 'invalid_access_token', action: 'none' } })
        .renew()
        .poll('A')
        .wait(3_500)
        .poll('A'),
      'a clock that was set back': shown().polls('A', 2).advance(-60_000).polls('A', 2),
    },
  },
  'POL-05': {
    met: shown().polls('A', 2).poll('A', ['ValleyCable']),
    broken: shown().polls('A', 2).poll('A', ['ValleyCable']).wait(3_500).poll('A', ['ValleyCable']),
    tolerated: {
      'an answer that came too late': shown()
        .poll('A', ['ValleyCable'], { durationMs: 12_000 })
        .wait(14_000)
        .poll('A', ['ValleyCable']),
    },
  },
  'POL-06': {
    met: talk().start().session('A', '', { life: 30_000 }).polls('A', 7).wait(30_000).profiles(),
    broken: talk().start().session('A', '', { life: 30_000 }).polls('A', 14),
    tolerated: {
      'time that only the sandbox let pass': talk()
        .start()
        .session('A')
        .polls('A', 3)
        .advance(1_900_000)
        .poll('A', [], { status: 400, answer: { code: 'invalid_authentication_session' } })
        .session('B'),
    },
  },
  'POL-07': {
    met: shown().polls('A', 2).session('B').polls('B', 2),
    broken: shown().polls('A', 2).session('B').poll('A').wait(3_500).poll('A'),
  },
  'POL-08': {
    met: shown().polls('A', 3).poll('A', ['ValleyCable']),
    broken: ['A', 'B', 'C', 'D', 'E'].reduce(
      (all, code) => all.session(code).wait(3_000).poll(code).wait(1_000),
      talk().start().profiles(),
    ),
  },
  'POL-09': {
    met: shown().poll('A', [], { status: 429, answer: undefined }).wait(4_000).poll('A'),
    broken: shown().poll('A', [], { status: 429, answer: undefined }).session('B'),
  },
  'POL-10': {
    met: shown()
      .polls('A', 2)
      .poll('A', [], { status: 400, answer: { code: 'invalid_authentication_session' } })
      .wait(20_000)
      .profiles(),
    broken: shown()
      .poll('A', [], { status: 400, answer: { code: 'invalid_authentication_session' } })
      .wait(3_500)
      .poll('A', [], { status: 400, answer: { code: 'invalid_authentication_session' } }),
  },
  'POL-12': {
    met: shown().poll('A', ['ValleyCable']),
    broken: shown().poll('A', ['ValleyCable']).v1('GET', '/api/v1/tokens/usermetadata'),
  },
};
