import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import {
  base64,
  enhancedError,
  JSON_TYPE,
  matching,
  ms,
  ok,
  type Sample,
  type SampleEnv,
  someText,
  usedCode,
  type Values,
  waitingCode,
} from './sample.ts';
import { DEVICE, PAGE } from './sessions.ts';

const plain = (value: unknown) => ({ value, state: 'plain' });
const ALL = `GET /api/v2/NORTHSTAR/profiles HTTP/1.1\n${DEVICE}`;
const OF = (mvpd: string) => `GET /api/v2/NORTHSTAR/profiles/${mvpd} HTTP/1.1\n${DEVICE}`;
const BY_CODE = `GET /api/v2/NORTHSTAR/profiles/code/{code} HTTP/1.1\n${PAGE}`;

const email = createHash('sha256').update('viewer@northstar.example').digest('hex');
export const IDENTITY = Buffer.from(JSON.stringify({ email })).toString('base64');
const TEMPPASS_IDENTITY = `AP-TempPass-Identity: ${IDENTITY}`;

const profile = (issuer: string, type: string, attributes: object) => ({
  notBefore: ms,
  notAfter: ms,
  issuer,
  type,
  attributes,
});
const regular = (mvpd: string, more: object = {}) => ({
  [mvpd]: profile(mvpd, 'regular', expect.objectContaining({ userID: plain(someText), ...more })),
});
const degraded = {
  ValleyCable: profile('Adobe', 'degraded', { userID: plain(matching(/^95cf93bcd183214a/)) }),
};
const temporary = (mvpd: string, more: object = {}) => ({
  [mvpd]: profile('Adobe', 'temporary', {
    expiration_date: plain(ms),
    userID: plain(matching(/^temppass_/)),
    ...more,
  }),
});

/** One authorization starts the TempPass. */
const basicTrial = async ({ tv }: SampleEnv) => {
  await tv.authorize('NORTHSTAR-MAIN', 'TempPass_Northstar');
  return undefined;
};
const promotionalTrial = async ({ tv }: SampleEnv) => {
  for (const resource of ['ep-1', 'ep-2'])
    await tv.call('decisions/authorize/TempPass_Premiere', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'ap-temppass-identity': IDENTITY },
      body: JSON.stringify({ resources: [resource] }),
    });
  return undefined;
};
const later =
  (ms: number, before: (world: SampleEnv) => Promise<Values | undefined>) =>
  async (world: SampleEnv) => {
    const values = await before(world);
    world.sandbox.clock.advance(ms);
    await world.tv.renew();
    return values;
  };
const authNAll = (world: SampleEnv) => {
  world.sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
  return undefined;
};
/** Signed in with two providers, with the second one on another device of the same viewer. */
const twoLogins = async (world: SampleEnv) => {
  const { sandbox, tv } = world;
  await tv.signIn('alex', 'Lanternfish');
  const service = async () => sandbox.control.serviceToken({ sub: 'viewer-1' });
  const { code } = (
    await tv.call('sessions', {
      method: 'POST',
      headers: {
        'ad-service-token': await service(),
        'ap-device-identifier': `fingerprint ${Buffer.from('another').toString('base64')}`,
      },
      body: new URLSearchParams({
        mvpd: 'Orchard',
        domainName: 'northstar.example',
        redirectUrl: 'https://northstar.example/done',
      }),
    })
  ).json;
  sandbox.control.signIn({ code });
  return { service: await service() };
};

const fails = (code: string, status: number, action: string) => ({
  status,
  type: JSON_TYPE,
  json: enhancedError(code, status, action),
});

export const profiles: readonly Sample[] = [
  { name: 'Retrieve profiles: nobody has signed in', request: ALL, ...ok({ profiles: {} }) },
  {
    name: 'Retrieve profiles: a regular one, with an encrypted attribute, and one of single sign-on',
    given: twoLogins,
    request: `${ALL}\nAD-Service-Token: {service}`,
    ...ok({
      profiles: {
        ...regular('Lanternfish', { zip: { value: base64, state: 'enc' } }),
        Orchard: profile(
          'Orchard',
          'serviceTokenSSO',
          expect.objectContaining({ userID: plain(someText), upstreamUserID: plain(someText) }),
        ),
      },
    }),
  },
  {
    name: 'Retrieve profile for specific mvpd: a regular one',
    given: usedCode(),
    request: OF('ValleyCable'),
    ...ok({ profiles: regular('ValleyCable') }),
  },
  {
    name: 'Retrieve profile for specific mvpd: none',
    request: OF('ValleyCable'),
    ...ok({ profiles: {} }),
  },
  {
    name: 'Retrieve profile for specific mvpd: an unknown provider',
    request: OF('NoSuchTV'),
    ...fails('invalid_parameter_mvpd', 400, 'none'),
  },
  {
    name: 'Retrieve profile for specific mvpd: no active integration',
    given: ({ sandbox }) => {
      sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
      return undefined;
    },
    request: OF('ValleyCable'),
    ...fails('invalid_integration', 400, 'none'),
  },
  {
    name: 'Retrieve profile for specific mvpd: basic TempPass',
    given: basicTrial,
    request: OF('TempPass_Northstar'),
    ...ok({ profiles: temporary('TempPass_Northstar') }),
  },
  {
    name: 'Retrieve profile for specific mvpd: basic TempPass that is over',
    given: later(3_600_000, basicTrial),
    request: OF('TempPass_Northstar'),
    ...fails('temporary_access_duration_limit_exceeded', 403, 'authentication'),
  },
  {
    name: 'Retrieve profile for specific mvpd: TempPass that nobody has set up',
    given: ({ sandbox }) => {
      sandbox.control.rules({ tempPass: { mvpd: 'TempPass_Northstar', lifeS: null } });
      return undefined;
    },
    request: OF('TempPass_Northstar'),
    ...fails('invalid_configuration_temporary_access', 500, 'configuration'),
  },
  {
    name: 'Retrieve profile for specific mvpd: promotional TempPass',
    given: promotionalTrial,
    request: `${OF('TempPass_Premiere')}\n${TEMPPASS_IDENTITY}`,
    ...ok({
      profiles: temporary('TempPass_Premiere', {
        remaining_resources: plain(1),
        used_assets: plain(['ep-1', 'ep-2']),
      }),
    }),
  },
  {
    name: 'Retrieve profile for specific mvpd: promotional TempPass without an identity',
    given: promotionalTrial,
    request: OF('TempPass_Premiere'),
    ...fails('invalid_header_identity_for_temporary_access', 400, 'none'),
  },
  {
    name: 'Retrieve profile for specific mvpd: degraded',
    given: authNAll,
    request: OF('ValleyCable'),
    ...ok({ profiles: degraded }),
  },
  {
    name: 'Retrieve profile for specific code: the login is not finished',
    given: waitingCode,
    request: BY_CODE,
    ...ok({ profiles: {} }),
  },
  {
    name: 'Retrieve profile for specific code: a regular one',
    given: usedCode(),
    request: BY_CODE,
    ...ok({ profiles: regular('ValleyCable') }),
  },
  {
    name: 'Retrieve profile for specific code: degraded',
    given: async (world) => {
      const code = await waitingCode(world);
      authNAll(world);
      return code;
    },
    request: BY_CODE,
    ...ok({ profiles: degraded }),
  },
  {
    name: 'Retrieve profile for specific code: an expired code',
    given: later(31 * 60_000, waitingCode),
    request: BY_CODE,
    ...fails('invalid_authentication_session', 400, 'none'),
  },
  {
    name: 'Retrieve profiles: without an access token',
    request: 'GET /api/v2/NORTHSTAR/profiles HTTP/1.1\nAccept: application/json',
    status: 401,
    type: JSON_TYPE,
    json: expect.objectContaining({ status: 401 }),
  },
  {
    name: 'Retrieve profiles: without a device identifier',
    request: `GET /api/v2/NORTHSTAR/profiles HTTP/1.1\n${PAGE}`,
    ...fails('invalid_header_device_identifier', 400, 'none'),
  },
];
