import { describe, expect, it } from 'vitest';
import { policyFor } from '../../core/pass/errorPolicy.ts';
import * as read from '../../core/pass/v1/responses.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { thrown } from '../support/failure.ts';
import { html, json } from '../support/ports.ts';
import { codeOf, xml } from './v1Responses.support.ts';

describe('authorize and its three ends', () => {
  const granted = {
    mvpd: 'HarborCable',
    resource: 'LIGHTHOUSE_EAST',
    expires: 1790086400000,
    proxyMvpd: 'Proxy',
  };

  it('permitted', () => {
    expect(
      read.readAuthorize(
        json(200, { ...granted, requestor: 'LIGHTHOUSE', expires: '1790086400000' }),
      ),
    ).toEqual(granted);
    expect(
      read.readAuthorize(
        xml(
          200,
          `<authorization><expires>1790086400000</expires><mvpd>HarborCable</mvpd>
           <requestor>LIGHTHOUSE</requestor><resource>LIGHTHOUSE_EAST</resource>
           <proxyMvpd>Proxy</proxyMvpd></authorization>`,
        ),
      ),
    ).toEqual(granted);
  });

  it.each([
    xml(
      403,
      `<error><status>403</status><message>User not authorized</message>
       <details>Not in your package.</details></error>`,
    ),
    json(403, { status: 403, message: 'User not authorized', details: 'Not in your package.' }),
    json(403, {
      status: 403,
      code: 'authorization_denied_by_mvpd',
      action: 'none',
      message: 'User not authorized',
      details: 'Not in your package.',
    }),
  ])("denied, with the provider's own words (%#)", (response) => {
    const error = thrown(() => read.readAuthorize(response));
    expect(error).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      status: 403,
      details: 'Not in your package.',
    });
    expect(policyFor(error).remedy).toBe('none');
  });

  it.each([
    json(412, { status: 412, message: 'User not authenticated', details: null }),
    json(403, { status: 403, message: 'User not authenticated' }),
    json(403, { status: 403, code: 'authentication_session_expired', action: 'authentication' }),
    json(412, { status: 412, code: 'authentication_session_missing', action: 'authentication' }),
  ])('not signed in, by 412 or by 403 (%#)', (response) =>
    expect(policyFor(thrown(() => read.readAuthorize(response))).remedy).toBe('signIn'),
  );

  it.each<[HttpResponse, string]>([
    [json(500, { status: 500, message: 'x' }), 'service_failed'],
    [html(403), 'not_the_service'],
    [json(403, { error: 'forbidden' }), 'not_the_service'],
    [json(403, { code: 'blocked' }), 'not_the_service'],
    [html(200), 'captive_portal'],
    [
      json(403, { status: 403, code: 'network_connection_timeout', action: 'retry' }),
      'network_connection_timeout',
    ],
  ])('something else, which says nothing about the viewer (%#)', (response, code) => {
    const error = thrown(() => read.readAuthorize(response));
    expect(error.code).toBe(code);
    expect(policyFor(error).remedy).not.toBe('signIn');
  });
});

describe('authorization token: the documented 200, 404, 410 and 412', () => {
  const body = { mvpd: 'm', resource: 'r', requestor: 'q', expires: '1348148289000' };
  it('200', () =>
    expect(read.readAuthzToken(json(200, { ...body, proxyMvpd: 'p' }))).toEqual({
      mvpd: 'm',
      resource: 'r',
      expires: 1348148289000,
      proxyMvpd: 'p',
    }));

  it.each([
    [404, 'Not Found', 'authorization_not_found', 'retry'],
    [410, 'Gone', 'authorization_expired', 'retry'],
    [412, 'User not authenticated', 'authentication_session_missing', 'signIn'],
  ])('%i %s', (status, message, code, remedy) => {
    for (const response of [
      json(status, { status, message, details: null }),
      xml(status, `<error><status>${status}</status><message>${message}</message></error>`),
    ]) {
      const error = thrown(() => read.readAuthzToken(response));
      expect(error).toMatchObject({ code, status, message });
      expect(error.details).toBeUndefined();
      expect(policyFor(error).remedy).toBe(remedy);
    }
  });
});

describe('short media token', () => {
  it('reads both formats', () => {
    const token = { serializedToken: 'PHNp+/8=', expires: 1790000420000, mvpd: 'HarborCable' };
    expect(
      read.readMediaToken(
        json(200, {
          resource: 'LIGHTHOUSE_EAST',
          expires: '1790000420000',
          serializedToken: 'PHNp+/8=',
          userId: 's',
          mvpdId: 'HarborCable',
        }),
      ),
    ).toEqual(token);
    expect(
      read.readMediaToken(
        xml(
          200,
          `<play><expires>1790000420000</expires><mvpdId>HarborCable</mvpdId>
           <serializedToken>PHNp+/8=</serializedToken></play>`,
        ),
      ),
    ).toEqual(token);
  });

  it('refused: the decision has to be asked for again', () => {
    const error = thrown(() =>
      read.readMediaToken(json(403, { status: 403, message: 'User not authorized' })),
    );
    expect(error).toMatchObject({ code: 'authorization_not_found', action: 'authorization' });
    expect(policyFor(error).remedy).toBe('retry');
  });

  it("without a token it is not the service's", () =>
    expect(codeOf(() => read.readMediaToken(json(200, { resource: 'r' })))).toBe(
      'not_the_service',
    ));
});

describe('preauthorize', () => {
  const denied = {
    status: 403,
    code: 'authorization_denied_by_mvpd',
    message: 'User not authorized',
    details: 'Not part of your package.',
    trace: 't',
    action: 'none',
  };

  it('reads JSON, with the error of a resource', () => {
    const [east, plus] = read.readPreauthorized(
      json(200, {
        resources: [
          { id: 'EAST', authorized: true },
          { id: 'PLUS', authorized: false, error: denied },
        ],
      }),
    );
    expect(east).toEqual({ resource: 'EAST', authorized: true });
    expect(plus?.error).toMatchObject({ code: denied.code, status: 403, details: denied.details });
  });

  it('reads XML, also of a single resource and of none', () => {
    const error = Object.entries(denied).map(([name, value]) => `<${name}>${value}</${name}>`);
    const one = `<resource><id>PLUS</id><authorized>false</authorized><error>${error.join('')}</error></resource>`;
    const two = `<resource><id>EAST</id><authorized>true</authorized></resource>${one}`;
    const both = read.readPreauthorized(xml(200, `<resources>${two}</resources>`));
    expect(both.map(({ resource, authorized }) => [resource, authorized])).toEqual([
      ['EAST', true],
      ['PLUS', false],
    ]);
    expect(both[1]?.error).toMatchObject({ code: denied.code, status: 403, trace: 't' });
    expect(read.readPreauthorized(xml(200, `<resources>${one}</resources>`))).toHaveLength(1);
    expect(read.readPreauthorized(xml(200, '<resources/>'))).toEqual([]);
  });

  it('412: not signed in', () =>
    expect(
      codeOf(() =>
        read.readPreauthorized(json(412, { status: 412, message: 'User not authenticated' })),
      ),
    ).toBe('authentication_session_missing'));

  it.each(['', 'Sign in to this network', '{"ok":true}'])("%j is not the service's", (text) =>
    expect(codeOf(() => read.readPreauthorized({ status: 200, contentType: '', text }))).toBe(
      'not_the_service',
    ),
  );
});
