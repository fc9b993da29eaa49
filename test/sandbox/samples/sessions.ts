import {
  codeText,
  enhancedError,
  JSON_TYPE,
  matching,
  msText,
  ok,
  type Sample,
  type SampleEnv,
  someText,
  usedCode,
  uuid,
  waitingCode,
} from './sample.ts';

/** Headers of a call from the streaming device, as in the samples. */
export const DEVICE = `Authorization: Bearer {token}
AP-Device-Identifier: fingerprint N2QxYzBmNWUtMmI2NC00YzFlLTlhMzctNWYwZTRiOGM2YTIx
X-Device-Info: {deviceInfo}
Accept: application/json
User-Agent: Mozilla/5.0 (Web0S; Linux/SmartTV)`;

/** Headers of a call that the second screen may make, too. */
export const PAGE = `Authorization: Bearer {token}
Accept: application/json
User-Agent: Mozilla/5.0 (Windows NT 10.0)`;

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const CREATE = `POST /api/v2/NORTHSTAR/sessions HTTP/1.1\n${FORM}\n${DEVICE}`;
const RESUME = `POST /api/v2/NORTHSTAR/sessions/{code} HTTP/1.1\n${FORM}\n${PAGE}`;
const TARGET = 'domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2Fdone';
const ALL = `mvpd=ValleyCable&${TARGET}`;

const validity = { notBefore: msText, notAfter: msText };
const frame = { sessionId: uuid, serviceProvider: 'NORTHSTAR' };

const authenticate = {
  actionName: 'authenticate',
  actionType: 'interactive',
  reasonType: 'none',
  url: matching(/^\/api\/v2\/authenticate\/NORTHSTAR\/[A-Z0-9]{7}$/),
  code: codeText,
  mvpd: 'ValleyCable',
  ...frame,
  ...validity,
};

export const incomplete = (actionName: string, missing: string[], more: object = {}) => ({
  actionName,
  actionType: 'direct',
  reasonType: 'none',
  url: matching(/^\/api\/v2\/NORTHSTAR\/sessions\/[A-Z0-9]{7}$/),
  missingParameters: missing,
  code: codeText,
  ...frame,
  ...validity,
  ...more,
});

/** Neither code nor validity: no sign-in is needed. */
export const entitled = (reasonType: string, mvpd = 'ValleyCable') => ({
  actionName: 'authorize',
  actionType: 'direct',
  reasonType,
  url: `/api/v2/NORTHSTAR/decisions/authorize/${mvpd}`,
  mvpd,
  ...frame,
});

const degraded = ({ sandbox }: SampleEnv) => {
  sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
  return undefined;
};
/** A viewer who has signed in on another device, and has an account with the programmer's identity service. */
const sharedLogin = async ({ sandbox, tv }: SampleEnv) => {
  const service = await sandbox.control.serviceToken({ sub: 'viewer-1' });
  const fields = new URLSearchParams(ALL);
  const headers = {
    'ad-service-token': service,
    'ap-device-identifier': `fingerprint ${Buffer.from('another').toString('base64')}`,
  };
  const { code } = (await tv.call('sessions', { method: 'POST', headers, body: fields })).json;
  sandbox.control.signIn({ code });
  return { service: await sandbox.control.serviceToken({ sub: 'viewer-1' }) };
};
/** A code whose session lacks every parameter that the second screen must supply. */
const openCode = async ({ tv }: SampleEnv) => ({
  code: (await tv.call('sessions', { method: 'POST' })).json.code as string,
});
const codeFor =
  (fields: string) =>
  async ({ tv }: SampleEnv) => {
    const body = new URLSearchParams(fields);
    return { code: (await tv.call('sessions', { method: 'POST', body })).json.code as string };
  };

const version = { major: 0, minor: 0, patch: 0, profile: '' };
const inspected = (existing: object, more: object) => ({
  existingParameters: { serviceProvider: 'NORTHSTAR', ...existing },
  device: {
    type: 'TV',
    model: 'OLED55C2',
    version: { ...version, major: 2022 },
    hardware: { name: null, vendor: 'LG', version, manufacturer: 'LG' },
    operatingSystem: {
      name: 'webOS',
      family: 'webOS',
      vendor: 'LG',
      version: { ...version, major: 22, minor: 2 },
    },
    browser: {
      name: someText,
      vendor: someText,
      version,
      userAgent: someText,
      originalUserAgent: someText,
    },
    display: {
      width: 0,
      height: 0,
      ppi: 0,
      name: 'DISPLAY',
      vendor: null,
      version: null,
      diagonalSize: null,
    },
    applicationId: null,
    connection: { ipAddress: someText, port: matching(/^\d+$/), secure: false, type: 'LAN' },
  },
  ...validity,
  ...more,
});
const target = { domainName: 'northstar.example', redirectUrl: 'https://northstar.example/done' };

export const sessions: readonly Sample[] = [
  {
    name: 'Create authentication session: all parameters, no profile',
    request: `${CREATE}\n\n${ALL}`,
    ...ok(authenticate),
  },
  {
    name: 'Create authentication session: parameters missing, an empty body',
    request: CREATE,
    ...ok(incomplete('resume', ['mvpd', 'domainName', 'redirectUrl'])),
  },
  {
    name: 'Create authentication session: a profile exists',
    given: usedCode(),
    request: `${CREATE}\n\n${ALL}`,
    ...ok(entitled('authenticated')),
  },
  {
    name: 'Create authentication session: a profile of single sign-on exists',
    given: sharedLogin,
    request: `${CREATE}\nAD-Service-Token: {service}\n\n${ALL}`,
    ...ok(entitled('authenticatedSSO')),
  },
  {
    name: 'Create authentication session: a TempPass',
    request: `${CREATE}\n\n${ALL.replace('ValleyCable', 'TempPass_Northstar')}`,
    ...ok(entitled('temporary', 'TempPass_Northstar')),
  },
  {
    name: 'Create authentication session: degraded',
    given: degraded,
    request: `${CREATE}\n\n${ALL}`,
    ...ok(entitled('degraded')),
  },
  {
    name: 'Create authentication session: X-Device-Info that is no JSON, as every page prints it',
    request: `${CREATE.replace('{deviceInfo}', Buffer.from('{"model":"TV" "vendor":"LG"}').toString('base64'))}\n\n${ALL}`,
    ...ok(authenticate),
  },
  {
    name: 'Resume authentication session: all parameters, no profile',
    given: openCode,
    request: `${RESUME}\n\n${ALL}`,
    ...ok(authenticate),
  },
  {
    name: 'Resume authentication session: still incomplete',
    given: openCode,
    request: `${RESUME}\n\nmvpd=ValleyCable&domainName=northstar.example`,
    ...ok(incomplete('retry', ['redirectUrl'], { mvpd: 'ValleyCable' })),
  },
  {
    name: 'Resume authentication session: a profile exists',
    given: async (world) => {
      await world.tv.signIn();
      return openCode(world);
    },
    request: `${RESUME}\n\n${ALL}`,
    ...ok(entitled('authenticated')),
  },
  {
    name: 'Resume authentication session: a TempPass',
    given: openCode,
    request: `${RESUME}\n\n${ALL.replace('ValleyCable', 'TempPass_Northstar')}`,
    ...ok(entitled('temporary', 'TempPass_Northstar')),
  },
  {
    name: 'Resume authentication session: degraded',
    given: async (world) => {
      degraded(world);
      return openCode(world);
    },
    request: `${RESUME}\n\n${ALL}`,
    ...ok(entitled('degraded')),
  },
  {
    name: 'Retrieve authentication session: nothing is missing',
    given: waitingCode,
    request: `GET /api/v2/NORTHSTAR/sessions/{code} HTTP/1.1\n${PAGE}`,
    ...ok(inspected({ mvpd: 'ValleyCable', ...target }, {})),
  },
  {
    name: 'Retrieve authentication session: a parameter is missing',
    given: codeFor(TARGET),
    request: `GET /api/v2/NORTHSTAR/sessions/{code} HTTP/1.1\n${PAGE}`,
    ...ok(inspected(target, { missingParameters: ['mvpd'] })),
  },
  {
    name: 'Retrieve authentication session: by the path that its own samples have',
    given: waitingCode,
    request: `GET /api/v2/sessions/NORTHSTAR/{code} HTTP/1.1\n${PAGE}`,
    ...ok(inspected({ mvpd: 'ValleyCable', ...target }, {})),
  },
  {
    name: 'Retrieve authentication session: an unknown code',
    request: `GET /api/v2/NORTHSTAR/sessions/8BLW4RW HTTP/1.1\n${PAGE}`,
    status: 400,
    type: JSON_TYPE,
    json: enhancedError('invalid_authentication_session', 400, 'none'),
  },
  {
    name: 'Perform authentication in user agent: to the provider',
    given: waitingCode,
    request: `GET /api/v2/authenticate/NORTHSTAR/{code} HTTP/1.1
User-Agent: Mozilla/5.0 (Windows NT 10.0)`,
    status: 302,
    headers: { location: /^\/mvpd\/ValleyCable\/login\?request=\S+$/ },
  },
  {
    name: 'Perform authentication in user agent: an unknown code, told in HTML',
    request: `GET /api/v2/authenticate/NORTHSTAR/8BLW4RW HTTP/1.1
User-Agent: Mozilla/5.0 (Windows NT 10.0)`,
    status: 400,
    type: 'text/html',
    text: /<html/,
  },
];
