import { createVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../core/pass/v1/xml.ts';
import { ask, jsonBody, pair, type TestClient } from './rig.ts';

const MAIN = 'NORTHSTAR-MAIN';

async function mediaToken(client: TestClient): Promise<string> {
  return (await client.authorize(MAIN)).json.decisions[0].token.serializedToken;
}

async function world() {
  const { sandbox, client } = await pair();
  await client.signIn();
  return { sandbox, client, token: await mediaToken(client) };
}

/** Changes the text inside the Base64. */
function altered(token: string, change: (text: string) => string): string {
  return Buffer.from(change(Buffer.from(token, 'base64').toString())).toString('base64');
}

describe('the media token', () => {
  it('is valid once', async () => {
    const { sandbox, token } = await world();
    expect(await sandbox.verifyMediaToken(token, MAIN)).toBe('VALID_TOKEN');
    expect(await sandbox.verifyMediaToken(token, MAIN)).toBe('TOKEN_EXPIRED');
  });

  it('is for its resource, and asking for another does not spend it', async () => {
    const { sandbox, token } = await world();
    expect(await sandbox.verifyMediaToken(token, 'NORTHSTAR-NEWS')).toBe('INVALID_RESOURCE_ID');
    expect(await sandbox.verifyMediaToken(token, MAIN)).toBe('VALID_TOKEN');
  });

  it('ends with its time', async () => {
    const { sandbox, token } = await world();
    sandbox.clock.advance(420_000);
    expect(await sandbox.verifyMediaToken(token, MAIN)).toBe('TOKEN_EXPIRED');
  });

  it('cannot be altered', async () => {
    const { sandbox, token } = await world();
    const longer = altered(token, (text) => text.replace('<ttl>420000', '<ttl>999999999'));
    expect(await sandbox.verifyMediaToken(longer, MAIN)).toBe('INVALID_SIGNATURE');
    const other = altered(token, (text) => text.replace(MAIN, 'NORTHSTAR-NEWS'));
    expect(await sandbox.verifyMediaToken(other, 'NORTHSTAR-NEWS')).toBe('INVALID_SIGNATURE');
  });

  it.each(['', 'nonsense', 'PHNpZ25lZE1lZGlhVG9rZW4gc2FtcGxlLz4=', '<'.repeat(50_000)])(
    'is not "%.20s"',
    async (text) => {
      const { sandbox } = await world();
      expect(await sandbox.verifyMediaToken(text, MAIN)).toBe('INVALID_TOKEN_FORMAT');
    },
  );

  it('is signed with RSA and SHA-256, and a backend of one’s own can check it', async () => {
    const { sandbox, token } = await world();
    const text = Buffer.from(token, 'base64').toString();
    const [, signature = '', document = ''] =
      /^<signatureInfo>(.+)<\/signatureInfo>(.+)$/s.exec(text) ?? [];
    const key = await ask(`${sandbox.url}/_sandbox/media-token-key.pem`);
    const isGenuine = createVerify('RSA-SHA256')
      .update(document)
      .verify(key.text, signature, 'base64');
    expect(isGenuine).toBe(true);
    for (const part of [MAIN, 'ValleyCable', 'NORTHSTAR', '<ttl>420000<', '<sessionGUID>'])
      expect(document).toContain(part);
  });

  it('has the elements of the documentation, in XML that can be read', async () => {
    const { sandbox, client } = await pair();
    await client.signIn('alex', 'Foxhollow');
    const mrss = `<rss version="2.0"><channel><title>${MAIN}</title></channel></rss>`;
    const { json } = await client.call('decisions/authorize/Foxhollow', {
      ...jsonBody({ resources: [mrss] }),
    });
    const token = json.decisions[0].token.serializedToken;
    const text = Buffer.from(token, 'base64').toString();
    const root = parseXml(text.slice(text.indexOf('</signatureInfo>') + '</signatureInfo>'.length));
    expect(root?.root).toBe('shortAuthorizationToken');
    expect(root?.value).toEqual({
      sessionGUID: expect.stringMatching(/^[0-9a-f]{20,}$/),
      requestorID: 'NORTHSTAR',
      resourceID: mrss,
      ttl: '420000',
      issueTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      mvpdId: 'Foxhollow',
      proxyMvpdId: 'Meridian Exchange',
      tokenId: expect.any(String),
    });
    expect(await sandbox.verifyMediaToken(token, MAIN)).toBe('VALID_TOKEN');
  });

  it('opens a protected film at the programmer’s playback endpoint, once', async () => {
    const { sandbox, token } = await world();
    const feed = (await ask(`${sandbox.url}/programmer/feed.json`)).text;
    const item = protectedItem(JSON.parse(feed));
    const play = () => ask(`${sandbox.url}/programmer/play`, jsonBody({ item, mediaToken: token }));
    const first = await play();
    expect(first.status).toBe(200);
    expect(first.json.url).toMatch(/^http/);
    const second = await play();
    expect(second.status).toBe(403);
    expect(second.json.verdict).toBe('TOKEN_EXPIRED');
  });
});

/** The id of an item of the feed whose resource is MAIN, anywhere in the feed. */
function protectedItem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  if (typeof record.id === 'string' && JSON.stringify(record).includes(`"${MAIN}"`)) {
    const inner = Object.values(record).map(protectedItem).find(Boolean);
    return inner ?? record.id;
  }
  return Object.values(record).map(protectedItem).find(Boolean);
}
