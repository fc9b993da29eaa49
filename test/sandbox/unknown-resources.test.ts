import { describe, expect, it } from 'vitest';
import { type Answer, ask, closedPair, enhanced, jsonBody, pair, sandboxOf } from './rig.ts';
import { closedV1Pair, xmlOf } from './v1-rig.ts';

const OTHER = 'NOBODYS-CHANNEL';
const words = 'Valley Cable knows no such channel.';
const mrss = (title: string) =>
  `<rss version="2.0"><channel><title>${title}</title></channel></rss>`;

describe('a resource that programmer and provider have not agreed on', () => {
  it.each([
    ['its name', OTHER],
    ['another spelling of a known name', 'northstar-main'],
    ['a channel of another service provider', 'LIGHTHOUSE-MAIN'],
    ['MRSS', mrss(OTHER)],
    ['MRSS without a channel', '<rss version="2.0"></rss>'],
  ])('V2 denies it in both kinds of decision: %s', async (_, resource) => {
    const { client } = await closedPair();
    await client.signIn();
    const asked = await client.preauthorize([resource, 'NORTHSTAR-MAIN', mrss('NORTHSTAR-NEWS')]);
    expect(asked.status).toBe(200);
    expect(asked.json.decisions).toMatchObject([
      { resource, authorized: false, source: 'mvpd' },
      { authorized: true },
      { authorized: true },
    ]);
    expect(asked.json.decisions[0].error).toEqual({
      ...enhanced('preauthorization_denied_by_mvpd', 403, 'none'),
      details: words,
    });
    const { status, json } = await client.authorize(resource);
    expect(status).toBe(200);
    expect(json.decisions).toHaveLength(1);
    expect(json.decisions[0]).toMatchObject({ resource, authorized: false, source: 'mvpd' });
    expect(json.decisions[0]).not.toHaveProperty('token');
    expect(json.decisions[0].error).toEqual({
      ...enhanced('authorization_denied_by_mvpd', 403, 'none'),
      details: words,
    });
  });

  it('V1 denies it: 403, no media token, `false` in advance', async () => {
    const { client } = await closedV1Pair();
    await client.signIn();
    const denied = { status: 403, message: 'User not authorized', details: words };
    const { status, json } = await client.authorize(OTHER);
    expect([status, json]).toEqual([403, denied]);
    const xml = await client.device('/api/v1/authorize.xml', { resource: mrss(OTHER) });
    expect(xmlOf(xml)).toEqual({ root: 'error', value: { ...denied, status: '403' } });
    expect((await client.device('/api/v1/tokens/media', { resource: OTHER })).status).toBe(403);
    const asked = await client.device('/api/v1/preauthorize', {
      resource: `NORTHSTAR-MAIN,${OTHER}`,
    });
    expect(asked.json.resources).toMatchObject([
      { id: 'NORTHSTAR-MAIN', authorized: true },
      { id: OTHER, authorized: false, error: { code: 'preauthorization_denied_by_mvpd' } },
    ]);
  });

  it('who is not asked does not deny it: a TempPass, a degradation rule', async () => {
    const { sandbox, client } = await closedPair();
    const decide = async (mvpd: string) =>
      (await client.authorize(OTHER, mvpd)).json.decisions[0] as { authorized: boolean };
    expect(await decide('TempPass_Northstar')).toMatchObject({ authorized: true });
    sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthZAll' } });
    expect(await decide('ValleyCable')).toMatchObject({ authorized: true, source: 'degradation' });
  });
});

describe('the order `resource`', () => {
  const order = (url: string, resource: unknown): Promise<Answer> =>
    ask(`${url}/_sandbox/rules`, jsonBody({ resource }));

  it('lets the providers know another one, and forget it again', async () => {
    const { sandbox, client } = await closedPair();
    await client.signIn();
    const isPermitted = async () => (await client.authorize(OTHER)).json.decisions[0].authorized;
    await order(sandbox.url, { id: OTHER, agreed: true, serviceProvider: 'LIGHTHOUSE' });
    expect(await isPermitted()).toBe(false);
    await order(sandbox.url, { id: OTHER, agreed: true });
    expect(await isPermitted()).toBe(true);
    const { json } = await ask(`${sandbox.url}/_sandbox/world`);
    expect(json.serviceProviders[0].resources).toEqual(
      expect.arrayContaining(['NORTHSTAR-MAIN', OTHER]),
    );
    await order(sandbox.url, { id: OTHER, agreed: false });
    expect(await isPermitted()).toBe(false);
  });

  it('refuses one that would be taken as it comes, and lets it be taken again', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const isPermitted = async () => (await client.authorize(OTHER)).json.decisions[0].authorized;
    sandbox.control.rules({ resource: { id: OTHER, agreed: false } });
    expect(await isPermitted()).toBe(false);
    const mrssPermitted = (await client.authorize(mrss(` ${OTHER} `))).json.decisions[0].authorized;
    expect(mrssPermitted).toBe(false);
    sandbox.control.rules({ resource: { id: OTHER, agreed: true } });
    expect(await isPermitted()).toBe(true);
  });

  it('holds for a service provider that comes later, unless it names one', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ resource: { id: OTHER, agreed: false } });
    sandbox.control.rules({
      resource: { id: 'THEIRS', agreed: false, serviceProvider: 'NORTHSTAR' },
    });
    client.serviceProvider = 'ACMETV';
    await client.signIn();
    const isPermitted = async (id: string) =>
      (await client.authorize(id)).json.decisions[0].authorized;
    expect(await isPermitted(OTHER)).toBe(false);
    expect(await isPermitted('THEIRS')).toBe(true);
  });

  it.each([
    [{ id: '', agreed: true }, /id is/],
    [{ id: OTHER }, /"agreed" is needed/],
    [{ id: OTHER, agreed: true, serviceProvider: 'NOBODY' }, /no service provider/],
  ])('says what is wrong with %j', async (resource, words) => {
    const { url } = await sandboxOf();
    const { status, json } = await order(url, resource);
    expect(status).toBe(400);
    expect(json.error).toMatch(words);
  });
});
