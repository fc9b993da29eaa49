import { permit, phone, talk } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';

export const configurationCases: Cases = {
  'CFG-01': {
    met: talk()
      .start()
      .profiles()
      .wait(30_000)
      .configuration()
      .wait(8_000)
      .session('A', 'HarborTV'),
    broken: talk().start().configuration().profiles(),
    tolerated: {
      'the TV learns names while a second screen chooses': talk()
        .start()
        .profiles()
        .session('A')
        .configuration()
        .poll('A'),
    },
  },
  'CFG-02': {
    met: talk().start().profiles(['ValleyCable']).authorize('NORTHSTAR-MAIN'),
    broken: talk().start().profiles(['ValleyCable']).configuration().authorize('NORTHSTAR-MAIN'),
    tolerated: {
      'the name of a provider that was chosen on a second screen': talk()
        .start()
        .profiles()
        .session('A')
        .poll('A', ['ValleyCable'])
        .configuration()
        .authorize('NORTHSTAR-MAIN'),
      'the name of a provider that another app signed in with': talk()
        .start()
        .profiles(['ValleyCable'], { type: 'platformSSO' })
        .configuration()
        .authorize('NORTHSTAR-MAIN'),
      'signing in with another provider': talk()
        .start()
        .profiles(['ValleyCable'])
        .configuration()
        .session('A', 'HarborTV'),
      'a page that serves one viewer after another': talk()
        .start()
        .session('A')
        .as(phone)
        .start()
        .configuration()
        .inspect('A')
        .resume('A')
        .poll('A', ['ValleyCable'])
        .configuration(),
    },
  },
  'CFG-03': {
    met: talk()
      .start()
      .profiles(['ValleyCable'])
      .wait(3_700_000)
      .profiles([])
      .session('A', 'ValleyCable'),
    broken: talk()
      .start()
      .profiles(['ValleyCable'])
      .wait(3_700_000)
      .profiles([])
      .configuration()
      .wait(5_000)
      .session('A', 'ValleyCable'),
  },
  'CFG-05': {
    met: talk()
      .start()
      .profiles()
      .configuration()
      .session('A', 'ValleyCable')
      .wait(60_000)
      .session('B', 'HarborTV'),
    broken: talk().start().profiles().configuration().wait(30_000).configuration(),
    tolerated: {
      'a start in between': talk()
        .start()
        .profiles()
        .configuration()
        .wait(30_000)
        .profiles()
        .configuration(),
    },
  },
  'CFG-06': {
    met: talk().start().profiles().configuration().session('A', 'HarborTV'),
    broken: talk()
      .start()
      .profiles()
      .configuration()
      .session('', 'OldCable', {
        status: 400,
        answer: { code: 'invalid_parameter_mvpd', action: 'none' },
      }),
  },
  'CFG-08': {
    met: talk().start().profiles().configuration().session('A', 'HarborTV'),
    broken: talk().start().profiles().configuration().session('A', 'Harbor TV'),
  },
  'CFG-10': {
    met: talk()
      .start()
      .profiles()
      .refuse('GET', 'profiles/HarborTV', 400, 'invalid_integration')
      .wait(4_000)
      .configuration(),
    broken: [1, 2, 3, 4].reduce(
      (all) => all.refuse('GET', 'profiles/HarborTV', 400, 'invalid_integration'),
      talk().start(),
    ),
  },
};

/** Also used by the cases of decisions. */
export const signedIn = () => talk().start().profiles(['ValleyCable']);
export const played = () => signedIn().authorize('NORTHSTAR-MAIN', permit, { mediaToken: 'm-1' });
