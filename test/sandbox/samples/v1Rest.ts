import { expect } from 'vitest';
import { sign } from '../../../apps/sandbox/pass/v1/signature.ts';
import {
  matching,
  type Sample,
  seconds,
  someText,
  uuid,
  V1_DEVICE_ID,
  XML_TYPE,
} from './sample.ts';
import {
  DEVICE,
  denial,
  failure,
  HEADERS,
  inBoth,
  later,
  MONTH,
  RESOURCE,
  signedIn,
} from './v1.ts';

const preauthorized = (json: boolean) => {
  const text = (value: unknown) => (json ? value : String(value));
  return [
    { id: 'LIGHTHOUSE-MAIN', authorized: text(true) },
    {
      id: 'LIGHTHOUSE-PLUS',
      authorized: text(false),
      error: {
        status: text(403),
        code: matching(/^(pre)?authorization_denied_by_mvpd$/),
        message: 'User not authorized',
        details: denial.details,
        helpUrl: matching(/^https:/),
        trace: uuid,
        action: 'none',
      },
    },
  ];
};
const IDS = 'resource=LIGHTHOUSE-MAIN,LIGHTHOUSE-PLUS';
const metadata = expect.objectContaining({ userID: someText, upstreamUserID: someText });

export const v1Rest: readonly Sample[] = [
  ...[
    { way: '', path: `/api/v1/preauthorize?${DEVICE}&${IDS}`, headers: HEADERS },
    {
      way: ' by Second Screen Web App',
      path: `/api/v1/preauthorize/{code}?requestor=LIGHTHOUSE&${IDS}`,
      headers: '',
    },
  ].flatMap(({ way, path, headers }) =>
    inBoth({
      name: `Retrieve List of Preauthorized Resources${way}: success`,
      given: signedIn(),
      path,
      headers,
      status: 200,
      json: { resources: preauthorized(true) },
      root: 'resources',
      xml: { resource: preauthorized(false) },
    }).map((sample) => ({
      ...sample,
      headers: { 'adobe-request-id': /^[0-9a-f-]{36}$/, 'adobe-response-confidence': 'full' },
    })),
  ),
  ...inBoth({
    name: 'Retrieve List of Preauthorized Resources: nobody has signed in',
    path: `/api/v1/preauthorize?${DEVICE}&${IDS}`,
    ...failure(412, 'User not authenticated'),
  }),
  ...inBoth({
    name: 'User Metadata: success',
    given: signedIn('Lanternfish', 'kim'),
    path: `/api/v1/tokens/usermetadata?${DEVICE}`,
    status: 200,
    json: { updated: seconds, encrypted: ['zip'], data: metadata },
    root: 'metadata',
    xml: { updated: matching(/^\d{10}$/), encrypted: 'zip', data: metadata },
  }),
  {
    name: 'User Metadata: XML when nothing is asked for',
    given: signedIn(),
    request: `GET /api/v1/tokens/usermetadata?${DEVICE} HTTP/1.1\n${HEADERS}`,
    status: 200,
    type: XML_TYPE,
    xml: { root: 'metadata', value: expect.anything() },
  },
  ...inBoth({
    name: 'User Metadata: expired authentication token',
    given: later(MONTH, signedIn()),
    path: `/api/v1/tokens/usermetadata?${DEVICE}`,
    ...failure(412, 'User not authenticated'),
  }),
  {
    name: 'Initiate Logout: success',
    given: signedIn(),
    request: `DELETE /api/v1/logout?${DEVICE} HTTP/1.1\n${HEADERS}`,
    status: 204,
  },
  {
    name: 'Free Preview: success',
    request: `POST /api/v1/authenticate/freepreview?requestor_id=LIGHTHOUSE&deviceId=${V1_DEVICE_ID}&mso_id=TempPass_Northstar&domain_name=lighthouse.example HTTP/1.1\n${HEADERS}`,
    status: 204,
  },
  {
    name: 'Free Preview: promotional, with the parentheses of the sample',
    request: `POST /api/v1/authenticate/freepreview?requestor_id=LIGHTHOUSE&deviceId=${V1_DEVICE_ID}&mso_id=TempPass_Premiere&domain_name=lighthouse.example&generic_data=(%22email%22:%22viewer@lighthouse.example%22) HTTP/1.1\n${HEADERS}`,
    status: 204,
  },
  {
    name: 'Free Preview: bad request',
    request: `POST /api/v1/authenticate/freepreview?requestor_id=LIGHTHOUSE&deviceId=${V1_DEVICE_ID}&mso_id=HarborTV&domain_name=lighthouse.example HTTP/1.1\n${HEADERS}\nAccept: application/json`,
    status: 400,
    type: 'application/json',
    json: { status: 400, message: 'Bad Request' },
  },
  {
    name: 'Retrieve Platform SSO profile-request: success',
    request: `GET /api/v1/LIGHTHOUSE/profile-requests/HarborTV?deviceType=tvOS HTTP/1.1\n${HEADERS}`,
    status: 200,
    type: 'application/octet-stream',
    text: /\S/,
  },
  {
    name: 'Token Exchange: success',
    request: `POST /api/v1/tokens/authn HTTP/1.1
${HEADERS}
Content-Type: application/x-www-form-urlencoded

${DEVICE}&mvpd=HarborTV&deviceType=tvOS&SAMLResponse=${encodeURIComponent(Buffer.from('<samlp:Response><saml:NameID>alex</saml:NameID></samlp:Response>').toString('base64'))}`,
    status: 204,
  },
  {
    name: 'Reset TempPass: all devices, as the samples write it',
    request:
      'DELETE /reset-tempass/v3/reset?requestor_id=LIGHTHOUSE&mvpd_id=TempPass_Northstar&device_id=all HTTP/1.1\nAuthorization: Bearer {lighthouseToken}',
    status: 204,
  },
  {
    name: 'Reset TempPass: promotional',
    request:
      'DELETE /reset-tempass/v3/reset/generic?requestor_id=LIGHTHOUSE&mvpd_id=TempPass_Premiere&key=all HTTP/1.1\nAuthorization: Bearer {lighthouseToken}',
    status: 204,
  },
  {
    name: 'a signed request instead of an access token',
    given: ({ sandbox }) => {
      const message = `GET requestor_id=LIGHTHOUSE, nonce=7c1d9a52-3b0e-4c1f-9a6d-2f5b8e4a1c00, signature_method=HMAC-SHA1, request_time=${sandbox.clock.now()}, request_uri=/authorize`;
      const signature = sign(message, 'sandbox-private-0001');
      return { signed: `${message}, public_key=sandbox-public-0001, signature=${signature}` };
    },
    request: `GET /api/v1/tokens/authz?${DEVICE}&${RESOURCE} HTTP/1.1
Authorization: {signed}
Accept: application/json`,
    status: 412,
    type: 'application/json',
    json: { status: 412, message: 'User not authenticated', details: null },
  },
  {
    name: 'without any authorization',
    request: `GET /api/v1/tokens/authz?${DEVICE}&${RESOURCE} HTTP/1.1\nAccept: application/json`,
    status: 401,
    type: 'application/json',
    json: { status: 401, message: 'Not Authorized' },
  },
];
