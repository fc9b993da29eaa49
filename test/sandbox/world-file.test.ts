import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorldError } from '../../apps/sandbox/index.ts';
import { readWorld } from '../../apps/sandbox/world/readWorld.ts';
import { readWorldFile } from '../../apps/sandbox/world/worldFile.ts';
import { makeFolder } from '../support/folder.ts';
import { run, running } from './process.ts';
import { acme, playByV1, playByV2 } from './stranger.ts';

const here = (file: string) =>
  fileURLToPath(new URL(`../../apps/sandbox/world/${file}`, import.meta.url));
const EXAMPLE = here('world.example.json');
const schema = JSON.parse(readFileSync(here('world.schema.json'), 'utf8'));
const isValid = new Ajv2020({ strict: false }).compile(schema);

let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => folder.remove());

async function fileOf(content: string | Uint8Array): Promise<string> {
  const file = join(folder.path, 'acme.json');
  await writeFile(file, content);
  return file;
}

/** The faults of a file, one per line, without its folder. */
async function faultsOf(content: string | Uint8Array): Promise<string[]> {
  const file = await fileOf(content);
  try {
    readWorldFile(file);
    return [];
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    return error.message.replaceAll(`${folder.path}/`, '').split('\n');
  }
}

const provider = (more: object) => ({ serviceProviders: [{ id: 'ACMETV', ...more }] });
const mvpd = (more: object) => ({ mvpds: [{ id: 'RiverCable', ...more }] });

describe('world.schema.json and the reader', () => {
  it.each([
    ['accounts', 'Accounts are the same in every world'],
    ['rules', 'an order to the control API'],
  ])('say where %s are, which are not of a world', (key, words) => {
    expect(() => readWorld({ [key]: [] })).toThrow(`no such key in a world; there are $schema`);
    expect(() => readWorld({ [key]: [] })).toThrow(words);
    expect(schema.description).toMatch(/accounts are the same in every world, and rules/);
  });

  it('take the example', () => {
    const example = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
    expect(isValid(example), JSON.stringify(isValid.errors)).toBe(true);
    expect(readWorldFile(EXAMPLE)).toEqual(example);
  });

  it.each([
    {},
    { serviceProviders: [] },
    provider({}),
    provider({ name: 'Acme', domains: [], redirects: [], resources: [], softwareStatements: [] }),
    provider({ domains: ['acme.example', 'localhost', 'TV.acme-1.example'] }),
    provider({ redirects: ['adbe.acme:', 'https://tv.acme.example/x', 'http://192.0.2.1:8080'] }),
    provider({ softwareStatements: ['x', { statement: 'y', scopes: ['api:client:v2'] }] }),
    mvpd({}),
    mvpd({ color: '#A1b2c3', hasLogoutEndpoint: false, tempPassLifeS: 1, onlyWith: ['ACMETV'] }),
    mvpd({ authenticateAnswer: 'form', metadataAt: 'authorization' }),
  ])('both take %j', (world) => {
    expect(isValid(world), JSON.stringify(isValid.errors)).toBe(true);
    expect(readWorld(world)).toEqual(world);
  });

  it.each([
    [],
    7,
    null,
    { colour: 'red' },
    { accounts: [] },
    { rules: {} },
    { serviceProviders: {} },
    { serviceProviders: [{}] },
    { serviceProviders: ['ACMETV'] },
    provider({ id: 'ACME TV' }),
    provider({ id: '' }),
    provider({ id: 'Logout' }),
    provider({ id: '../x' }),
    provider({ id: 'x'.repeat(65) }),
    provider({ name: '' }),
    provider({ name: ' ' }),
    provider({ domain: 'acme.example' }),
    provider({ domains: 'acme.example' }),
    provider({ domains: ['https://acme.example'] }),
    provider({ domains: ['acme.example/'] }),
    provider({ domains: ['-acme'] }),
    provider({ domains: ['a', 'a'] }),
    provider({ redirects: ['acme.example'] }),
    provider({ resources: [' '] }),
    provider({ resources: ['A', 'A'] }),
    provider({ softwareStatements: [''] }),
    provider({ softwareStatements: [{ scopes: [] }] }),
    provider({ signingKeys: [{ publicKey: 'x' }] }),
    mvpd({ color: 'red' }),
    mvpd({ tempPassLifeS: 0 }),
    mvpd({ tempPassLifeS: 1.5 }),
    mvpd({ hasLogoutEndpoint: 'no' }),
    mvpd({ authenticateAnswer: 'post' }),
  ])('both refuse %j', (world) => {
    expect(isValid(world)).toBe(false);
    expect(() => readWorld(world)).toThrow(WorldError);
  });

  // JSON Schema cannot express these.
  it.each([
    provider({ redirects: ['javascript:alert(1)'] }),
    provider({ redirects: ['https://user@acme.example'] }),
    { serviceProviders: [{ id: 'A' }, { id: 'A', name: 'B' }] },
    { mvpds: [{ id: 'A' }, { id: 'A', color: '#000000' }] },
  ])('the reader alone refuses %j', (world) => {
    expect(() => readWorld(world)).toThrow(WorldError);
  });
});

describe('faults of a world file', () => {
  it('have line and path, and say what is allowed', async () => {
    const text = `{
  "serviceProviders": [
    {
      "id": "ACME TV",
      "domain": "acme.example",
      "resources": [
        "A",
        7
      ]
    }
  ]
}`;
    expect(await faultsOf(text)).toEqual([
      'acme.json, line 4, serviceProviders[0].id: an id of at most 64 letters, digits, ".", "_" and "-", such as "ACMETV", is needed, not "ACME TV"',
      'acme.json, line 8, serviceProviders[0].resources[1]: a resource id of 1 to 8192 characters is needed, not 7',
      'acme.json, line 5, serviceProviders[0].domain: there is no such key in a service provider; there are id, name, domains, redirects, resources, softwareStatements, signingKeys',
    ]);
  });

  it.each([
    ['', 'acme.json, line 1, column 1: this is not JSON: it is empty'],
    ['{\n  "a": 1,\n}', 'acme.json, line 3, column 1: this is not JSON: property name expected'],
    ['{"mvpds": []', 'acme.json, line 1, column 13: this is not JSON: close brace expected'],
    ['// mine\n{}', 'acme.json, line 1, column 1: this is not JSON: invalid comment token'],
    ['{"mvpds":[],\n"mvpds":[]}', 'acme.json, line 2, column 1: the key "mvpds" stands here twice'],
    ['null', 'acme.json, line 1: a world, a JSON object, is needed, not null'],
    [
      `{"serviceProviders":[{"id":"\u001b[31m${'x'.repeat(90)}"}]}`,
      /^acme\.json, line 1, column 28: this is not JSON: invalid character$/,
    ],
    [
      `{"serviceProviders":[{"id":"\u202e${'x'.repeat(90)}"}]}`,
      /such as "ACMETV", is needed, not "\\u202ex{50,60}\.\.\.$/,
    ],
  ])('%j: %s', async (text, words) => {
    const [fault = ''] = await faultsOf(text);
    if (typeof words === 'string') expect(fault).toBe(words);
    else expect(fault).toMatch(words);
  });

  it('are none in UTF-16, or behind a byte order mark', async () => {
    const text = '{"serviceProviders":[{"id":"ACMETV","name":"Ácmé"}]}';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [Buffer.from(`\ufeff${text}`), utf16, Buffer.from(utf16).swap16()])
      expect(readWorldFile(await fileOf(bytes))).toEqual(JSON.parse(text));
  });

  it('are told of what is no readable file, too', async () => {
    for (const [file, words] of [
      [join(folder.path, 'none.json'), 'there is no such file'],
      [folder.path, 'this is a folder'],
      [await fileOf(' '.repeat(1_048_577)), 'larger than 1 MB'],
    ] as const)
      expect(() => readWorldFile(file)).toThrow(words);
  });
});

describe('npm run sandbox', () => {
  const strict = ['--mode', 'strict'];

  it('serves a stranger without any option, V2 and V1, and says so', async () => {
    const { url, seen, stop } = await running();
    const { decision } = await playByV2({ url, ...acme });
    expect(decision.authorized).toBe(true);
    // Throttling is on here as documented: the second client starts after the first second.
    const { authz } = await playByV1({ url, ...acme, serviceProvider: 'ESPN' }, 'bearer');
    expect(authz).toMatchObject({ requestor: 'ESPN', resource: 'ACME-MAIN' });
    expect(await stop()).toBe(0);
    for (const words of [
      'took the service provider ACMETV as it came: nobody has declared it',
      'took the software statement 7c89-acme as it came',
      'took the domain acme.example of ACMETV as it came',
      'took the redirect https://activate.acme.example of ACMETV as it came',
      'took the resource ACME-MAIN of ACMETV as it came',
      'took the service provider ESPN as it came',
    ])
      expect(seen.err).toContain(words);
  });

  it('in strict mode knows the service provider of a file and those of options', async () => {
    const statement = join(folder.path, 'statement.txt');
    await writeFile(statement, `${acme.statement}\n`);
    const world = await fileOf(
      JSON.stringify(
        provider({
          domains: ['acme.example'],
          resources: ['ACME-MAIN'],
          softwareStatements: [acme.statement],
        }),
      ),
    );
    const option = `ACMEKIDS,name=Acme Kids,domain=acme.example,resource=ACME-MAIN,statement=${statement}`;
    const both = ['--world', world, '--service-provider', option, '--service-provider', 'ACMEX'];
    const { url, stop, seen } = await running(...strict, ...both, '--no-throttle');
    for (const serviceProvider of ['ACMETV', 'ACMEKIDS', 'ACMEX']) {
      const { decision } = await playByV2({ url, ...acme, serviceProvider });
      expect(decision.authorized, serviceProvider).toBe(true);
    }
    const ids = { url, ...acme };
    await expect(playByV2({ ...ids, serviceProvider: 'ESPN' })).rejects.toThrow(
      /invalid_parameter_service_provider/,
    );
    await expect(playByV2({ ...ids, redirectUrl: 'https://evil.example/' })).rejects.toThrow(
      /invalid_parameter_redirect_url/,
    );
    const other = await playByV2({ ...ids, resource: 'OTHER' });
    expect(other.decision.authorized).toBe(false);
    expect(await stop()).toBe(0);
    expect(seen.err.match(/took the/g)).toHaveLength(3);
  });

  it.each([
    [['--world', 'none.json'], '--world none.json: there is no such file'],
    [
      ['--world', 'package.json'],
      '--world package.json, line 2, name: there is no such key in a world',
    ],
    [['--world'], "Option '--world <value>' argument missing"],
    [
      ['--service-provider', 'ACME TV'],
      '--service-provider ACME TV: id: an id of at most 64 letters',
    ],
    [
      ['--service-provider', 'A,domain=https://a'],
      'domain: a domain such as "acme.example" is needed',
    ],
    [['--service-provider', 'A,colour=red'], 'after the id and a comma there are name=…, domain=…'],
    [
      ['--service-provider', 'A,statement=none'],
      'statement=none: a file with a software statement',
    ],
    [['--service-provider', 'A,resource='], 'resource= needs a value'],
    [
      ['--service-provider', 'A', '--service-provider', 'A'],
      '--service-provider A stands here twice',
    ],
    [['--serviceprovider', 'A'], "Unknown option '--serviceprovider'"],
    [['ACMETV'], "Unexpected argument 'ACMETV'"],
  ])('says what is wrong with %j and what is allowed, exit 2', async (args, words) => {
    const { ended, seen } = run(...args);
    expect(await ended).toBe(2);
    expect(seen.err).toContain(words);
    expect(seen.err).toContain('Usage: npm run sandbox');
    expect(seen.err).not.toMatch(/\n +at /);
    expect(seen.out).toBe('');
  });

  it('explains the options with --help', async () => {
    const { ended, seen } = run('--help');
    expect(await ended).toBe(0);
    for (const word of ['--world FILE', '--service-provider ID', 'world.schema.json', 'lenient'])
      expect(seen.out).toContain(word);
  });
});
