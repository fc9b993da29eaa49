import { permit, talk, tv } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';
import { signedIn } from './configuration.ts';

const missing = 'authenticated_profile_missing';

export const authenticationCases: Cases = {
  'AUT-01': {
    met: talk().start().profiles().session('A'),
    broken: talk().start().session('A'),
    tolerated: {
      'a recording that begins later': talk().session('A'),
    },
  },
  'AUT-02': {
    met: talk().start().profiles().wait(9_000).session('A'),
    broken: talk().start().profiles().authorize('NORTHSTAR-MAIN', missing),
    tolerated: {
      'temporary access': talk()
        .start()
        .profiles()
        .authorize('NORTHSTAR-MAIN', permit, { mvpd: 'TempPass_10min', source: 'temppass' }),
    },
  },
  'AUT-03': {
    met: talk().start().profiles().session('A', 'ValleyCable'),
    broken: talk()
      .start()
      .profiles()
      .session('A', 'ValleyCable', {
        body: { mvpd: 'ValleyCable', redirectUrl: 'https%3A%2F%2Fnorthstar.example%2Fdone' },
      }),
    tolerated: {
      'an empty body without a type': talk()
        .start()
        .session('A', '', { headers: { 'content-type': '' } }),
    },
  },
  'AUT-04': {
    met: talk().start().profiles().entitled('ValleyCable').authorize('NORTHSTAR-MAIN'),
    broken: talk().start().profiles().entitled('ValleyCable').poll('OLD'),
    tolerated: {
      'a login with another provider': talk()
        .start()
        .profiles()
        .entitled('ValleyCable')
        .wait(20_000)
        .session('A', 'HarborTV'),
    },
  },
  'AUT-05': {
    met: talk().start().profiles().session('A', 'ValleyCable').open('A').poll('A'),
    broken: talk()
      .start()
      .profiles()
      .session('A', 'ValleyCable')
      .authorize('NORTHSTAR-MAIN', missing),
  },
  'AUT-06': {
    met: talk()
      .start()
      .session('A')
      .as({ client: 'c-2', device: '', token: 't-2' })
      .resume('A')
      .open('A')
      .as(tv)
      .poll('A', ['ValleyCable']),
    broken: talk().start().session('A').open('A', { status: 400 }),
  },
  'AUT-07': {
    met: talk()
      .start()
      .session('A')
      .resume(
        'A',
        { mvpd: 'ValleyCable' },
        {
          answer: { actionName: 'retry', code: 'A', missingParameters: ['domain', 'redirectUrl'] },
        },
      )
      .resume('A'),
    broken: talk()
      .start()
      .session('A')
      .resume(
        'A',
        { mvpd: 'ValleyCable' },
        {
          answer: { actionName: 'retry', code: 'A', missingParameters: ['domain', 'redirectUrl'] },
        },
      )
      .resume('A', { mvpd: 'ValleyCable' }),
  },
  'AUT-08': {
    met: talk().start().session('A', 'ValleyCable').open('A'),
    broken: talk()
      .start()
      .session('A', 'ValleyCable')
      .open('A', { headers: { authorization: 'Bearer t-1', 'user-agent': tv.agent } }),
  },
  'AUT-09': {
    met: signedIn().wait(3_700_000).profiles([]).wait(5_000).session('A', 'ValleyCable'),
    broken: signedIn()
      .wait(3_700_000)
      .profiles([])
      .authorize('NORTHSTAR-MAIN', 'authenticated_profile_expired')
      .wait(9_000)
      .authorize('NORTHSTAR-NEWS', 'authenticated_profile_expired'),
  },
  'AUT-10': {
    met: signedIn().authorize('NORTHSTAR-MAIN', 'authenticated_profile_invalidated').session('A'),
    broken: [1, 2, 3].reduce(
      (all) => all.authorize('NORTHSTAR-MAIN', 'authenticated_profile_invalidated').wait(3_000),
      signedIn(),
    ),
    tolerated: {
      'a viewer who tries once more': signedIn()
        .authorize('NORTHSTAR-MAIN', 'authenticated_profile_invalidated')
        .wait(5_000)
        .authorize('NORTHSTAR-MAIN', 'authenticated_profile_invalidated'),
    },
  },
  'AUT-11': {
    met: talk()
      .start()
      .profiles(['ValleyCable', 'HarborTV'])
      .authorize('NORTHSTAR-MAIN', permit, { mvpd: 'HarborTV' }),
    broken: talk()
      .start()
      .profiles(['ValleyCable', 'HarborTV'])
      .authorize('NORTHSTAR-MAIN', missing, { mvpd: 'SummitFiber' }),
  },
  'AUT-14': {
    met: talk()
      .start()
      .profiles()
      .entitled('ValleyCable', 'degraded')
      .authorize('NORTHSTAR-MAIN', permit, { source: 'degradation' }),
  },
};
