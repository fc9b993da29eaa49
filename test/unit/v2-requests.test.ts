import { describe, expect, it } from 'vitest';
import * as ask from '../../core/pass/v2/requests.ts';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json;charset=utf-8';

describe('requests of REST API V2', () => {
  const cases: [string, ask.V2Request, ask.V2Request][] = [
    [
      'configuration',
      ask.configurationRequest('NORTHSTAR'),
      { method: 'GET', path: '/api/v2/NORTHSTAR/configuration', device: true },
    ],
    [
      'create a session without anything known',
      ask.createSessionRequest('NORTHSTAR', {}),
      {
        method: 'POST',
        path: '/api/v2/NORTHSTAR/sessions',
        device: true,
        optionalHeaders: ['sso'],
        contentType: form,
        body: '',
      },
    ],
    [
      'create a session with everything known; redirectUrl is encoded once',
      ask.createSessionRequest('NORTHSTAR', {
        mvpd: 'ValleyCable',
        domainName: 'northstar.example',
        redirectUrl: 'https://northstar.example/done?a=b',
      }),
      {
        method: 'POST',
        path: '/api/v2/NORTHSTAR/sessions',
        device: true,
        optionalHeaders: ['sso'],
        contentType: form,
        body: 'mvpd=ValleyCable&domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2Fdone%3Fa%3Db',
      },
    ],
    [
      'resume a session: no device headers, the second screen has another device',
      ask.resumeSessionRequest('NORTHSTAR', 'K7Q2M9D', { mvpd: 'ValleyCable' }),
      {
        method: 'POST',
        path: '/api/v2/NORTHSTAR/sessions/K7Q2M9D',
        device: false,
        contentType: form,
        body: 'mvpd=ValleyCable',
      },
    ],
    [
      'inspect a session; a hostile code stays one path segment',
      ask.inspectSessionRequest('NORTHSTAR', '../x?y#z'),
      { method: 'GET', path: '/api/v2/NORTHSTAR/sessions/..%2Fx%3Fy%23z', device: false },
    ],
    [
      'all profiles',
      ask.profilesRequest('NORTHSTAR'),
      { method: 'GET', path: '/api/v2/NORTHSTAR/profiles', device: true, optionalHeaders: ['sso'] },
    ],
    [
      'profiles of one MVPD',
      ask.profilesOfRequest('NORTHSTAR', 'Valley Cable'),
      {
        method: 'GET',
        path: '/api/v2/NORTHSTAR/profiles/Valley%20Cable',
        device: true,
        optionalHeaders: ['sso', 'identity'],
      },
    ],
    [
      'profiles by code',
      ask.profilesByCodeRequest('NORTHSTAR', 'K7Q2M9D'),
      {
        method: 'GET',
        path: '/api/v2/NORTHSTAR/profiles/code/K7Q2M9D',
        device: false,
        optionalHeaders: ['identity'],
      },
    ],
    [
      'authorize',
      ask.authorizeRequest('NORTHSTAR', 'ValleyCable', ['NS-"1"']),
      {
        method: 'POST',
        path: '/api/v2/NORTHSTAR/decisions/authorize/ValleyCable',
        device: true,
        optionalHeaders: ['sso', 'identity'],
        contentType: json,
        body: '{"resources":["NS-\\"1\\""]}',
      },
    ],
    [
      'preauthorize',
      ask.preauthorizeRequest('NORTHSTAR', 'ValleyCable', ['A', 'B']),
      {
        method: 'POST',
        path: '/api/v2/NORTHSTAR/decisions/preauthorize/ValleyCable',
        device: true,
        optionalHeaders: ['sso', 'identity'],
        contentType: json,
        body: '{"resources":["A","B"]}',
      },
    ],
    [
      'logout',
      ask.logoutRequest('NORTHSTAR', 'ValleyCable', 'https://northstar.example/bye'),
      {
        method: 'GET',
        path: '/api/v2/NORTHSTAR/logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
  ];
  it.each(cases)('%s', (_, made, expected) => expect(made).toEqual(expected));

  it('puts `authenticate` before the service provider, for a browser to open', () => {
    expect(ask.authenticatePath('NORTHSTAR', 'K7Q2M9D')).toBe(
      '/api/v2/authenticate/NORTHSTAR/K7Q2M9D',
    );
  });
});
