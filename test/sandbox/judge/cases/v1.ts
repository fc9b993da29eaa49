import { phone, type Talk, talk } from '../sampleTraffic.ts';
import type { Cases } from './case.ts';

const d = { requestor: 'NORTHSTAR', deviceId: '5d0c7a1e-living-room' };
const MAIN = { ...d, resource: 'NORTHSTAR-MAIN' };
const forbidden = { status: 403, answer: { status: 403, message: 'User not authorized' } };
const loggedOut = { status: 412, answer: { status: 412, message: 'User not authenticated' } };
const times = (count: number, begin: Talk, step: (so: Talk) => Talk): Talk =>
  Array.from({ length: count }).reduce<Talk>((so) => step(so), begin);

/** Started, not signed in, with a code on the screen. */
const code = (fields: Record<string, string> = d) =>
  checked(403).v1('POST', '/reggie/v1/NORTHSTAR/regcode', fields, {
    status: 201,
    answer: { id: 'uuid-1', code: 'QH7T2LM' },
  });
const checked = (status = 200) => talk().start().v1('GET', '/api/v1/checkauthn', d, { status });
const authorized = () => checked().v1('GET', '/api/v1/authorize', MAIN);
const media = (all: Talk, more = {}) =>
  all.v1('GET', '/api/v1/tokens/media', MAIN, { answer: { serializedToken: 'm-1' }, ...more });

const login = (query: string) =>
  code().add('GET', `/api/v1/authenticate?${query}`, {
    status: 302,
    headers: { 'user-agent': phone.agent },
  });
const parameters =
  'reg_code=QH7T2LM&requestor_id=NORTHSTAR&mso_id=ValleyCable&domain_name=northstar.example&noflash=true';
const back = 'redirect_url=https%3A%2F%2Fnorthstar.example%2Fdone';
const preflight = (resource: string, more = {}) =>
  checked().v1('GET', '/api/v1/preauthorize', { ...d, resource }, more);
const header = (value: object) => ({
  headers: {
    'x-device-info': encodeURIComponent(Buffer.from(JSON.stringify(value)).toString('base64')),
  },
});
const preview = (all: Talk) =>
  all.v1(
    'POST',
    '/api/v1/authenticate/freepreview',
    { ...d, mso_id: 'TempPass_10min' },
    { status: 204 },
  );
const regcode = (deviceId: string, more = {}) =>
  [
    'POST',
    '/reggie/v1/NORTHSTAR/regcode',
    { ...d, deviceId },
    { status: 201, answer: { id: 'uuid-1', code: 'AB' }, ...more },
  ] as const;

/** Two devices behind one server. */
const server = (more = {}) =>
  times(2, talk().start(), (all) =>
    all
      .v1('POST', '/reggie/v1/NORTHSTAR/regcode', d, { status: 201, ...more })
      .v1(
        'POST',
        '/reggie/v1/NORTHSTAR/regcode',
        { ...d, deviceId: 'other' },
        { status: 201, ...more },
      ),
  );

export const v1Cases: Cases = {
  'V1L-01': {
    met: checked().v1('GET', '/api/v1/tokens/authn', d),
    broken: checked().v1('GET', '/api/v1/tokens/authn', { ...d, deviceId: 'another' }),
  },
  'V1L-02': {
    met: checked()
      .as({ client: 'c-2', address: '198.51.100.7' })
      .start()
      .v1('GET', '/api/v1/checkauthn', {
        ...d,
        deviceId: 'bedroom',
      }),
    broken: checked()
      .as({ client: 'c-2', address: '198.51.100.7' })
      .start()
      .v1('GET', '/api/v1/checkauthn', d)
      .as({ client: 'c-1', token: 't-c-1-1', address: '203.0.113.9' })
      .v1('GET', '/api/v1/checkauthn', d),
  },
  'V1L-03': {
    met: code(),
    broken: talk().start().v1('POST', '/reggie/v1/NORTHSTAR/regcode', d, { status: 201 }),
  },
  'V1L-04': {
    met: code({ ...d, ttl: '36000' }),
    broken: code({ ...d, ttl: '86400' }),
  },
  'V1L-05': {
    met: code().wait(60_000).v1('GET', '/api/v1/tokens/authn', d),
    broken: times(6, code(), (all) =>
      all.wait(-200).v1('GET', '/api/v1/tokens/authn', d, { status: 404 }),
    ),
    tolerated: {
      'polling within the limits': times(6, code(), (all) =>
        all.wait(3_500).v1('GET', '/api/v1/tokens/authn', d, { status: 404 }),
      ).v1('GET', '/api/v1/tokens/authn', d),
    },
  },
  'V1L-06': {
    met: media(authorized()),
    broken: media(media(authorized()).wait(60_000)),
    tolerated: {
      'the same again after 429': media(media(authorized(), { status: 429, answer: undefined })),
    },
  },
  'V1L-07': {
    met: checked()
      .v1('GET', '/api/v1/authorize', MAIN, loggedOut)
      .v1('POST', '/reggie/v1/NORTHSTAR/regcode', d, { status: 201 }),
    broken: times(8, checked(), (all) => all.v1('GET', '/api/v1/authorize', MAIN, forbidden)),
  },
  'V1L-08': {
    met: media(authorized()),
    broken: media(checked().v1('GET', '/api/v1/authorize', MAIN, forbidden), forbidden),
  },
  'V1L-09': {
    met: preflight('A,B,C'),
    broken: preflight('A,B,C,D,E,F', { answer: { resources: [] } }),
    tolerated: {
      'more, when they were agreed': preflight('A,B,C,D,E,F', {
        answer: { resources: [{ id: 'A', authorized: true }] },
      }),
    },
  },
  'V1L-10': {
    met: login(`${parameters}&no_iframe=true&${back}`),
    broken: login(`${back}&${parameters}`),
    tolerated: { "no_iframe left out, as in Adobe's example": login(`${parameters}&${back}`) },
  },
  'V1L-11': {
    who: phone.client,
    met: login(`${parameters}&${back}`)
      .as(phone)
      .start()
      .v1('GET', '/api/v1/checkauthn/QH7T2LM', { requestor: 'NORTHSTAR' }),
  },
  'V1L-12': {
    met: checked().v1('DELETE', '/api/v1/logout', d, { status: 204 }),
    broken: checked().v1('GET', '/api/v1/logout', d, { status: 204 }),
  },
  'V1L-13': {
    met: checked().v1('GET', '/api/v1/tokens/authn', d, header({ model: 'HX', osName: 'Linux' })),
    broken: checked().v1('GET', '/api/v1/tokens/authn', { ...d, device_info: 'e30=' }),
    tolerated: { 'none at all, as deployed clients do': checked() },
  },
  'V1L-14': {
    met: checked(),
    broken: checked().v1('GET', '/api/v1/tokens/authn', d, {
      status: 401,
      headers: { authorization: '' },
    }),
    tolerated: {
      'a signature instead of a token': checked().v1('GET', '/api/v1/tokens/authn', d, {
        headers: { authorization: 'GET requestor_id=NORTHSTAR, nonce=1, signature=x' },
      }),
    },
  },
  'V1L-15': {
    met: server({ headers: { 'x-forwarded-for': '198.51.100.1' } }),
    broken: server(),
  },
  'V1L-16': {
    met: preview(checked(403)).v1('GET', '/api/v1/authorize', MAIN),
    broken: preview(preview(checked(403))).v1('GET', '/api/v1/authorize', MAIN),
  },
  'V1L-17': {
    met: checked(403)
      .v1(...regcode('dummy'))
      .v1(...regcode('uuid-1')),
    broken: checked(403)
      .v1(...regcode('dummy'))
      .v1('GET', '/api/v1/checkauthn', { ...d, deviceId: 'dummy' }),
  },
};
