import { describe, expect, it } from 'vitest';
import type { PassRequest } from '../../core/pass/PassRequest.ts';
import * as ask from '../../core/pass/v1/requests.ts';

const form = 'application/x-www-form-urlencoded';
const device = { requestor: 'NORTHSTAR', deviceId: 'a1&b' };

describe('requests of REST API V1', () => {
  const cases: [string, PassRequest, PassRequest][] = [
    [
      'create a registration code: the device identifier in the body, not in the address',
      ask.regcodeRequest(device, {
        ttl: 1800,
        registrationUrl: 'https://northstar.example/activate?a=b',
      }),
      {
        method: 'POST',
        path: '/reggie/v1/NORTHSTAR/regcode',
        device: true,
        optionalHeaders: ['sso'],
        contentType: form,
        body: 'deviceId=a1%26b&ttl=1800&registrationURL=https%3A%2F%2Fnorthstar.example%2Factivate%3Fa%3Db',
      },
    ],
    [
      'create a registration code for an MVPD chosen on the TV',
      ask.regcodeRequest(device, { ttl: 60, registrationUrl: 'https://n', mvpd: 'Valley Cable' }),
      {
        method: 'POST',
        path: '/reggie/v1/NORTHSTAR/regcode',
        device: true,
        optionalHeaders: ['sso'],
        contentType: form,
        body: 'deviceId=a1%26b&ttl=60&registrationURL=https%3A%2F%2Fn&mvpd=Valley+Cable',
      },
    ],
    [
      'read a registration record; a hostile code stays one path segment',
      ask.regcodeRecordRequest('NORTHSTAR', '../x?y#z'),
      { method: 'GET', path: '/reggie/v1/NORTHSTAR/regcode/..%2Fx%3Fy%23z', device: false },
    ],
    [
      'delete a registration record',
      ask.deleteRegcodeRequest('NORTHSTAR', 'QH7T2LM'),
      { method: 'DELETE', path: '/reggie/v1/NORTHSTAR/regcode/QH7T2LM', device: false },
    ],
    [
      'the MVPD list',
      ask.configRequest('NORTHSTAR'),
      { method: 'GET', path: '/api/v1/config/NORTHSTAR', device: false },
    ],
    [
      'check the login of this device',
      ask.checkAuthnRequest(device),
      {
        method: 'GET',
        path: '/api/v1/checkauthn?requestor=NORTHSTAR&deviceId=a1%26b',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'check the login of a code',
      ask.checkAuthnByCodeRequest('NORTHSTAR', 'QH7T2LM'),
      { method: 'GET', path: '/api/v1/checkauthn/QH7T2LM?requestor=NORTHSTAR', device: false },
    ],
    [
      'authentication token',
      ask.authnTokenRequest(device),
      {
        method: 'GET',
        path: '/api/v1/tokens/authn?requestor=NORTHSTAR&deviceId=a1%26b',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'authorize; MRSS is encoded once',
      ask.authorizeRequest(device, '<rss>A,"B"</rss>'),
      {
        method: 'GET',
        path: '/api/v1/authorize?requestor=NORTHSTAR&deviceId=a1%26b&resource=%3Crss%3EA%2C%22B%22%3C%2Frss%3E',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'authorize for a promotional TempPass: who it is for',
      ask.authorizeRequest(device, 'N-1', '{"id":"h"}'),
      {
        method: 'GET',
        path: '/api/v1/authorize?requestor=NORTHSTAR&deviceId=a1%26b&resource=N-1&generic_data=%7B%22id%22%3A%22h%22%7D',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'authorization token',
      ask.authzTokenRequest(device, 'N-1'),
      {
        method: 'GET',
        path: '/api/v1/tokens/authz?requestor=NORTHSTAR&deviceId=a1%26b&resource=N-1',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'short media token',
      ask.mediaTokenRequest(device, 'N-1'),
      {
        method: 'GET',
        path: '/api/v1/tokens/media?requestor=NORTHSTAR&deviceId=a1%26b&resource=N-1',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'preauthorize: one comma-separated list',
      ask.preauthorizeRequest(device, ['A', 'B']),
      {
        method: 'GET',
        path: '/api/v1/preauthorize?requestor=NORTHSTAR&deviceId=a1%26b&resource=A%2CB',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'preauthorize by code',
      ask.preauthorizeByCodeRequest('NORTHSTAR', 'QH7T2LM', ['A', 'B']),
      {
        method: 'GET',
        path: '/api/v1/preauthorize/QH7T2LM?requestor=NORTHSTAR&resource=A%2CB',
        device: false,
      },
    ],
    [
      'user metadata',
      ask.userMetadataRequest(device),
      {
        method: 'GET',
        path: '/api/v1/tokens/usermetadata?requestor=NORTHSTAR&deviceId=a1%26b',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'logout is a DELETE',
      ask.logoutRequest(device),
      {
        method: 'DELETE',
        path: '/api/v1/logout?requestor=NORTHSTAR&deviceId=a1%26b',
        device: true,
        optionalHeaders: ['sso'],
      },
    ],
    [
      'free preview',
      ask.freePreviewRequest(device, { mvpd: 'TempPass_N', domainName: 'northstar.example' }),
      {
        method: 'POST',
        path: '/api/v1/authenticate/freepreview',
        device: true,
        optionalHeaders: ['sso'],
        contentType: form,
        body: 'requestor_id=NORTHSTAR&deviceId=a1%26b&mso_id=TempPass_N&domain_name=northstar.example',
      },
    ],
    [
      'free preview of a promotional TempPass',
      ask.freePreviewRequest(device, {
        mvpd: 'P',
        domainName: 'n.example',
        genericData: '{"id":"h"}',
      }),
      {
        method: 'POST',
        path: '/api/v1/authenticate/freepreview',
        device: true,
        optionalHeaders: ['sso'],
        contentType: form,
        body: 'requestor_id=NORTHSTAR&deviceId=a1%26b&mso_id=P&domain_name=n.example&generic_data=%7B%22id%22%3A%22h%22%7D',
      },
    ],
  ];
  it.each(cases)('%s', (_, made, expected) => expect(made).toEqual(expected));

  it('opens the login with every mandatory parameter, reg_code first and redirect_url last', () => {
    expect(
      ask.authenticatePath({
        requestor: 'NORTHSTAR',
        code: 'QH7T2LM',
        mvpd: 'ValleyCable',
        domainName: 'northstar.example',
        redirectUrl: 'https://northstar.example/done?a=b&c=d',
      }),
    ).toBe(
      '/api/v1/authenticate?reg_code=QH7T2LM&requestor_id=NORTHSTAR&mso_id=ValleyCable&domain_name=northstar.example&noflash=true&no_iframe=true&redirect_url=https%3A%2F%2Fnorthstar.example%2Fdone%3Fa%3Db%26c%3Dd',
    );
  });
});
