import { JSON_TYPE, ms, type Sample, seconds, someText, uuid } from './sample.ts';

const error = (code: string): Pick<Sample, 'status' | 'type' | 'json'> => ({
  status: 400,
  type: JSON_TYPE,
  json: { error: code },
});

const credentials = ({ tv }: { tv: { credentials: Record<string, string> } }) => ({
  id: tv.credentials.client_id ?? '',
  secret: tv.credentials.client_secret ?? '',
});

const REGISTER = `
POST /o/client/register HTTP/1.1
Host: sp.auth.adobe.com
Content-Type: application/json;charset=utf-8
Accept: application/json
X-Device-Info: {deviceInfo}
`;
const TOKEN = `
POST /o/client/token HTTP/1.1
Host: sp.auth.adobe.com
Content-Type: application/x-www-form-urlencoded
Accept: application/json
X-Device-Info: {deviceInfo}
`;

export const dcr: readonly Sample[] = [
  {
    name: 'Retrieve client credentials: success',
    request: `${REGISTER}
{ "software_statement": "{statement}", "redirect_uri": "northstartv://signin" }`,
    status: 201,
    type: JSON_TYPE,
    json: {
      client_id: someText,
      client_secret: someText,
      // Ten digits: in seconds, unlike every other time.
      client_id_issued_at: seconds,
      redirect_uris: ['northstartv://signin'],
      grant_types: ['client_credentials'],
      scopes: ['api:client:v2'],
    },
  },
  {
    name: 'Retrieve client credentials: no software statement',
    request: `${REGISTER}
{ "redirect_uri": "northstartv://signin" }`,
    ...error('invalid_request'),
  },
  {
    name: 'Retrieve client credentials: a redirect URI that is none',
    request: `${REGISTER}
{ "software_statement": "{statement}", "redirect_uri": "nowhere" }`,
    ...error('invalid_redirect_uri'),
  },
  {
    name: 'Retrieve client credentials: a software statement that is none',
    request: `${REGISTER}
{ "software_statement": "aaaaaa" }`,
    ...error('invalid_software_statement'),
  },
  {
    name: 'Retrieve client credentials: a revoked software statement',
    given: ({ sandbox }) => {
      sandbox.control.rules({ revokeStatement: 'northstar-tv' });
      return undefined;
    },
    request: `${REGISTER}
{ "software_statement": "{statement}" }`,
    ...error('unapproved_software_statement'),
  },
  {
    name: 'Retrieve access token: success',
    given: credentials,
    request: `${TOKEN}
client_id={id}&client_secret={secret}&grant_type=client_credentials`,
    status: 201,
    type: JSON_TYPE,
    json: {
      id: uuid,
      access_token: someText,
      created_at: ms,
      expires_in: 21_600,
      token_type: 'bearer',
    },
  },
  {
    name: 'Retrieve access token: credentials that are none',
    request: `${TOKEN}
client_id=c-5f2a91&client_secret=s-9b77e0c4&grant_type=client_credentials`,
    ...error('invalid_client'),
  },
  {
    name: 'Retrieve access token: another grant type',
    given: credentials,
    request: `${TOKEN}
client_id={id}&client_secret={secret}&grant_type=password`,
    ...error('unsupported_grant_type'),
  },
  {
    name: 'Retrieve access token: a repeated parameter',
    given: credentials,
    request: `${TOKEN}
client_id={id}&client_id={id}&client_secret={secret}&grant_type=client_credentials`,
    ...error('invalid_request'),
  },
];
