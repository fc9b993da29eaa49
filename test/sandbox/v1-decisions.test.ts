import { describe, expect, it } from 'vitest';
import { v1Pair, xmlOf } from './v1-rig.ts';

const packageText =
  'Northstar Sport is not part of your Valley Cable package. Add Sport Plus in your Valley Cable account to watch it.';

describe('GET /api/v1/authorize', () => {
  it('a decision that lives is not made longer by asking again', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    const first = (await client.authorize('NORTHSTAR-MAIN')).json.expires;
    sandbox.clock.advance(60_000);
    expect((await client.authorize('NORTHSTAR-MAIN')).json.expires).toBe(first);
    sandbox.clock.advance(24 * 3_600_000);
    await client.register();
    expect(Number((await client.authorize('NORTHSTAR-MAIN')).json.expires)).toBeGreaterThan(
      Number(first),
    );
  });

  it("403 with the provider's own words", async () => {
    const { client } = await v1Pair();
    await client.signIn('casey');
    const { status, json } = await client.authorize('NORTHSTAR-SPORT');
    expect(status).toBe(403);
    expect(json).toEqual({ status: 403, message: 'User not authorized', details: packageText });
    const xml = await client.device('/api/v1/authorize.xml', { resource: 'NORTHSTAR-SPORT' });
    expect(xmlOf(xml)).toEqual({
      root: 'error',
      value: { status: '403', message: 'User not authorized', details: packageText },
    });
  });

  it('403 without a login, as recorded; 412 where a test says so', async () => {
    const { sandbox, client } = await v1Pair();
    const first = await client.authorize('NORTHSTAR-MAIN');
    expect(first.status).toBe(403);
    expect(first.text).toBe('{"status":403,"message":"User not Authenticated"}');
    sandbox.control.rules({ v1NotAuthenticated: 412 });
    const second = await client.authorize('NORTHSTAR-MAIN');
    const body = { status: 412, message: 'User not authenticated', details: null };
    expect([second.status, second.json]).toEqual([412, body]);
  });

  it.each(['tokens/authz', 'preauthorize', 'tokens/usermetadata'])(
    'of the others %s answers 412 without a login, whatever the rule says',
    async (path) => {
      const { sandbox, client } = await v1Pair();
      for (const v1NotAuthenticated of [403, 412] as const) {
        sandbox.control.rules({ v1NotAuthenticated });
        const answer = await client.device(`/api/v1/${path}`, { resource: 'NORTHSTAR-MAIN' });
        expect([answer.status, answer.json]).toEqual([
          412,
          { status: 412, message: 'User not authenticated', details: null },
        ]);
      }
    },
  );

  it('takes MRSS for the same channel, and the resource of its own answer back', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    const mrss =
      '<rss version="2.0"><channel><title>NORTHSTAR-MAIN</title><item><title>A, "B"</title></item></channel></rss>';
    const { resource } = (await client.authorize(mrss)).json;
    expect(resource).toBe(mrss);
    const media = await client.device('/api/v1/tokens/media', { resource });
    expect(await sandbox.verifyMediaToken(media.json.serializedToken, 'NORTHSTAR-MAIN')).toBe(
      'VALID_TOKEN',
    );
  });

  it.each([
    ['none', ''],
    ['blanks', '   '],
  ])('400 with %s for a resource', async (_, resource) => {
    const { client } = await v1Pair();
    await client.signIn();
    const { status, json } = await client.authorize(resource);
    expect([status, json]).toEqual([
      400,
      { status: 400, message: "Required 'resource' is not present" },
    ]);
  });

  it('400 with markup that names no channel', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    expect((await client.authorize('<rss>NORTHSTAR-MAIN</rss>')).status).toBe(400);
  });

  it('400 when the integration was switched off after the login', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    expect((await client.authorize('NORTHSTAR-MAIN')).status).toBe(400);
  });

  it('faults can be ordered here as everywhere', async () => {
    const { sandbox, client } = await v1Pair();
    await client.signIn();
    sandbox.control.addFault({ path: '/api/v1/authorize', error: 'network_connection_timeout' });
    const { status, json } = await client.authorize('NORTHSTAR-MAIN');
    expect([status, json.code, json.action]).toEqual([403, 'network_connection_timeout', 'retry']);
    expect((await client.authorize('NORTHSTAR-MAIN')).status).toBe(200);
  });
});

describe('GET /api/v1/preauthorize', () => {
  it('a verdict for each resource, with the documented headers', async () => {
    const { client } = await v1Pair();
    await client.signIn('casey');
    const { status, json, headers } = await client.device('/api/v1/preauthorize', {
      resource: 'NORTHSTAR-MAIN, NORTHSTAR-SPORT',
    });
    expect(status).toBe(200);
    expect(json).toEqual({
      resources: [
        { id: 'NORTHSTAR-MAIN', authorized: true },
        {
          id: 'NORTHSTAR-SPORT',
          authorized: false,
          error: {
            status: 403,
            code: 'preauthorization_denied_by_mvpd',
            message: 'User not authorized',
            details: packageText,
            helpUrl: expect.stringMatching(/^https:/),
            trace: expect.stringMatching(/^[0-9a-f-]{36}$/),
            action: 'none',
          },
        },
      ],
    });
    expect(headers.get('adobe-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('adobe-response-confidence')).toBe('full');
  });

  it('never replaces authorize', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    const resource = 'NORTHSTAR-MAIN';
    await client.device('/api/v1/preauthorize', { resource });
    expect((await client.device('/api/v1/tokens/media', { resource })).status).toBe(403);
  });

  it('keeps the commas of MRSS together', async () => {
    const { client } = await v1Pair();
    await client.signIn();
    const mrss =
      '<rss version="2.0"><channel><title>NORTHSTAR-NEWS</title><item><title>A, B</title></item></channel></rss>';
    const { json } = await client.device('/api/v1/preauthorize', {
      resource: `NORTHSTAR-MAIN,${mrss}`,
    });
    expect(json.resources.map(({ id }: { id: string }) => id)).toEqual(['NORTHSTAR-MAIN', mrss]);
  });

  it('412 without a login, 400 without resources, an empty list for more than five', async () => {
    const { client } = await v1Pair();
    const five = 'A,B,C,D,E';
    const preauthorize = (resource: string) => client.device('/api/v1/preauthorize', { resource });
    expect((await preauthorize(five)).status).toBe(412);
    await client.signIn();
    expect((await preauthorize(' , ')).status).toBe(400);
    expect((await preauthorize(five)).json.resources).toHaveLength(5);
    const six = await preauthorize(`${five},F`);
    expect([six.status, six.json]).toEqual([200, { resources: [] }]);
  });
});
