import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readPlayback } from '../../core/catalogue/playback.ts';
import { root } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { ask, jsonBody, pair, type TestClient } from './rig.ts';

const folder = join(root, 'examples', 'playback');
const MAIN = 'NORTHSTAR-MAIN';
const item = 'the-long-meridian';

interface Expected {
  readonly publicKey: string;
  readonly serviceProvider: string;
  readonly resource: string;
  readonly now?: number;
}
type Verify = (serializedToken: string, expected: Expected) => string;
const { verifyMediaToken } = (await import(join(folder, 'verifyMediaToken.mjs'))) as {
  verifyMediaToken: Verify;
};

const stopping: Array<() => void> = [];
afterEach(() => {
  for (const stop of stopping.splice(0)) stop();
});

async function world() {
  const { sandbox, client } = await pair();
  await client.signIn();
  const { text: publicKey } = await ask(`${sandbox.url}/_sandbox/media-token-key.pem`);
  return { sandbox, client, expected: { publicKey, serviceProvider: 'NORTHSTAR', resource: MAIN } };
}

async function tokenOf(client: TestClient, resource = MAIN): Promise<string> {
  return (await client.authorize(resource)).json.decisions[0].token.serializedToken;
}

/** Starts the example's endpoint on a free port; returns its address. */
async function endpointFor(sandboxUrl: string): Promise<string> {
  const child = spawn(process.execPath, [join(folder, 'server.mjs')], {
    env: { ...process.env, PASS_BASE_URL: sandboxUrl, PORT: '0' },
  });
  stopping.push(() => child.kill());
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  return until(() => /endpoint is (\S+)/.exec(said)?.[1], { what: 'its address' });
}

describe('the verifier of docs/playback.md', () => {
  it('is the one of examples/, and has about thirty lines', () => {
    const code = readFileSync(join(folder, 'verifyMediaToken.mjs'), 'utf8');
    const page = readFileSync(join(root, 'docs', 'playback.md'), 'utf8');
    expect(page).toContain(
      `<!-- example: examples/playback/verifyMediaToken.mjs -->\n\`\`\`js\n${code}\`\`\``,
    );
    expect(code.split('\n').length).toBeLessThan(35);
  });

  it('takes a token for its resource, once', async () => {
    const { client, expected } = await world();
    const token = await tokenOf(client);
    expect(verifyMediaToken(token, { ...expected, resource: 'NORTHSTAR-NEWS' })).toBe(
      'INVALID_RESOURCE_ID',
    );
    expect(verifyMediaToken(token, { ...expected, serviceProvider: 'LIGHTHOUSE' })).toBe(
      'INVALID_RESOURCE_ID',
    );
    expect(verifyMediaToken(token, expected)).toBe('VALID_TOKEN');
    expect(verifyMediaToken(token, expected)).toBe('TOKEN_EXPIRED');
    expect(verifyMediaToken(await tokenOf(client), expected)).toBe('VALID_TOKEN');
  });

  it('refuses what has ended, what was altered and what is no token', async () => {
    const { sandbox, client, expected } = await world();
    const token = await tokenOf(client);
    const later = sandbox.clock.now() + 420_000;
    expect(verifyMediaToken(token, { ...expected, now: later })).toBe('TOKEN_EXPIRED');
    const text = Buffer.from(token, 'base64').toString();
    const longer = Buffer.from(text.replace('<ttl>420000', '<ttl>999999999')).toString('base64');
    expect(verifyMediaToken(longer, expected)).toBe('INVALID_SIGNATURE');
    for (const junk of ['', 'nonsense', '<'.repeat(50_000)])
      expect(verifyMediaToken(junk, expected)).toBe('INVALID_TOKEN_FORMAT');
  });

  it('reads a resource that has to be escaped as it was asked for', async () => {
    const { client, expected } = await world();
    const resource = `<rss version="2.0"><channel><title>${MAIN}</title></channel></rss>`;
    const token = await tokenOf(client, resource);
    expect(verifyMediaToken(token, { ...expected, resource })).toBe('VALID_TOKEN');
  });
});

describe('the playback endpoint of examples/playback', () => {
  it('answers a stream that plays, once a token', async () => {
    const { sandbox, client } = await world();
    const url = await endpointFor(sandbox.url);
    const order = jsonBody({ item, mediaToken: await tokenOf(client) });
    const first = await ask(url, order);
    expect(first.status).toBe(200);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    const stream = readPlayback({ status: 200, contentType: first.type, text: first.text });
    expect(stream.type).toBe('application/vnd.apple.mpegurl');
    expect((await ask(stream.url)).text).toMatch(/^#EXTM3U/);

    const second = await ask(url, order);
    expect([second.status, second.json]).toEqual([403, { verdict: 'TOKEN_EXPIRED' }]);
  });

  it('refuses in the form that the app reads', async () => {
    const { sandbox, client } = await world();
    const url = await endpointFor(sandbox.url);
    const refused = async (body: unknown) => {
      const { status, json } = await ask(url, jsonBody(body));
      return [status, json.verdict];
    };
    const mediaToken = await tokenOf(client, 'NORTHSTAR-NEWS');
    expect(await refused({ item, mediaToken })).toEqual([403, 'INVALID_RESOURCE_ID']);
    expect(await refused({ item })).toEqual([403, 'INVALID_TOKEN_FORMAT']);
    expect(await refused({ item: 'nothing', mediaToken })).toEqual([404, 'UNKNOWN_ITEM']);
    expect(await refused(null)).toEqual([404, 'UNKNOWN_ITEM']);
  });

  it('lets pages of other origins ask', async () => {
    const { sandbox } = await world();
    const { status, headers } = await ask(await endpointFor(sandbox.url), { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    expect(headers.get('access-control-allow-headers')).toBe('Content-Type');
  });
});
