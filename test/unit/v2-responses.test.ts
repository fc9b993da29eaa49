import { describe, expect, it } from 'vitest';
import * as read from '../../core/pass/v2/responses.ts';
import { thrown } from '../support/failure.ts';
import { html, json } from '../support/ports.ts';

const base = 'https://pass.example';

describe('sessions', () => {
  it('reads times that are strings of ms, and completes the relative url', () => {
    const session = read.readSession(
      json(200, {
        actionName: 'authenticate',
        actionType: 'interactive',
        reasonType: 'none',
        url: '/api/v2/authenticate/NORTHSTAR/K7Q2M9D',
        code: 'K7Q2M9D',
        sessionId: 's',
        serviceProvider: 'NORTHSTAR',
        notBefore: '1790000000000',
        notAfter: '1790001800000',
      }),
      base,
    );
    expect(session).toEqual({
      actionName: 'authenticate',
      actionType: 'interactive',
      reasonType: 'none',
      missingParameters: [],
      url: 'https://pass.example/api/v2/authenticate/NORTHSTAR/K7Q2M9D',
      code: 'K7Q2M9D',
      notBefore: 1790000000000,
      notAfter: 1790001800000,
    });
  });

  it.each(['resume', 'retry'])(
    'takes a 200 with `%s` as missing parameters, not as an error',
    (actionName) => {
      const session = read.readSession(
        json(200, {
          actionName,
          actionType: 'direct',
          missingParameters: ['mvpd', 'domain', 'redirectUrl'],
          code: 'A',
        }),
        base,
      );
      expect(session.actionName).toBe(actionName);
      expect(session.missingParameters).toEqual(['mvpd', 'domainName', 'redirectUrl']);
    },
  );

  it('accepts `authorize`, which carries no code and no times', () => {
    const session = read.readSession(
      json(200, {
        actionName: 'authorize',
        actionType: 'direct',
        reasonType: 'brand_new',
        mvpd: 'ValleyCable',
      }),
      base,
    );
    expect(session).not.toHaveProperty('code');
    expect(session).not.toHaveProperty('notAfter');
    expect(session.mvpd).toBe('ValleyCable');
  });

  it.each([
    [
      'current',
      { existingParameters: { serviceProvider: 'N', domain: 'd' }, missingParameters: ['mvpd'] },
    ],
    [
      'wrapped',
      { parameters: { existing: { serviceProvider: 'N', domain: 'd' }, missing: ['mvpd'] } },
    ],
    ['flow page', { existing: { serviceProvider: 'N', domain: 'd' }, missing: ['mvpd'] }],
  ])('reads session inspection in its %s shape', (_, body) => {
    const info = read.readSessionInfo(json(200, body));
    expect(info.existingParameters).toEqual({ serviceProvider: 'N', domainName: 'd' });
    expect(info.missingParameters).toEqual(['mvpd']);
  });
});

describe('profiles', () => {
  it('takes an empty map with 200 as "not signed in"', () => {
    expect(read.readProfiles(json(200, { profiles: {} }))).toEqual([]);
  });

  it('reads numbers of ms and attributes of any type, plain or encrypted', () => {
    const [profile] = read.readProfiles(
      json(200, {
        profiles: {
          ValleyCable: {
            notBefore: 1790000100000,
            notAfter: 1792592100000,
            issuer: 'ValleyCable',
            type: 'regular',
            attributes: {
              hba_status: { value: true, state: 'plain' },
              zip: { value: 'CIPHER==', state: 'enc' },
              broken: 'not an object',
            },
          },
        },
      }),
    );
    expect(profile).toEqual({
      mvpd: 'ValleyCable',
      notBefore: 1790000100000,
      notAfter: 1792592100000,
      issuer: 'ValleyCable',
      type: 'regular',
      attributes: {
        hba_status: { value: true, state: 'plain' },
        zip: { value: 'CIPHER==', state: 'enc' },
      },
    });
  });
});

describe('decisions', () => {
  it('reads a permit with its media token', () => {
    const [decision] = read.readDecisions(
      json(200, {
        decisions: [
          {
            resource: 'NS-1 ',
            mvpd: 'ValleyCable',
            source: 'mvpd',
            authorized: true,
            token: { notBefore: 1, notAfter: 2, serializedToken: 'T' },
          },
        ],
      }),
    );
    expect(decision).toMatchObject({ resource: 'NS-1 ', authorized: true });
    expect(decision?.token).toEqual({ notBefore: 1, notAfter: 2, serializedToken: 'T' });
  });

  it('reads a denial, which is a 200 with an error inside, in the provider’s words', () => {
    const [decision] = read.readDecisions(
      json(200, {
        decisions: [
          {
            resource: 'NS-1',
            mvpd: 'ValleyCable',
            source: 'mvpd',
            authorized: false,
            error: {
              action: 'none',
              status: 403,
              code: 'authorization_denied_by_mvpd',
              message: 'The MVPD denied the request.',
              details: 'Your package does not include this channel.',
              trace: 't-1',
            },
          },
        ],
      }),
    );
    expect(decision?.authorized).toBe(false);
    expect(decision?.error).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      action: 'none',
      status: 403,
      details: 'Your package does not include this channel.',
      trace: 't-1',
    });
  });
});

it('reads every logout action, with the address only where there is one', () => {
  const steps = read.readLogout(
    json(200, {
      logouts: {
        A: {
          actionName: 'logout',
          actionType: 'interactive',
          mvpd: 'A',
          url: '/adobe-services/logout?x=1',
        },
        B: { actionName: 'complete', actionType: 'none', mvpd: 'B' },
      },
    }),
    base,
  );
  expect(steps).toEqual([
    {
      mvpd: 'A',
      actionName: 'logout',
      actionType: 'interactive',
      url: `${base}/adobe-services/logout?x=1`,
    },
    { mvpd: 'B', actionName: 'complete', actionType: 'none' },
  ]);
});

it.each(['https://:x', 'javascript:alert(1)', '//', 'data:text/html,x', 'file:///x', 7, {}, null])(
  'does without an address that is none: %j',
  (url) => {
    const step = { actionName: 'logout', actionType: 'interactive', mvpd: 'A', url };
    expect(read.readLogout(json(200, { logouts: { A: step } }), base)).toEqual([
      { mvpd: 'A', actionName: 'logout', actionType: 'interactive' },
    ]);
    const session = json(200, { actionName: 'authenticate', code: 'C', url });
    expect(read.readSession(session, base)).toMatchObject({ code: 'C' });
    expect(read.readSession(session, base)).not.toHaveProperty('url');
  },
);

describe('configuration', () => {
  const mvpd = { id: 'ValleyCable', displayName: 'Valley Cable', logoUrl: 'https://l/v.svg' };
  it.each([
    [
      'under requestor',
      { requestor: { id: 'N', mvpds: [mvpd, { id: 'TP', displayName: 'T', isTempPass: true }] } },
    ],
    ['at top level', { mvpds: [mvpd, { id: 'TP', displayName: 'T', isTempPass: true }] }],
  ])('reads MVPDs %s', (_, body) => {
    expect(read.readConfiguration(json(200, body))).toEqual([
      { ...mvpd, isTempPass: false },
      { id: 'TP', displayName: 'T', isTempPass: true },
    ]);
  });
});

describe('errors, in every shape', () => {
  const enhanced = {
    action: 'none',
    status: 400,
    code: 'invalid_parameter_mvpd',
    message: 'm',
    trace: 't',
  };
  it.each([
    ['bare object', json(400, enhanced), 'invalid_parameter_mvpd', 'none'],
    ['wrapped in error', json(400, { error: enhanced }), 'invalid_parameter_mvpd', 'none'],
    [
      "DCR's, from another call",
      json(400, { error: 'invalid_client' }),
      'not_the_service',
      'retry',
    ],
    ["a gateway's word", json(403, { error: 'forbidden' }), 'not_the_service', 'retry'],
    ["a gateway's code", json(403, { code: 'blocked' }), 'not_the_service', 'retry'],
    ["a gateway's message", json(403, { message: 'Forbidden' }), 'not_the_service', 'retry'],
    [
      "a content delivery network's list",
      json(403, { success: false, errors: [{ code: 1020 }] }),
      'not_the_service',
      'retry',
    ],
    [
      "somebody else's error object",
      json(403, { error: { code: 'AccessDenied', message: 'No', status: 403, action: 'none' } }),
      'not_the_service',
      'retry',
    ],
    ['one of our own codes', json(403, { code: 'throttled' }), 'not_the_service', 'retry'],
    [
      'a new code with an action of the list',
      json(403, { status: 403, code: 'brand_new', action: 'authentication' }),
      'brand_new',
      'authentication',
    ],
    [
      'a new code with a new action and a trace',
      json(403, { status: 403, code: 'brand_new', action: 'dance', trace: 't' }),
      'brand_new',
      'dance',
    ],
    ['511, whatever is in it', json(511, enhanced), 'captive_portal', 'retry'],
    ['a redirect', html(302, ''), 'captive_portal', 'retry'],
    ['304', html(304, ''), 'not_the_service', 'retry'],
    ['204', { status: 204, contentType: '', text: '' }, 'not_the_service', 'retry'],
    [
      "a network's words for programs",
      html(200, '<?xml version="1.0"?><W/>'),
      'captive_portal',
      'retry',
    ],
    [
      'a page without a type',
      { ...html(200, ' <script>'), contentType: '' },
      'captive_portal',
      'retry',
    ],
    ['JSON with the type of a page', html(200, '{"ok":true}'), 'not_the_service', 'retry'],
    ['429 in HTML', html(429), 'throttled', 'retry'],
    ['HTML error page', html(500), 'service_failed', 'none'],
    ['401 without a body', { status: 401, contentType: '', text: '' }, 'unauthorized', 'none'],
    ['404 without a body', { status: 404, contentType: '', text: '' }, 'not_the_service', 'retry'],
    [
      '200 cut off',
      { status: 200, contentType: 'application/json', text: '{"profi' },
      'unreadable_answer',
      'retry',
    ],
    ['200 with HTML', html(200), 'captive_portal', 'retry'],
    ['200 of the wrong type', json(200, { profiles: [] }), 'not_the_service', 'retry'],
  ])('%s', (_, response, code, action) => {
    expect(thrown(() => read.readProfiles(response))).toMatchObject({ code, action });
  });
});
