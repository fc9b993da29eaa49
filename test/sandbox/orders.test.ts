import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import { DEEPEST } from '../../apps/sandbox/server/json.ts';
import { ask, clientOf, jsonBody, pair, sandboxOf, type TestClient } from './rig.ts';

const document = JSON.parse(
  readFileSync(new URL('../../apps/sandbox/control/openapi.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'document');
const allows = (schema: string, order: unknown) =>
  ajv.getSchema(`document#/components/schemas/${schema}`)?.(order) === true;
const namesOf = (schema: string) =>
  Object.keys(document.components.schemas[schema].properties as object);

const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

/** Values of every kind, and some that almost fit an order. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  '',
  'x',
  '1',
  [],
  [null],
  [[]],
  ['x'],
  {},
  { id: null },
  { id: 'x', agreed: 'yes' },
  { mvpd: null },
  { mvpd: 'HarborTV' },
  { mvpd: 'HarborTV', active: null },
  { mvpd: 'HarborTV', rule: {}, kind: [] },
  { mvpd: 'HarborTV', settings: [null] },
  { code: {} },
  { code: null },
  { clientId: [] },
  { clientId: null },
  { serviceProvider: 1 },
  { pem: {} },
  { constructor: 'x' },
  JSON.parse('{"__proto__":{"code":"x"}}'),
  { colour: 'red' },
];

describe('an order that the description does not allow', () => {
  let sandbox: Sandbox;
  let client: TestClient;
  beforeAll(async () => {
    ({ sandbox, client } = await pair());
  });

  it.each(namesOf('RuleOrders'))('is refused in words: the rule %s', async (name) => {
    ({ sandbox, client } = await pair());
    await client.signIn();
    await (await clientOf(sandbox, 'tv-2')).createSession();
    for (const value of VALUES) {
      const order = { [name]: value };
      const before = JSON.stringify(sandbox.control.rules());
      const { status, json } = await ask(`${sandbox.url}/_sandbox/rules`, jsonBody(order));
      const words = JSON.stringify(order);
      expect([200, 400], words).toContain(status);
      if (allows('RuleOrders', order)) continue;
      expect(status, words).toBe(400);
      expect(json.error, words).toContain(name);
      expect(JSON.stringify(sandbox.control.rules()), words).toBe(before);
    }
  });

  it.each(namesOf('FaultOrder'))('is refused in words: the %s of a fault', async (name) => {
    ({ sandbox, client } = await pair());
    for (const value of VALUES) {
      const order = { path: '/api/**', [name]: value };
      const words = JSON.stringify(order);
      const { status, json } = await ask(`${sandbox.url}/_sandbox/faults`, jsonBody(order));
      if (!allows('FaultOrder', order)) {
        expect(status, words).toBe(400);
        expect(json.error, words).toMatch(/\S/);
        expect(sandbox.control.faults(), words).toEqual([]);
      } else if (status === 201) {
        // An accepted order can be carried out.
        const hit = await client.call('profiles').catch(() => undefined);
        if (name !== 'status') expect(hit?.status ?? 0, words).not.toBe(500);
        expect((await ask(`${sandbox.url}/_sandbox/faults`)).status).toBe(200);
      } else expect(status, words).toBe(400);
      sandbox.control.clearFaults();
    }
  });

  it.each([
    { path: '/api/**', headers: { 'a b': 'x' } },
    { path: '/api/**', headers: { a: 'x\r\ny: z' } },
    { path: '/api/**', status: 204, body: 'x' },
    { path: '/api/**', status: 304, error: 'invalid_integration' },
    { path: `/${'*'.repeat(500)}` },
  ])('is refused in words: %j', async (order) => {
    const { url, control } = await sandboxOf();
    expect((await ask(`${url}/_sandbox/faults`, jsonBody(order))).status).toBe(400);
    expect(control.faults()).toEqual([]);
  });
});

describe('a body that is nested too deep', () => {
  const DEEP = [DEEPEST + 1, 2_000, 30_000];

  it.each(['rules', 'clock', 'signin', 'faults', 'service-token'])(
    'is refused in words: an order to %s',
    async (path) => {
      const { url, control } = await sandboxOf();
      for (const levels of DEEP) {
        const body = `{"path":"/api/**","body":${'['.repeat(levels)}${']'.repeat(levels)}}`;
        const { status, json } = await ask(`${url}/_sandbox/${path}`, { ...jsonBody({}), body });
        expect(status).toBe(400);
        expect(json.error).toBe(`the body: it is nested more than ${DEEPEST} levels deep`);
      }
      expect(control.faults()).toEqual([]);
    },
  );

  it('is a bad request to the service, and can be read in the record', async () => {
    const { sandbox, client } = await pair();
    for (const levels of DEEP)
      for (const path of [
        'decisions/authorize/ValleyCable',
        'decisions/preauthorize/ValleyCable',
      ]) {
        const body = `{"resources":${'['.repeat(levels)}${']'.repeat(levels)}}`;
        expect((await client.call(path, { ...jsonBody({}), body })).status).toBe(400);
      }
    for (const path of ['/o/client/register', '/programmer/play']) {
      const body = `{"item":"x","software_statement":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`;
      expect((await ask(sandbox.url + path, { ...jsonBody({}), body })).status).toBe(400);
    }
    expect((await ask(`${sandbox.url}/_sandbox/requests`)).status).toBe(200);
    expect((await ask(`${sandbox.url}/_sandbox/conformance`)).status).toBe(200);
  });

  it('may be as deep as anything that somebody means', async () => {
    const { url, control } = await sandboxOf();
    const order = { path: '/x', body: nested(DEEPEST - 2) };
    expect((await ask(`${url}/_sandbox/faults`, jsonBody(order))).status).toBe(201);
    expect(control.faults()[0]?.body).toEqual(order.body);
    const brackets = { path: '/x', body: '[{'.repeat(200) };
    expect((await ask(`${url}/_sandbox/faults`, jsonBody(brackets))).status).toBe(201);
  });
});
