import { phone, place, talk, tv } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';

const who = phone.client;
const waiting = () => talk().start().session('A').poll('A').as(phone).start();
const three = ['mvpd', 'domainName', 'redirectUrl'];
const wrong = { status: 400, answer: { code: 'invalid_authentication_session', action: 'none' } };

export const secondScreenCases: Cases = {
  'SCR-02': {
    who,
    met: waiting().inspect('A', three).resume('A').open('A'),
    broken: waiting().open('A', { status: 400 }).resume('A'),
    tolerated: {
      'a resume in place of the inspection': waiting().resume('A').open('A'),
    },
  },
  'SCR-03': {
    who,
    met: waiting().inspect('AA', [], wrong).wait(9_000).inspect('A', three),
    broken: waiting().inspect('AA', [], wrong).open('AA', { status: 400 }),
  },
  'SCR-04': {
    who,
    met: waiting().inspect('A', three).resume('A'),
    broken: waiting()
      .inspect('A', three)
      .resume('A', { mvpd: 'ValleyCable' }, { answer: { actionName: 'retry', code: 'A' } }),
    tolerated: {
      'only what is missing': waiting().inspect('A', ['mvpd']).resume('A', { mvpd: 'ValleyCable' }),
    },
  },
  'SCR-05': {
    who,
    met: waiting().inspect('A', three).resume('A').open('A'),
    broken: waiting()
      .inspect('A', three)
      .resume('A')
      .add('GET', '/api/v2/NORTHSTAR/authenticate/A', { status: 404 }),
  },
  'SCR-06': {
    who,
    met: waiting()
      .resume('A', { mvpd: 'ValleyCable', ...place }, { answer: { actionName: 'authorize' } })
      .as(tv)
      .poll('A', ['ValleyCable']),
    broken: waiting()
      .resume('A', { mvpd: 'ValleyCable', ...place }, { answer: { actionName: 'authorize' } })
      .open('A', { status: 400 }),
  },
  'SCR-08': {
    who,
    met: waiting().inspect('A', three),
    broken: waiting()
      .inspect('A', three)
      .inspect('A', three, { status: 401, headers: { authorization: '' }, clientId: undefined }),
  },
};
