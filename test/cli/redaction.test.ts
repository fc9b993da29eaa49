import { describe, expect, it } from 'vitest';
import { Redactor } from '../../apps/cli/trace/Redactor.ts';

/** One secret of each kind, all different, and none long enough to be conspicuous. */
const secrets = {
  statement: 'stmt-head.stmt-body.stmt-sign',
  clientId: 'client-4711',
  clientSecret: 'csecret-0815',
  accessToken: 'access-tok-99',
  device: 'device-uuid-17',
  mediaToken: 'media+tok/77==',
  userId: 'user-31337',
  household: 'house-2718',
  zip: 'zip-94103',
  code: 'QWERTZ7',
  serviceToken: 'sso-service-1',
  subjectToken: 'sso-subject-2',
  identity: 'tempidentity3',
  roku: 'rida-roku-44',
  cookie: 'cookie-jar-5',
  generic: 'generic-data-6',
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const { stringify } = JSON;

/** Expects that no secret can be read, in any form. */
function expectNone(shown: unknown): void {
  const text = stringify(shown);
  for (const [name, secret] of Object.entries(secrets)) {
    for (const form of [secret, encodeURIComponent(secret), base64(secret), stringify(secret)]) {
      expect(text.includes(form), `${name} in ${text}`).toBe(false);
    }
  }
}

const headers = {
  Authorization: `Bearer ${secrets.accessToken}`,
  'AP-Device-Identifier': `fingerprint ${base64(secrets.device)}`,
  'AD-Service-Token': secrets.serviceToken,
  'Adobe-Subject-Token': secrets.subjectToken,
  'AP-TempPass-Identity': base64(stringify({ email: secrets.identity })),
  'X-Roku-Reserved-Roku-Connect-Token': secrets.roku,
  Cookie: `s=${secrets.cookie}`,
  Accept: 'application/json',
};

const get = (url: string, more: Record<string, string> = {}) =>
  ({ method: 'GET', url, headers: { ...headers, ...more } }) as const;
const json = (body: unknown, status = 200) => ({
  status,
  contentType: 'application/json',
  text: stringify(body),
});
const xml = (text: string) => ({ status: 200, contentType: 'application/xml', text });

describe('requests', () => {
  it('keep their shape, and lose every secret', () => {
    const shown = new Redactor().request(
      get(`https://sp.example/api/v2/NORTHSTAR/sessions/${secrets.code}?x=1`),
    );
    expectNone(shown);
    expect(shown.address).toBe('https://sp.example/api/v2/NORTHSTAR/sessions/(hidden)?x=1');
    expect(shown.headers).toMatchObject({
      Authorization: 'Bearer (hidden)',
      'AP-Device-Identifier': 'fingerprint (hidden)',
      Accept: 'application/json',
    });
  });

  it.each([
    `/api/v1/tokens/authn?requestor=NORTHSTAR&deviceId=${secrets.device}`,
    `/api/v1/authorize?deviceId=${secrets.device}&generic_data=${secrets.generic}&resource=R`,
    `/api/v1/checkauthn/${secrets.code}?requestor=NORTHSTAR`,
    `/api/v1/preauthorize/${secrets.code}?requestor=NORTHSTAR`,
    `/api/v1/authenticate?reg_code=${secrets.code}&requestor_id=NORTHSTAR`,
    `/reggie/v1/NORTHSTAR/regcode/${secrets.code}`,
    `/api/v2/authenticate/NORTHSTAR/${secrets.code}`,
    `/api/v2/NORTHSTAR/profiles/code/${secrets.code}`,
  ])('%# hide what stands in the address', (path) => {
    const shown = new Redactor().request(get(`https://sp.example${path}`));
    expectNone(shown);
    expect(shown.address).toContain('(hidden)');
  });

  it('show the code that the command itself named', () => {
    const shown = new Redactor([secrets.code.toLowerCase()]).request(
      get(`https://sp.example/api/v2/NORTHSTAR/sessions/${secrets.code}`),
    );
    expect(shown.address.endsWith(`/sessions/${secrets.code}`)).toBe(true);
  });

  it('read bodies of both kinds', () => {
    const redactor = new Redactor();
    const post = (type: string, body: string) =>
      redactor.request({
        ...get('https://sp.example/x', { 'Content-Type': type }),
        method: 'POST',
        body,
      });
    const form = 'application/x-www-form-urlencoded';
    const register = stringify({ software_statement: secrets.statement });
    const token = new URLSearchParams({
      client_id: secrets.clientId,
      client_secret: secrets.clientSecret,
      grant_type: 'client_credentials',
    });
    const device = new URLSearchParams({ deviceId: secrets.device, ttl: '1800' });
    const play = stringify({ item: 'tidewater', mediaToken: secrets.mediaToken });
    expectNone(post('application/json;charset=utf-8', register));
    const shown = post(form, token.toString());
    expectNone(shown);
    expect(shown.body).toMatchObject({ grant_type: 'client_credentials' });
    expectNone(post(form, device.toString()));
    expect(post('application/json', play).body).toEqual({
      item: 'tidewater',
      mediaToken: '(hidden)',
    });
  });

  it('show X-Device-Info in the clear, because it is Base64 of nothing secret', () => {
    const info = { model: 'TV', osName: 'Linux', deviceId: secrets.device };
    const shown = new Redactor().request(
      get('https://sp.example/', { 'X-Device-Info': encodeURIComponent(base64(stringify(info))) }),
    );
    expectNone(shown);
    expect(shown.headers['X-Device-Info']).toContain('"model":"TV"');
  });
});

describe('answers', () => {
  it.each([
    { client_id: secrets.clientId, client_secret: secrets.clientSecret },
    { access_token: secrets.accessToken, expires_in: 21600, token_type: 'bearer' },
    { code: secrets.code, url: `/api/v2/authenticate/NORTHSTAR/${secrets.code}`, sessionId: 's' },
    // Here the address comes before the name that marks the code.
    { url: `/enter?c=${secrets.code}`, note: [`say ${secrets.code}`], code: secrets.code },
    { decisions: [{ resource: 'R', token: { serializedToken: secrets.mediaToken } }] },
    { serializedToken: secrets.mediaToken, userId: secrets.userId, mvpdId: 'M' },
    { id: 'x', info: { deviceId: secrets.device, userAgent: 'x' }, code: secrets.code },
    {
      profiles: {
        M: {
          notAfter: 1,
          attributes: {
            userID: { value: secrets.userId, state: 'plain' },
            upstreamUserID: { value: secrets.userId, state: 'plain' },
            householdID: { value: secrets.household, state: 'plain' },
            zip: { value: [secrets.zip], state: 'enc' },
          },
        },
      },
    },
    { updated: 1, encrypted: ['zip'], data: { zip: [secrets.zip], userID: secrets.userId } },
  ])('%# lose every secret', (body) => {
    expectNone(new Redactor().answer(json(body)));
  });

  it('keep what helps', () => {
    const error = { status: 403, code: 'authorization_denied_by_mvpd', details: 'No.', trace: 't' };
    const { body } = new Redactor().answer(json({ decisions: [{ resource: 'R', error }] }));
    expect(body).toEqual({ decisions: [{ resource: 'R', error }] });
    const attributes = {
      maxRating: { value: { MPAA: 'G' }, state: 'plain' },
      zip: { value: ['1'], state: 'enc' },
    };
    expect(new Redactor().answer(json({ attributes })).body).toEqual({
      attributes: { ...attributes, zip: { value: ['(hidden)'], state: 'enc' } },
    });
  });

  it('are read in XML too', () => {
    const { body } = new Redactor().answer(
      xml(
        `<?xml version="1.0"?><play><expires>1</expires><userId>${secrets.userId}</userId>` +
          `<serializedToken><![CDATA[${secrets.mediaToken}]]></serializedToken></play>`,
      ),
    );
    expectNone(body);
    expect(body).toContain('<expires>1</expires>');
    expectNone(
      new Redactor().answer(
        xml(
          `<ns2:regcode xmlns:ns2="r"><code>${secrets.code}</code><info><deviceId>` +
            `${secrets.device}</deviceId></info></ns2:regcode>`,
        ),
      ),
    );
    const metadata = xml(
      `<metadata><data><zip><value>${secrets.zip}</value></zip><hba_status>true</hba_status>` +
        `</data></metadata>`,
    );
    expectNone(new Redactor().answer(metadata));
    expect(new Redactor().answer(metadata).body).toContain('<hba_status>true</hba_status>');
  });

  it('that break off are not shown: half of them might be a secret', () => {
    const cut = (text: string, contentType: string) =>
      new Redactor().answer({ status: 200, contentType, text }).body;
    const json = cut(`{"access_token":"${secrets.accessToken}`, 'application/json');
    expect(json).toMatch(/^\(\d+ characters that are neither JSON nor XML\)$/);
    expectNone(cut(`<play><serializedToken>${secrets.mediaToken}`, 'application/xml'));
    expectNone(cut(`{"client_secret":"${secrets.clientSecret}`, 'text/plain'));
  });

  it('hide again what was hidden once, wherever it turns up', () => {
    const redactor = new Redactor();
    redactor.request(get(`https://sp.example/?deviceId=${secrets.device}`));
    const text = `<html>Device ${secrets.device} with ${secrets.accessToken}: too many</html>`;
    const { body } = redactor.answer({ status: 429, contentType: 'text/html', text });
    expect(body).toBe('<html>Device (hidden) with (hidden): too many</html>');
  });

  it('hide what looks like a key, whatever it is called', () => {
    const jwt = `eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln`;
    const key = 'q9'.repeat(24);
    const { body } = new Redactor().answer(json({ note: `see ${jwt}`, blob: key, trace: 'a-b' }));
    expect(body).toEqual({ note: 'see (hidden)', blob: '(hidden)', trace: 'a-b' });
  });
});
