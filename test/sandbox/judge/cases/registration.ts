import { phone, talk, tv } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';

const expired = { life: 120 };
const again = (client: string) => ({ client, token: '' });

export const registrationCases: Cases = {
  'REG-01': {
    met: talk().start().profiles(),
    broken: talk()
      .register({ answer: { client_id: 'c-1', scopes: ['api:client:v1'] } })
      .renew()
      .refuse('GET', 'profiles', 401, 'invalid_access_token_client_application'),
  },
  'REG-02': {
    met: talk().start(),
    broken: talk()
      .register({ headers: { 'x-device-info': '' } })
      .renew(),
    tolerated: {
      'browsers may leave X-Device-Info out': talk().as(phone).register().renew(),
    },
  },
  'REG-03': {
    met: talk().start().profiles().wait(22_000_000).renew().profiles(),
    broken: talk()
      .start()
      .profiles()
      .wait(60_000)
      .as(again('c-2'))
      .start()
      .profiles()
      .wait(60_000)
      .as(again('c-3'))
      .start()
      .profiles(),
    tolerated: {
      'one new installation': talk()
        .start()
        .profiles()
        .wait(60_000)
        .as(again('c-2'))
        .start()
        .profiles(),
      'credentials that the service called invalid': talk()
        .start()
        .profiles()
        .renew({ status: 400, answer: { error: 'invalid_client' } })
        .as(again('c-2'))
        .start()
        .profiles()
        .renew({ status: 400, answer: { error: 'invalid_client' } })
        .as(again('c-3'))
        .start()
        .profiles(),
      'two devices of one model at one address': talk()
        .start()
        .profiles()
        .as({ client: 'c-2', device: 'another device altogether' })
        .start()
        .profiles()
        .as(tv)
        .profiles()
        .as({ client: 'c-3', device: 'and a third one, too' })
        .start()
        .profiles(),
    },
  },
  'REG-04': {
    met: talk().start().profiles().wait(21_590_000).renew().profiles(),
    broken: talk()
      .register()
      .renew(expired)
      .profiles()
      .wait(130_000)
      .as(again('c-2'))
      .start()
      .profiles(),
  },
  'REG-05': {
    met: talk().start().profiles().profiles().profiles().profiles().profiles(),
    broken: talk().start().profiles().renew().profiles().renew().profiles(),
    tolerated: {
      'an answer that came too late': talk()
        .register()
        .renew({ durationMs: 9_000 })
        .wait(10_000)
        .renew()
        .profiles(),
      'a token that was refused': talk()
        .start()
        .refuse('GET', 'profiles', 401, 'invalid_access_token')
        .renew()
        .profiles()
        .profiles(),
    },
  },
  'REG-06': {
    met: talk().start(),
    broken: talk()
      .register()
      .renew({ headers: { 'content-type': 'application/json' } }),
  },
  'REG-07': {
    met: talk().register().renew(expired).profiles().wait(100_000).renew(expired).profiles(),
    broken: talk().register().renew(expired).profiles().wait(200_000).profiles(),
    tolerated: {
      'a clock that only the sandbox moved': talk()
        .start()
        .profiles()
        .advance(22_000_000)
        .refuse('GET', 'profiles', 401, 'invalid_access_token')
        .renew()
        .profiles(),
    },
  },
  'REG-08': {
    met: talk().start().refuse('GET', 'profiles', 401, 'invalid_access_token').renew().profiles(),
    broken: talk().start().refuse('GET', 'profiles', 401, 'invalid_access_token').profiles(),
  },
  'REG-09': {
    met: talk().start().profiles(['ValleyCable']).as(again('c-2')).start().profiles(),
    broken: talk()
      .start()
      .profiles(['ValleyCable'])
      .as(again('c-2'))
      .start()
      .authorize('NORTHSTAR-MAIN', 'authenticated_profile_missing'),
  },
  'REG-10': {
    met: talk()
      .start()
      .profiles()
      .renew({ status: 400, answer: { error: 'invalid_client' } })
      .as(again('c-2'))
      .start()
      .profiles(),
    broken: talk()
      .start()
      .profiles()
      .renew({ status: 400, answer: { error: 'invalid_client' } })
      .renew({ status: 400, answer: { error: 'invalid_client' } }),
  },
  'REG-11': {
    met: talk()
      .register({ status: 400, answer: { error: 'invalid_software_statement' } })
      .wait(120_000)
      .start()
      .profiles(),
    broken: [1, 2, 3, 4, 5].reduce(
      (all) => all.register({ status: 400, answer: { error: 'invalid_software_statement' } }),
      talk(),
    ),
  },
  'REG-12': {
    met: talk()
      .start()
      .profiles()
      .as({ client: 'c-2', device: 'a second television' })
      .start()
      .profiles(),
    broken: talk()
      .start()
      .profiles()
      .as({ device: 'a second television' })
      .profiles()
      .as({ device: tv.device })
      .profiles(),
  },
};
