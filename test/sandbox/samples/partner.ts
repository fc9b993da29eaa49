import { expect } from 'vitest';
import {
  base64,
  enhancedError,
  JSON_TYPE,
  ms,
  ok,
  type Sample,
  type SampleEnv,
  someText,
  uuid,
} from './sample.ts';
import { DEVICE, entitled, incomplete } from './sessions.ts';

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const TARGET = 'domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2Fdone';
const REQUEST = `POST /api/v2/NORTHSTAR/sessions/sso/Apple HTTP/1.1
${FORM}
${DEVICE}
AP-Partner-Framework-Status: {framework}

${TARGET}`;
const RESPONSE = `POST /api/v2/NORTHSTAR/profiles/sso/Apple HTTP/1.1
${FORM}
${DEVICE}
AP-Partner-Framework-Status: {framework}

SAMLResponse={saml}`;
const BYE = `GET /api/v2/NORTHSTAR/logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye HTTP/1.1\n${DEVICE}`;

const base64Of = (text: string) => Buffer.from(text).toString('base64');
const saml = encodeURIComponent(
  base64Of('<samlp:Response><saml:NameID>alex</saml:NameID></samlp:Response>'),
);

/** The framework's status in the sample, with changes. */
const framework =
  (change: (status: Record<string, Record<string, unknown>>) => void = () => {}) =>
  ({ sandbox }: SampleEnv) => {
    const status = {
      frameworkPermissionInfo: { accessStatus: 'granted' },
      frameworkProviderInfo: {
        id: 'ValleyCable',
        expirationDate: String(sandbox.clock.now() + 3_600_000),
      },
    };
    change(status);
    return { framework: base64Of(JSON.stringify(status)), saml };
  };
const denied = framework((status) => {
  status.frameworkPermissionInfo = { accessStatus: 'denied' };
  status.frameworkProviderInfo = {};
});
const applied = async (world: SampleEnv) => {
  const values = framework()(world);
  await world.tv.call('profiles/sso/Apple', {
    method: 'POST',
    headers: { 'ap-partner-framework-status': values.framework },
    body: new URLSearchParams({ SAMLResponse: decodeURIComponent(saml) }),
  });
  return values;
};
const degraded = (world: SampleEnv) => {
  world.sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
  return framework()(world);
};
const isolated = (world: SampleEnv) => {
  world.sandbox.control.rules({
    missingPlatformSettings: { mvpd: 'ValleyCable', settings: ['platform_services'] },
  });
  return framework()(world);
};
const error = (code: string) => ({
  status: 400,
  type: JSON_TYPE,
  json: enhancedError(code, 400, 'none'),
});
const plain = (value: unknown) => ({ value, state: 'plain' });
const basic = (reasonType: string) => expect.objectContaining({ reasonType, code: someText });

export const partner: readonly Sample[] = [
  {
    name: 'Retrieve partner authentication request: for the framework',
    given: framework(),
    request: REQUEST,
    ...ok({
      actionName: 'partner_profile',
      actionType: 'direct',
      reasonType: 'none',
      url: '/api/v2/NORTHSTAR/profiles/sso/Apple',
      sessionId: uuid,
      mvpd: 'ValleyCable',
      serviceProvider: 'NORTHSTAR',
      authenticationRequest: {
        type: 'saml',
        request: base64,
        attributesNames: ['uid', 'NameID'],
      },
    }),
  },
  {
    name: 'Retrieve partner authentication request: a profile exists',
    given: applied,
    request: REQUEST,
    ...ok(entitled('authenticatedSSO')),
  },
  {
    name: 'Retrieve partner authentication request: degraded',
    given: degraded,
    request: REQUEST,
    ...ok(entitled('degraded')),
  },
  {
    name: 'Retrieve partner authentication request: the permission is denied',
    given: denied,
    request: REQUEST.replace(TARGET, `mvpd=ValleyCable&${TARGET}`),
    ...ok(basic('pfs_fallback')),
  },
  {
    name: 'Retrieve partner authentication request: partner sign-on is not set up',
    given: isolated,
    request: REQUEST,
    ...ok(basic('configuration_fallback')),
  },
  {
    name: 'Retrieve partner authentication request: parameters are missing',
    given: denied,
    request: REQUEST.replace(TARGET, 'domainName=northstar.example'),
    ...ok(
      incomplete('resume', ['mvpd', 'redirectUrl'], { reasonType: 'missing_parameters_fallback' }),
    ),
  },
  {
    name: 'Create and retrieve profile using partner authentication response: success',
    given: framework(),
    request: RESPONSE,
    status: 201,
    type: JSON_TYPE,
    json: {
      profiles: {
        ValleyCable: {
          notBefore: ms,
          notAfter: ms,
          issuer: 'Apple',
          type: 'appleSSO',
          attributes: expect.objectContaining({ userID: plain(someText) }),
        },
      },
    },
  },
  {
    name: 'Create and retrieve profile using partner authentication response: degraded, a 200',
    given: degraded,
    request: RESPONSE,
    ...ok({
      profiles: { ValleyCable: expect.objectContaining({ issuer: 'Adobe', type: 'degraded' }) },
    }),
  },
  {
    name: 'Create and retrieve profile using partner authentication response: no SAML response',
    given: framework(),
    request: RESPONSE.replace('SAMLResponse={saml}', 'SAMLResponse='),
    ...error('invalid_parameter_saml_response'),
  },
  {
    name: 'Create and retrieve profile using partner authentication response: not permitted',
    given: denied,
    request: RESPONSE,
    ...error('invalid_header_pfs_permission_access_not_granted'),
  },
  {
    name: 'Initiate logout: signed in through the platform',
    given: applied,
    request: BYE,
    ...ok({
      logouts: {
        ValleyCable: {
          actionName: 'partner_logout',
          actionType: 'partner_interactive',
          mvpd: 'ValleyCable',
        },
      },
    }),
  },
];
