import { info, permit, talk, tv } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';
import { signedIn } from './configuration.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const describing = (change: Record<string, unknown>) => ({
  info: base64(JSON.stringify({ ...info, ...change })),
});
const MAIN = 'NORTHSTAR-MAIN';
const sso = { headers: { 'ad-service-token': '#jws' } };
const apple = {
  headers: { 'ap-partner-framework-status': base64('{"frameworkPermissionInfo":{}}') },
};
const second = { client: 'c-2', device: 'the television in the bedroom', address: '198.51.100.7' };

/** A server that alternately calls for two devices. */
const server = (xff = true) => {
  const forwarded = (address: string) => ({ 'x-forwarded-for': xff ? address : '' });
  const one = { headers: forwarded('198.51.100.1') };
  const two = { headers: forwarded('198.51.100.2') };
  return talk()
    .start()
    .profiles([], one)
    .as({ device: 'device two of two' })
    .profiles([], two)
    .as({ device: tv.device })
    .profiles([], one)
    .as({ device: 'device two of two' })
    .profiles([], two);
};

export const deviceCases: Cases = {
  'DEV-01': {
    met: talk().start().profiles(),
    broken: talk().start().v2('GET', 'profiles', { device: false }),
    tolerated: {
      'calls whose pages do not list the header': talk()
        .start()
        .profiles()
        .session('A')
        .poll('A')
        .inspect('A')
        .v2('GET', 'configuration', { device: false }),
    },
  },
  'DEV-02': {
    met: talk().start().profiles(),
    broken: talk()
      .start()
      .profiles([], { headers: { 'ap-device-identifier': 'tv-12 34' } }),
  },
  'DEV-03': {
    met: talk().start().profiles().profiles().profiles(),
    broken: talk().start().profiles().as({ device: 'made anew at this start' }).profiles(),
  },
  'DEV-05': {
    met: talk()
      .as({ device: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' })
      .start()
      .profiles(),
    broken: talk().as({ device: '00:1A:2B:3C:4D:5E' }).start().profiles(),
    tolerated: { 'a UUID of its own': talk().start().profiles() },
  },
  'DEV-06': {
    met: talk().start().profiles().as(second).start().profiles(),
    broken: talk().as({ device: 'OLED55C2' }).start().profiles(),
    tolerated: {
      'two apps on one device': talk()
        .start()
        .profiles()
        .as({ client: 'c-2' })
        .start()
        .profiles()
        .as(tv)
        .profiles()
        .as({ client: 'c-2' })
        .profiles(),
    },
  },
  'DEV-07': {
    met: talk().start().profiles().profiles(),
    broken: talk()
      .start()
      .profiles()
      .as(describing({ model: 'Server' }))
      .profiles(),
    tolerated: {
      'another network': talk()
        .start()
        .profiles()
        .as(describing({ connectionType: 'WiFi' }))
        .profiles(),
      'a browser that leaves it out': talk()
        .as({ agent: 'Mozilla/5.0 (Web0S)', info: '' })
        .start()
        .profiles()
        .profiles(),
    },
  },
  'DEV-08': {
    met: talk().start().profiles(),
    broken: talk()
      .as(describing({ connectionType: undefined }))
      .start()
      .profiles(),
  },
  'DEV-09': {
    met: talk().start().profiles(),
    broken: talk()
      .as(describing({ primaryHardwareType: 'Television' }))
      .start()
      .profiles(),
    tolerated: {
      'Tizen, for which the list has no value': talk()
        .as(describing({ osName: 'Tizen' }))
        .start(),
      "Roku, as on Adobe's own page": talk()
        .as(describing({ osName: 'Roku' }))
        .start(),
    },
  },
  'DEV-10': {
    met: signedIn()
      .refuse('GET', 'profiles', 401, 'invalid_access_token_client_application')
      .as({ client: 'c-2' })
      .start()
      .profiles(),
    broken: [1, 2, 3].reduce(
      (all) => all.authorize(MAIN, 'authenticated_profile_missing', { status: 403 }),
      signedIn().as({ device: 'a new identifier' }),
    ),
  },
  'DEV-11': {
    met: talk().start().profiles(['ValleyCable'], sso).authorize(MAIN, permit, sso),
    broken: talk()
      .start()
      .profiles(['ValleyCable'], sso)
      .authorize(MAIN)
      .profiles(['ValleyCable'], sso),
    tolerated: {
      'a token that is no longer there': talk()
        .start()
        .profiles(['ValleyCable'], sso)
        .profiles(['ValleyCable'], sso)
        .authorize(MAIN),
    },
  },
  'DEV-12': {
    met: talk().start().v2('POST', 'sessions/sso/Apple', apple),
    broken: talk().start().v2('POST', 'sessions/sso/Apple'),
  },
};

export const serverCases: Cases = {
  'SRV-01': {
    met: server(),
    broken: server().profiles(),
    tolerated: { 'no header at all, which the API pages allow': server(false) },
  },
  'SRV-02': {
    met: server(),
    broken: ['198.51.100.1', '198.51.100.2', '198.51.100.1', '198.51.100.3'].reduce(
      (all, address) => all.profiles([], { headers: { 'x-forwarded-for': address } }),
      talk().start(),
    ),
  },
  'SRV-04': {
    met: server().configuration().wait(150_000).configuration(),
    broken: server().configuration().wait(30_000).configuration(),
    tolerated: {
      'another platform': server()
        .configuration()
        .as(describing({ model: 'Roku', osName: 'Roku OS' }))
        .configuration(),
    },
  },
};

export const migrationCases: Cases = {
  'MIG-01': {
    met: talk().start().profiles(),
    broken: talk().start().profiles().v1('GET', '/api/v1/checkauthn', { deviceId: 'd' }),
    tolerated: {
      "the login browser's own redirects": talk()
        .start()
        .session('A', 'ValleyCable')
        .open('A')
        .add('GET', '/adobe-services/authenticate/saml', { status: 302 }),
    },
  },
};
