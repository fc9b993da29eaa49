import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../apps/sandbox/control/control.ts';
import { controlRoutes } from '../../apps/sandbox/control/routes.ts';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import type { Service } from '../../apps/sandbox/service.ts';
import { ask, clientOf, jsonBody, sandboxOf, type TestClient } from './rig.ts';

interface Content {
  readonly content?: Record<string, { readonly schema: object }>;
}
interface Operation {
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly example?: string }>;
  readonly requestBody?: Content;
  readonly responses: Record<string, Content & { readonly $ref?: string }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly responses: Record<string, Content>;
    readonly schemas: Record<string, { readonly properties?: Record<string, unknown> }>;
  };
}

const file = new URL('../../apps/sandbox/control/openapi.json', import.meta.url);
const example = new URL('../../apps/sandbox/world/world.example.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema(document, 'file');

/** The faults of a value as text; '' when there are none. */
function faultsOf(schema: object, value: unknown): string {
  const text = JSON.stringify(schema).replaceAll('"#/', '"file#/');
  const validate = ajv.compile(JSON.parse(text));
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

function contentOf(operation: Operation, status: number): NonNullable<Content['content']> {
  const response = operation.responses[status];
  const name = response?.$ref?.split('/').at(-1);
  return (name === undefined ? response : document.components.responses[name])?.content ?? {};
}

const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    operation,
  })),
);

interface Call {
  readonly path?: string;
  readonly body?: unknown;
}
type World = { readonly sandbox: Sandbox; readonly client: TestClient };

/** For each operation with a body: orders that are carried out, and one that is refused. */
const calls: Record<
  string,
  { readonly good: (world: World) => Promise<Call[]> | Call[]; readonly bad?: Call }
> = {
  'GET /requests': { good: () => [{}, { path: '/requests?after=2' }] },
  'GET /{file}': { good: () => [{}, { path: '/console.css' }] },
  'POST /clock': {
    good: () => [{ body: { advanceMs: 60_000 } }, { body: { now: 1_800_000_000_000 } }],
    bad: { body: { advanceMs: 'soon' } },
  },
  'POST /signin': {
    good: async ({ sandbox }) => {
      const waiting = async (device: string) =>
        (await (await clientOf(sandbox, device)).createSession()).json.code as string;
      return [
        { body: { code: await waiting('tv-3') } },
        { body: { code: await waiting('tv-4'), mvpd: 'HarborTV', user: 'alex' } },
      ];
    },
    bad: { body: { code: 'NOSUCH1' } },
  },
  'POST /world': {
    good: () => [
      { body: {} },
      { body: { serviceProviders: [{ id: 'ACMETV' }], mvpds: [{ id: 'RiverCable' }] } },
      { body: JSON.parse(readFileSync(example, 'utf8')) },
    ],
    bad: { body: { serviceProviders: [{ id: 'logout' }] } },
  },
  'POST /clients': {
    good: ({ client }) => [
      { body: { clientId: client.credentials.client_id, name: 'living room' } },
    ],
    bad: { body: { clientId: 'nobody', name: 'living room' } },
  },
  'POST /service-token': {
    good: () => [{ body: { sub: 'viewer-1' } }, { body: { sub: 'viewer-1', expiresInS: 60 } }],
    bad: { body: { sub: '' } },
  },
  'POST /platform-token': {
    good: () => [{ body: { sub: 'household-1' } }],
    bad: { body: { sub: 'household-1', colour: 'red' } },
  },
  'POST /faults': {
    good: () => [
      { body: { path: '/api/v2/**', status: 503, headers: { 'retry-after': '1' }, times: 0 } },
      { body: { path: '/**', delayMs: 1, method: 'GET' } },
      { body: { path: '/api/**', error: 'invalid_integration', shape: 'item', resources: ['A'] } },
    ],
    bad: { body: { path: '/', colour: 'red' } },
  },
  'DELETE /faults/{id}': {
    good: ({ sandbox }) => [
      { path: `/faults/${sandbox.control.addFault({ path: '/x', cut: true }).id}` },
    ],
    bad: { path: '/faults/first' },
  },
  'POST /streams': {
    good: () => [
      { body: {} },
      { body: { user: 'alex', mvpd: 'HarborTV', device: 'Kitchen', channel: 'Sport' } },
    ],
    bad: { body: { user: 'nobody' } },
  },
  'DELETE /streams/{id}': {
    good: ({ sandbox }) => [{ path: `/streams/${sandbox.control.startStream().id}` }],
    bad: { path: '/streams/none' },
  },
  'POST /streams/{id}/take': {
    good: ({ sandbox }) => [
      { path: `/streams/${sandbox.control.startStream().id}/take`, body: { device: 'iPad' } },
    ],
    bad: { path: '/streams/none/take' },
  },
  'POST /rules': {
    good: () => [
      { body: {} },
      {
        body: { concurrency: { streamLimit: 1, strategy: 'fifo', requiredMetadata: ['channel'] } },
      },
      { body: { tokenLifeS: 60, throttle: true, profileErrors: 'item' } },
      { body: { takes: { resource: false, mvpd: true }, codeProfileS: 0, resourceEcho: 'sent' } },
      { body: { resource: { id: 'A', agreed: false } } },
      { body: { integration: { mvpd: 'HarborTV', active: false } } },
      { body: { revokeStatement: 'northstar-tv', expireCodes: true, deleteProfiles: true } },
    ],
    bad: { body: { tokenLifeS: 0 } },
  },
};

/** One signed-in viewer, one waiting code, one waiting fault, and recorded requests. */
async function world(): Promise<World> {
  const sandbox = await sandboxOf();
  const client = await clientOf(sandbox);
  await client.signIn();
  await client.authorize('NORTHSTAR-MAIN');
  await (await clientOf(sandbox, 'tv-2')).createSession();
  sandbox.control.addFault({ path: '/never', error: 'invalid_integration' });
  return { sandbox, client };
}

/** A sandbox that requires a token. */
async function locked(): Promise<World> {
  const sandbox = await sandboxOf({ controlToken: 'a-token-of-the-test' });
  return { sandbox, client: await clientOf(sandbox) };
}

describe('openapi.json', () => {
  it('is served', async () => {
    const { url } = await sandboxOf();
    const { type, json } = await ask(`${url}/_sandbox/openapi.json`);
    expect(type).toBe('application/json');
    expect(json).toEqual(document);
  });

  it('knows every route, and no other', () => {
    const service = { clock: {}, journal: {}, store: {} } as Service;
    const { routes } = controlRoutes(service, {} as Control, new AbortController().signal);
    const served = routes
      .filter(({ method }) => method !== 'ALL')
      .flatMap(({ method, path }) => {
        const optional = /^(.*)\/:\w+\?$/.exec(path)?.[1];
        return [path, ...(optional === undefined ? [] : [optional])].map(
          (one) => `${method} ${one.replace(/:(\w+)(\{.*\})?\??/g, '{$1}')}`,
        );
      });
    expect(operations.map(({ name }) => name).sort()).toEqual(served.sort());
  });

  it('knows every order and every part of one', async () => {
    const { url } = await sandboxOf();
    const listed = async (path: string) => {
      const { json } = await ask(`${url}/_sandbox/${path}`, jsonBody({ path: '/', 'no such': 1 }));
      return (/(?:there are|it has) (.*)$/.exec(json.error)?.[1] ?? '').split(', ').sort();
    };
    const described = (name: string) =>
      Object.keys(document.components.schemas[name]?.properties ?? {}).sort();
    expect(described('RuleOrders')).toEqual(await listed('rules'));
    expect(described('FaultOrder')).toEqual(await listed('faults'));
  });
});

describe.each(operations)('$name', ({ name, method, path, operation }) => {
  const examples = Object.fromEntries(
    (operation.parameters ?? []).map((parameter) => [parameter.name, parameter.example ?? '1']),
  );
  const target = path.replace(/\{(\w+)\}/g, (_, parameter) => examples[parameter] ?? '');

  async function send({ sandbox }: World, call: Call, headers: Record<string, string> = {}) {
    const { body } = call;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const json: Record<string, string> =
      text === undefined ? {} : { 'content-type': 'application/json' };
    const init = { method, headers: { ...json, ...headers }, signal: AbortSignal.timeout(10_000) };
    const response = await fetch(`${sandbox.url}/_sandbox${call.path ?? target}`, {
      ...init,
      ...(text === undefined ? {} : { body: text }),
    });
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const schema = contentOf(operation, response.status)[type]?.schema;
    expect(schema, `${response.status} as ${type} is described`).toBeDefined();
    if (type === 'text/event-stream') {
      await response.body?.cancel();
      return response.status;
    }
    const answer = await response.text();
    const value = type === 'application/json' ? JSON.parse(answer) : answer;
    expect(faultsOf(schema ?? {}, value)).toBe('');
    return response.status;
  }

  it('answers what is described, for every status described', async () => {
    const here = await world();
    const { good, bad } = calls[name] ?? { good: (): Call[] => [{}], bad: undefined };
    const request = operation.requestBody?.content?.['application/json']?.schema;
    const seen = new Set<number>();
    for (const call of await good(here)) {
      if (request) expect(faultsOf(request, call.body), JSON.stringify(call.body)).toBe('');
      seen.add(await send(here, call));
    }
    expect([...seen]).toEqual([method === 'POST' && path === '/faults' ? 201 : 200]);
    if (bad) seen.add(await send(here, bad));
    seen.add(await send(here, {}, { origin: 'https://evil.example' }));
    seen.add(await send(await locked(), {}));
    if (method !== 'GET') {
      seen.add(await send(here, { body: '{}' }, { 'content-type': 'text/plain' }));
      seen.add(await send(here, { body: 'x'.repeat(70_000) }));
    }
    expect([...seen].sort()).toEqual(Object.keys(operation.responses).map(Number).sort());
  });
});

describe('GET /events', () => {
  it('tells of requests as they are described', async () => {
    const { sandbox, client } = await world();
    const response = await fetch(`${sandbox.url}/_sandbox/events`);
    let text = '';
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const readUntil = async (words: string) => {
      while (!text.includes(words)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended before ${words}: ${text}`);
        text += Buffer.from(value).toString();
      }
    };
    await readUntil('event: hello\ndata: {"sandbox":"');
    await client.call('profiles');
    await readUntil('event: request');
    await readUntil('\nid: ');
    const told = JSON.parse(/event: request\ndata: (.*)\n/.exec(text)?.[1] ?? '');
    expect(told.path).toBe('/api/v2/NORTHSTAR/profiles');
    expect(faultsOf({ $ref: '#/components/schemas/Request' }, told)).toBe('');
    await reader.cancel();
  });
});

describe('what is not described', () => {
  it.each(['PUT /clock', 'GET /nothing', 'POST /requests', 'GET /console/dom.js'])(
    'is not there: %s',
    async (name) => {
      const { url } = await sandboxOf();
      const [method, path] = name.split(' ');
      const { status, json } = await ask(`${url}/_sandbox${path}`, { method: method ?? '' });
      expect(status).toBe(404);
      expect(faultsOf({ $ref: '#/components/schemas/Problem' }, json)).toBe('');
    },
  );
});
