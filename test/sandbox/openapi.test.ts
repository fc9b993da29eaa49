import { beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, softwareStatement } from '../../apps/sandbox/index.ts';
import { type Operation, readOperations } from './openapi.ts';
import {
  type Answer,
  ask,
  clientOf,
  nothingTaken,
  sandboxOf,
  session,
  type TestClient,
} from './rig.ts';

const directory = process.env.COUCHPASS_OPENAPI_DIR;

/** Values for the parameters of a request, by name. */
type Values = Record<string, string>;

/** One call: the values, and its documented status. */
interface Call {
  readonly when: string;
  readonly status: number;
  readonly values?: Values;
  readonly body?: unknown;
  readonly method?: string;
  /** The status in the file whose body is expected, when the documentation has another status. */
  readonly bodyAs?: number;
  readonly before?: (world: World) => Promise<Values | undefined> | undefined;
}

interface World {
  readonly sandbox: Sandbox;
  readonly client: TestClient;
}

const signedIn = async ({ client }: World): Promise<Values> => ({ code: await client.signIn() });
const waiting = async ({ client }: World): Promise<Values> => ({
  code: (await client.createSession()).json.code,
});
const incomplete = async ({ client }: World): Promise<Values> => ({
  code: (await client.call('sessions', { method: 'POST' })).json.code,
});

const noToken: Call = { when: 'without a token', status: 401, values: { Authorization: '' } };
const wrongMethod: Call = { when: 'with another method', status: 405, method: 'PUT' };
const noDevice: Call = {
  when: 'without a device',
  status: 400,
  values: { 'AP-Device-Identifier': '' },
};
const noCode: Call = { when: 'for an unknown code', status: 400, values: { code: 'ZZZZZZZ' } };
const main = { resources: ['NORTHSTAR-MAIN'] };
const saml = { SAMLResponse: Buffer.from('<Response/>').toString('base64') };
const refused = [noToken, wrongMethod];

const calls: Readonly<Record<string, readonly Call[]>> = {
  'POST /client/register': [
    {
      when: 'with a statement',
      status: 201,
      body: { software_statement: softwareStatement('northstar-tv') },
    },
    { when: 'without one', status: 400, body: {} },
  ],
  'POST /client/token': [
    { when: 'with credentials', status: 201 },
    { when: 'with wrong ones', status: 400, values: { client_secret: 'wrong' } },
  ],
  'GET /{serviceProvider}/configuration': [
    { when: 'with a token', status: 200 },
    { when: 'of an unknown brand', status: 400, values: { serviceProvider: 'NOWHERE' } },
    ...refused,
  ],
  'POST /{serviceProvider}/sessions': [
    { when: 'with everything', status: 200, body: session },
    { when: 'with nothing', status: 200, body: {} },
    { when: 'with a profile', status: 200, body: session, before: signedIn },
    { when: 'with a TempPass', status: 200, body: { ...session, mvpd: 'TempPass_Northstar' } },
    { when: 'for an unknown provider', status: 400, body: { mvpd: 'NoSuchTV' } },
    noDevice,
    ...refused,
  ],
  'POST /{serviceProvider}/sessions/{code}': [
    { when: 'with everything', status: 200, body: session, before: incomplete },
    { when: 'with nothing', status: 200, body: {}, before: incomplete },
    noCode,
    ...refused,
  ],
  'GET /{serviceProvider}/sessions/{code}': [
    { when: 'with everything', status: 200, before: waiting },
    { when: 'with nothing', status: 200, before: incomplete },
    noCode,
    ...refused,
  ],
  'GET /authenticate/{serviceProvider}/{code}': [
    { when: 'for a waiting code', status: 302, before: waiting },
    { ...noCode, when: 'for an unknown code, to a program' },
    wrongMethod,
  ],
  'GET /{serviceProvider}/profiles': [
    { when: 'when signed in', status: 200, before: signedIn },
    { when: 'when not', status: 200 },
    noDevice,
    ...refused,
  ],
  'GET /{serviceProvider}/profiles/{mvpd}': [
    { when: 'when signed in', status: 200, before: signedIn },
    { when: 'when not', status: 200 },
    { when: 'of an unknown provider', status: 400, values: { mvpd: 'NoSuchTV' } },
    noDevice,
    ...refused,
  ],
  'GET /{serviceProvider}/profiles/code/{code}': [
    { when: 'when signed in', status: 200, before: signedIn },
    { when: 'when not', status: 200, before: waiting },
    noCode,
    ...refused,
  ],
  'POST /{serviceProvider}/decisions/authorize/{mvpd}': [
    { when: 'a permit', status: 200, body: main, before: signedIn },
    {
      when: 'a denial',
      status: 200,
      body: { resources: ['NORTHSTAR-SPORT'] },
      before: async ({ client }) => ({ code: await client.signIn('casey') }),
    },
    { when: 'without resources', status: 400, body: {}, before: signedIn },
    ...refused,
  ],
  'POST /{serviceProvider}/decisions/preauthorize/{mvpd}': [
    {
      when: 'both kinds',
      status: 200,
      body: { resources: ['NORTHSTAR-MAIN', 'NORTHSTAR-SPORT'] },
      before: async ({ client }) => ({ code: await client.signIn('casey') }),
    },
    { when: 'without resources', status: 400, body: {}, before: signedIn },
    ...refused,
  ],
  'GET /{serviceProvider}/logout/{mvpd}': [
    { when: 'when signed in', status: 200, before: signedIn },
    { when: 'when not', status: 200 },
    { when: 'to a foreign page', status: 400, values: { redirectUrl: 'https://evil.example' } },
    ...refused,
  ],
  'POST /{serviceProvider}/sessions/sso/{partner}': [
    { when: 'with the framework’s status', status: 200, body: session },
    {
      when: 'without it',
      status: 200,
      body: session,
      values: { 'AP-Partner-Framework-Status': '' },
    },
    { when: 'of an unknown partner', status: 400, values: { partner: 'Pear' } },
    ...refused,
  ],
  'POST /{serviceProvider}/profiles/sso/{partner}': [
    { when: 'with a SAML response', status: 201, bodyAs: 200, body: saml },
    { when: 'without one', status: 400, body: {} },
    ...refused,
  ],
};

function usualValues({ sandbox, client }: World): Values {
  const partnerStatus = {
    frameworkPermissionInfo: { accessStatus: 'granted' },
    frameworkProviderInfo: {
      id: 'ValleyCable',
      expirationDate: String(sandbox.clock.now() + 3_600_000),
    },
  };
  return {
    serviceProvider: 'NORTHSTAR',
    mvpd: 'ValleyCable',
    code: 'ZZZZZZZ',
    partner: 'Apple',
    redirectUrl: session.redirectUrl,
    Authorization: `Bearer ${client.token}`,
    'AP-Device-Identifier': client.deviceHeaders['ap-device-identifier'] ?? '',
    'X-Device-Info': client.deviceHeaders['x-device-info'] ?? '',
    'AP-Partner-Framework-Status': Buffer.from(JSON.stringify(partnerStatus)).toString('base64'),
    'AP-Temppass-Identity': Buffer.from('{"email":"hash"}').toString('base64'),
    'AP-Visitor-Identifier': '70954897',
    'AD-Service-Token': 'a.b.c',
    'Adobe-Subject-Token': 'a.b.c',
    Accept: 'application/json',
    'User-Agent': 'openapi.test',
    ...client.credentials,
    grant_type: 'client_credentials',
  };
}

/** Makes the request from the file alone, without knowledge of the sandbox. */
function send(url: string, operation: Operation, call: Call, values: Values): Promise<Answer> {
  const of = (place: string) =>
    operation.parameters.filter((parameter) => parameter.in === place && values[parameter.name]);
  const fill = (place: string) =>
    Object.fromEntries(of(place).map(({ name }) => [name, values[name] ?? '']));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const query = new URLSearchParams(fill('query'));
  const method = call.method ?? operation.method;
  const headers: Record<string, string> = fill('header');
  let body: string | undefined;
  if (operation.bodyType !== undefined) {
    headers['Content-Type'] = operation.bodyType;
    body = /json/.test(operation.bodyType)
      ? JSON.stringify(call.body ?? {})
      : new URLSearchParams({ ...fill('form'), ...(call.body as Values) }).toString();
  }
  return ask(`${url}${path}?${query}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

describe('Adobe’s OpenAPI files', () => {
  if (directory === undefined) {
    it('are followed by every operation', (context) => {
      context.skip('COUCHPASS_OPENAPI_DIR names no folder with restApiV2.json and dcrApi.json');
    });
    return;
  }
  const operations = ['restApiV2.json', 'dcrApi.json'].flatMap((file) =>
    readOperations(directory, file),
  );
  let world: World;
  beforeEach(async () => {
    const sandbox = await sandboxOf();
    world = { sandbox, client: await clientOf(sandbox) };
  });

  it('have no operation that is not called here', () => {
    expect(Object.keys(calls).sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  describe.each(operations)('$name', (operation) => {
    it.each(calls[operation.name] ?? [])('$when: $status', async (call) => {
      world.sandbox.control.rules(nothingTaken);
      const prepared = await call.before?.(world);
      const values = { ...usualValues(world), ...prepared, ...call.values };
      const answer = await send(world.sandbox.url, operation, call, values);
      expect(answer.status).toBe(call.status);
      const documented = call.bodyAs ?? call.status;
      expect([...operation.responses.keys()]).toContain(documented);
      // A redirect has no body, even where the file has one.
      if (answer.status === 302) return;
      expect(answer.type).toBe('application/json');
      const validate = operation.responses.get(documented);
      if (!validate) return;
      validate(answer.json);
      expect(validate.errors ?? []).toEqual([]);
    });
  });
});
