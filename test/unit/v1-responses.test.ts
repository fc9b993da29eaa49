import { describe, expect, it } from 'vitest';
import { policyFor } from '../../core/pass/errorPolicy.ts';
import { PassError } from '../../core/pass/errors.ts';
import * as read from '../../core/pass/v1/responses.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { thrown } from '../support/failure.ts';
import { html, json } from '../support/ports.ts';
import { codeOf, empty, xml } from './v1Responses.support.ts';

describe('registration records', () => {
  const device = {
    type: 'TV',
    model: 'Größe 55',
    hardware: { vendor: 'Harborline', manufacturer: 'Factory' },
  };
  const deviceInfo = Buffer.from(JSON.stringify(device)).toString('base64');

  it('reads the documented JSON; times are numbers of ms', () => {
    const record = read.readRegistration(
      json(201, {
        id: '0b6f2c1e',
        code: 'QH7T2LM',
        requestor: 'LIGHTHOUSE',
        mvpd: 'HarborCable',
        generated: 1790000000000,
        expires: 1790001800000,
        info: { deviceId: 'NWQ=', deviceInfo, userAgent: 'x', authorizationType: 'OAUTH2' },
      }),
    );
    expect(record).toEqual({
      id: '0b6f2c1e',
      code: 'QH7T2LM',
      mvpd: 'HarborCable',
      generated: 1790000000000,
      expires: 1790001800000,
      device: { model: 'Größe 55', vendor: 'Harborline', type: 'TV' },
    });
  });

  it('reads the documented XML', () => {
    const record = read.readRegistration(
      xml(
        200,
        `<ns2:regcode xmlns:ns2="model.mvc.reggie.pass.adobe.com"><id>i</id><code>QH7T2LM</code>
         <requestor>LIGHTHOUSE</requestor><mvpd></mvpd><generated>1790000000000</generated>
         <expires>1790001800000</expires><info><deviceId>NWQ=</deviceId>
         <deviceType>harborlinetv</deviceType></info></ns2:regcode>`,
      ),
    );
    expect(record).toEqual({
      id: 'i',
      code: 'QH7T2LM',
      generated: 1790000000000,
      expires: 1790001800000,
      device: { type: 'harborlinetv' },
    });
  });

  it('survives device information that is none', () => {
    const info = { deviceInfo: '!!!' };
    expect(read.readRegistration(json(200, { code: 'A', info })).device).toEqual({});
  });

  it('an unknown code is the same fault as in V2: a new code is needed', () => {
    const error = thrown(() =>
      read.readRegistration(json(404, { status: 404, message: 'Not Found' })),
    );
    expect(error).toMatchObject({ code: 'invalid_authentication_session', status: 404 });
    expect(policyFor(error).remedy).toBe('newCode');
  });

  it('a parameter that is missing is a matter of setup', () => {
    const error = thrown(() =>
      read.readRegistration(json(400, { status: 400, message: "Required 'deviceId' is missing" })),
    );
    expect(error).toMatchObject({
      code: 'invalid_request',
      message: "Required 'deviceId' is missing",
    });
    expect(policyFor(error).problem).toBe('setup');
  });

  it('deleting: 204, and a code that is gone already', () => {
    expect(() => read.readDeletedRegcode(empty(204))).not.toThrow();
    expect(() =>
      read.readDeletedRegcode(json(404, { status: 404, message: 'Not Found' })),
    ).not.toThrow();
    expect(codeOf(() => read.readDeletedRegcode(html(404)))).toBe('not_the_service');
    expect(codeOf(() => read.readDeletedRegcode(json(500, {})))).toBe('service_failed');
  });
});

describe('the MVPD list', () => {
  const providers = [
    {
      id: 'HarborCable',
      displayName: 'Harbor & Cable',
      logoUrl: 'https://l/h.png',
      isTempPass: false,
    },
    { id: 'TempPass_N', displayName: 'TempPass_N', isTempPass: true },
  ];

  it('from JSON', () =>
    expect(
      read.readConfig(
        json(200, {
          requestor: {
            id: 'LIGHTHOUSE',
            mvpds: [
              { id: 'HarborCable', displayName: 'Harbor & Cable', logoUrl: 'https://l/h.png' },
              { id: 'TempPass_N', isTempPass: true },
              { displayName: 'without an id' },
              null,
            ],
          },
        }),
      ),
    ).toEqual(providers));

  it('from XML, with several and with one', () => {
    const config = (mvpds: string) =>
      xml(200, `<config><requestor><id>L</id><mvpds>${mvpds}</mvpds></requestor></config>`);
    const first =
      '<mvpd><id>HarborCable</id><displayName>Harbor &amp; Cable</displayName><logoUrl>https://l/h.png</logoUrl></mvpd>';
    const second = '<mvpd><id>TempPass_N</id><isTempPass>true</isTempPass></mvpd>';
    expect(read.readConfig(config(first + second))).toEqual(providers);
    expect(read.readConfig(config(first))).toEqual(providers.slice(0, 1));
    expect(read.readConfig(config(''))).toEqual([]);
  });

  it('an unknown requestor is a matter of setup', () => {
    const error = thrown(() => read.readConfig(json(404, { status: 404, message: 'Not Found' })));
    expect(error.code).toBe('invalid_requestor');
    expect(policyFor(error).problem).toBe('setup');
  });

  it.each<[HttpResponse, string]>([
    [json(200, {}), 'not_the_service'],
    [json(200, { requestor: { id: 'L' } }), 'not_the_service'],
    [html(200), 'captive_portal'],
  ])('something else is not taken for an empty list (%#)', (response, code) =>
    expect(codeOf(() => read.readConfig(response))).toBe(code),
  );
});

describe('is there a login', () => {
  it.each([empty(200), json(200, {}), json(200, { mvpd: 'HarborCable', expires: '1' })])(
    '200 without a body, or with a login in it: yes (%#)',
    (response) => expect(read.readCheckAuthn(response)).toBe(true),
  );

  it.each([
    json(403, { status: 403, message: 'Forbidden' }),
    xml(403, '<error><status>403</status><message>Authentication token expired</message></error>'),
    json(403, { status: 403, code: 'authentication_session_expired', action: 'authentication' }),
    json(412, { status: 412, message: 'User not authenticated', details: null }),
  ])('403 from the service: no (%#)', (response) =>
    expect(read.readCheckAuthn(response)).toBe(false),
  );

  it.each<[string, HttpResponse, string]>([
    ['a hotel that answers everything with its own page', html(200), 'captive_portal'],
    ['a gateway that forbids', html(403), 'not_the_service'],
    ['a gateway that forbids without a word', empty(403), 'not_the_service'],
    ['a gateway of many words', json(403, { message: 'Forbidden' }), 'not_the_service'],
    [
      "somebody else's server",
      json(403, { timestamp: 1, status: 403, error: 'Forbidden', message: 'No', path: '/' }),
      'not_the_service',
    ],
    ['a gateway that says yes to everything', json(200, { ok: true }), 'not_the_service'],
    ['an answer without a body where none is due', empty(204), 'not_the_service'],
    ['a failure', json(500, {}), 'service_failed'],
    [
      'an unusable access token',
      json(401, { status: 401, message: 'Not Authorized' }),
      'unauthorized',
    ],
    ['too many requests', html(429), 'throttled'],
    [
      'another enhanced error',
      json(400, { code: 'invalid_device_id', action: 'none' }),
      'invalid_device_id',
    ],
  ])('neither yes nor no: %s', (_, response, code) =>
    expect(codeOf(() => read.readCheckAuthn(response))).toBe(code),
  );
});

describe('authentication token', () => {
  it('reads both formats; `expires` is digits in a string, ms', () => {
    const token = { mvpd: 'HarborCable', expires: 1792592000000, userId: 'u-7f3c' };
    expect(
      read.readAuthnToken(
        json(200, {
          requestor: 'LIGHTHOUSE',
          mvpd: 'HarborCable',
          userId: 'u-7f3c',
          expires: '1792592000000',
        }),
      ),
    ).toEqual(token);
    expect(
      read.readAuthnToken(
        xml(
          200,
          `<authentication><expires>1792592000000</expires><userId>u-7f3c</userId>
           <mvpd>HarborCable</mvpd><requestor>LIGHTHOUSE</requestor></authentication>`,
        ),
      ),
    ).toEqual(token);
  });

  it.each<[string, HttpResponse, string]>([
    ['none', json(404, { status: 404, message: 'Not Found' }), 'authentication_session_missing'],
    [
      'none, in XML',
      xml(404, '<error><status>404</status><message>Not found</message></error>'),
      'authentication_session_missing',
    ],
    ['expired', json(410, { status: 410, message: 'Gone' }), 'authentication_session_expired'],
    ['not there at all: a wrong address', html(404), 'not_the_service'],
    ['without a provider', json(200, { expires: '1' }), 'not_the_service'],
    ['cut off', { status: 200, contentType: '', text: '{"mvpd":"Har' }, 'unreadable_answer'],
  ])('%s', (_, response, code) => expect(codeOf(() => read.readAuthnToken(response))).toBe(code));
});

describe('user metadata', () => {
  it('reads JSON; `updated` is seconds', () => {
    const data = { userID: 'u', zip: 'b64', maxRating: { MPAA: 'PG-13' }, channelID: ['EAST'] };
    expect(
      read.readUserMetadata(json(200, { updated: 1790000000, encrypted: ['zip'], data })),
    ).toEqual({ updated: 1790000000000, encrypted: ['zip'], data });
  });

  it('reads XML', () =>
    expect(
      read.readUserMetadata(
        xml(
          200,
          `<metadata><updated>1790000000</updated><encrypted>zip</encrypted>
           <data><userID>u</userID><zip>b64</zip></data></metadata>`,
        ),
      ),
    ).toEqual({
      updated: 1790000000000,
      encrypted: ['zip'],
      data: { userID: 'u', zip: 'b64' },
    }));

  it('404: nothing is known; 412: not signed in', () => {
    expect(read.readUserMetadata(json(404, { status: 404, message: 'Not Found' }))).toBeNull();
    expect(read.readUserMetadata(empty(404))).toBeNull();
    expect(codeOf(() => read.readUserMetadata(html(404)))).toBe('not_the_service');
    expect(
      codeOf(() =>
        read.readUserMetadata(json(412, { status: 412, message: 'User not authenticated' })),
      ),
    ).toBe('authentication_session_missing');
  });
});

describe('logout and free preview', () => {
  it('204', () => {
    expect(() => read.readLogout(empty(204))).not.toThrow();
    expect(() => read.readFreePreview(empty(204))).not.toThrow();
  });

  it('a logout without a login is done', () => {
    expect(() => read.readLogout(json(404, { status: 404, message: 'Not Found' }))).not.toThrow();
    expect(codeOf(() => read.readLogout(html(200)))).toBe('captive_portal');
    expect(codeOf(() => read.readLogout(html(404)))).toBe('not_the_service');
    expect(codeOf(() => read.readLogout(json(200, { ok: true })))).toBe('not_the_service');
    expect(codeOf(() => read.readLogout(json(500, {})))).toBe('service_failed');
  });

  it('a free preview that is not set up', () =>
    expect(
      codeOf(() => read.readFreePreview(json(400, { status: 400, message: 'Bad Request' }))),
    ).toBe('invalid_request'));
});

describe('every documented Enhanced Error code of V1 has a rule', () => {
  const documented: [action: string, remedy: string, codes: string][] = [
    [
      'none',
      'none',
      'invalid_requestor invalid_device_info invalid_device_id missing_resource malformed_authz_request preauthorization_denied_by_mvpd authorization_denied_by_mvpd authorization_denied_by_parental_controls internal_error',
    ],
    ['configuration', 'chooseProvider', 'unknown_integration'],
    ['configuration', 'none', 'too_many_resources'],
    [
      'authentication',
      'signIn',
      'authentication_session_issuer_mismatch authorization_denied_by_hba_policies authorization_denied_by_session_invalidated identity_not_recognized_by_mvpd authentication_session_invalidated authentication_session_missing authentication_session_expired preauthorization_authentication_session_missing preauthorization_authentication_session_expired',
    ],
    ['authorization', 'retry', 'authorization_not_found authorization_expired'],
    [
      'retry',
      'retry',
      'network_received_error network_connection_timeout maximum_execution_time_exceeded',
    ],
  ];
  const rows = documented.flatMap(([action, remedy, codes]) =>
    codes.split(' ').map((code) => ({ code, action, remedy })),
  );

  it.each(rows)('$code ($action) → $remedy', ({ code, action, remedy }) => {
    const rule = policyFor(new PassError({ code, action }));
    expect(rule.remedy).toBe(remedy);
    expect(rule.problem).not.toBe('unknown');
  });
});
