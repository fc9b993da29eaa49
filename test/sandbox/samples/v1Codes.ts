import { expect } from 'vitest';
import {
  base64,
  codeText,
  matching,
  ms,
  msText,
  type Sample,
  someText,
  uuid,
  V1_DEVICE_ID,
  XML_TYPE,
} from './sample.ts';
import { call, HEADERS, inBoth, regcode, signedIn, waiting } from './v1.ts';

const record = {
  id: uuid,
  code: codeText,
  requestor: 'LIGHTHOUSE',
  mvpd: 'HarborTV',
  generated: ms,
  expires: ms,
  info: {
    deviceId: Buffer.from(V1_DEVICE_ID).toString('base64'),
    deviceInfo: base64,
    userAgent: 'HarborlineTV/2.4',
    originalUserAgent: 'HarborlineTV/2.4',
    authorizationType: 'OAUTH2',
    sourceApplicationInformation: { id: someText, name: someText, version: someText },
  },
};
const recordXml = { ...record, generated: msText, expires: msText };
const older = {
  deviceType: 'harborlinetv',
  appId: 'lighthouse-tv',
  appVersion: '1.0.0',
  registrationURL: 'https://activate.lighthouse.example',
};

export const v1Codes: readonly Sample[] = [
  ...inBoth({
    name: 'Registration Page: success',
    method: 'POST',
    path: `/reggie/v1/LIGHTHOUSE/regcode?deviceId=${V1_DEVICE_ID}&mvpd=HarborTV&ttl=1800`,
    status: 201,
    json: record,
    root: 'regcode',
    xml: recordXml,
  }),
  {
    name: 'Registration Page: the inputs in a form',
    request: `POST /reggie/v1/LIGHTHOUSE/regcode HTTP/1.1
${HEADERS}
Accept: application/json
Content-Type: application/x-www-form-urlencoded

deviceId=${V1_DEVICE_ID}&mvpd=HarborTV&ttl=1800`,
    status: 201,
    type: 'application/json',
    json: record,
  },
  {
    name: 'Registration Page: a life of more than ten hours',
    request: call(
      'POST',
      `/reggie/v1/LIGHTHOUSE/regcode?deviceId=${V1_DEVICE_ID}&ttl=36001`,
      'json',
      'accept',
    ),
    status: 400,
    type: 'application/json',
    json: { status: 400, message: someText },
  },
  {
    name: 'Registration Page: no device',
    request: call('POST', '/reggie/v1/LIGHTHOUSE/regcode', 'json', 'accept'),
    status: 400,
    type: 'application/json',
    json: { status: 400, message: "Required 'deviceId' is not present" },
  },
  ...inBoth({
    name: 'Return Registration Record: success',
    given: async (world) => ({
      code: await regcode(world, `&mvpd=HarborTV&${new URLSearchParams(older)}`),
    }),
    path: '/reggie/v1/LIGHTHOUSE/regcode/{code}',
    headers: '',
    status: 200,
    json: { ...record, info: expect.objectContaining(older) },
    root: 'regcode',
    xml: { ...recordXml, info: expect.objectContaining(older) },
  }),
  {
    name: 'Delete Registration Record: success',
    given: waiting,
    request: 'DELETE /reggie/v1/LIGHTHOUSE/regcode/{code} HTTP/1.1',
    status: 204,
  },
];

const config = {
  id: 'LIGHTHOUSE',
  name: 'Lighthouse',
};
const listed = { id: 'HarborTV', displayName: 'Harbor TV', logoUrl: matching(/^http/) };

export const v1Page: readonly Sample[] = [
  ...inBoth({
    name: 'Provide MVPD List: success',
    path: '/api/v1/config/LIGHTHOUSE',
    headers: '',
    status: 200,
    json: expect.objectContaining({
      requestor: expect.objectContaining({
        ...config,
        domains: [expect.objectContaining({ name: 'lighthouse.example' })],
        mvpds: expect.arrayContaining([expect.objectContaining(listed)]),
      }),
    }),
    root: 'config',
    xml: {
      requestor: expect.objectContaining({
        ...config,
        domains: { domain: { name: 'lighthouse.example' } },
        mvpds: { mvpd: expect.arrayContaining([expect.objectContaining(listed)]) },
      }),
    },
  }),
  {
    name: 'Provide MVPD List: by the older address, which is XML whatever is asked for',
    request: 'GET /adobe-services/config/LIGHTHOUSE.json HTTP/1.1',
    status: 200,
    type: XML_TYPE,
    xml: { root: 'config', value: expect.anything() },
  },
  {
    name: 'Initiate Authentication: to the provider',
    given: waiting,
    request:
      'GET /api/v1/authenticate?reg_code={code}&requestor_id=LIGHTHOUSE&mso_id=HarborTV&domain_name=lighthouse.example&noflash=true&no_iframe=true&redirect_url=https%3A%2F%2Factivate.lighthouse.example%2Fdone HTTP/1.1',
    status: 302,
    headers: { location: /^\/mvpd\/HarborTV\/login\?request=\S+$/ },
  },
  {
    name: 'Initiate Authentication: without no_iframe, as the example has it',
    given: waiting,
    request:
      'GET /api/v1/authenticate?requestor_id=LIGHTHOUSE&mso_id=HarborTV&domain_name=lighthouse.example&noflash=true&reg_code={code}&redirect_url=https%3A%2F%2Factivate.lighthouse.example%2Fdone HTTP/1.1',
    status: 302,
    headers: { location: /^\/mvpd\/HarborTV\/login\?request=\S+$/ },
  },
  {
    name: 'Initiate Authentication: a code that nobody knows here',
    request:
      'GET /api/v1/authenticate?reg_code=QH7T2LM&requestor_id=LIGHTHOUSE&mso_id=HarborTV&domain_name=lighthouse.example&noflash=true&no_iframe=true&redirect_url=https%3A%2F%2Factivate.lighthouse.example%2Fdone HTTP/1.1',
    status: 400,
    type: 'text/html',
    text: /code/,
  },
  {
    name: 'Check Authentication Flow by Second Screen Web App: it worked',
    given: signedIn(),
    request: 'GET /api/v1/checkauthn/{code}?requestor=LIGHTHOUSE HTTP/1.1',
    status: 200,
  },
  ...inBoth({
    name: 'Check Authentication Flow by Second Screen Web App: not yet',
    given: waiting,
    path: '/api/v1/checkauthn/{code}?requestor=LIGHTHOUSE',
    headers: '',
    status: 403,
    json: { status: 403, message: 'Forbidden' },
    root: 'error',
    xml: { status: '403', message: 'Forbidden' },
  }),
];
