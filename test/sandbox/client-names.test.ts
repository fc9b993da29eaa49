import { describe, expect, it } from 'vitest';
import { CLIENT_HEADER, softwareStatement } from '../../apps/sandbox/index.ts';
import { ask, clientOf, jsonBody, pair, TestClient } from './rig.ts';

const named = (name: string) => ({ headers: { [CLIENT_HEADER]: name } });

describe('the name that a test gives to a client', () => {
  it('is on record from the header on, and stays with the client id', async () => {
    const { sandbox, client } = await pair();
    await client.call('profiles');
    await client.call('profiles', named('living room'));
    await client.call('profiles');
    const other = await clientOf(sandbox, 'tv-2');
    await other.call('profiles');
    const seen = sandbox.control.requests().map(({ path, client: name }) => [path, name]);
    expect(seen.slice(2)).toEqual([
      ['/api/v2/NORTHSTAR/profiles', undefined],
      ['/api/v2/NORTHSTAR/profiles', 'living room'],
      ['/api/v2/NORTHSTAR/profiles', 'living room'],
      ['/o/client/register', undefined],
      ['/o/client/token', undefined],
      ['/api/v2/NORTHSTAR/profiles', undefined],
    ]);
  });

  it('may come with the registration alone', async () => {
    const { sandbox } = await pair();
    const client = new TestClient(sandbox, 'tv-2');
    const { headers, ...body } = jsonBody({
      software_statement: softwareStatement('northstar-tv'),
    });
    const register = `${sandbox.url}/o/client/register`;
    const answer = await ask(register, {
      ...body,
      headers: { ...(headers as Record<string, string>), [CLIENT_HEADER]: 'kitchen' },
    });
    client.credentials = answer.json;
    await client.renew();
    await client.call('profiles');
    const seen = sandbox.control.requests(2).map(({ client: name }) => name);
    expect(seen).toEqual(['kitchen', 'kitchen', 'kitchen']);
  });

  it('is given by an order, and replaced by the next one', async () => {
    const { sandbox, client } = await pair();
    const clientId = client.credentials.client_id;
    for (const name of ['kitchen', 'bedroom']) {
      const { json } = await ask(`${sandbox.url}/_sandbox/clients`, jsonBody({ clientId, name }));
      expect(json).toMatchObject({ clientId, name, softwareId: 'northstar-tv', revoked: false });
      await client.call('profiles');
      expect(sandbox.control.requests().at(-1)?.client).toBe(name);
    }
    expect(sandbox.control.clients()).toMatchObject([{ clientId, name: 'bedroom' }]);
    sandbox.control.reset();
    expect(sandbox.control.clients()).toEqual([]);
  });

  it('holds no control characters and is not endless', async () => {
    const { sandbox, client } = await pair();
    await client.call('profiles', named(`tv\u00e9${'x'.repeat(200)}`));
    expect(sandbox.control.requests().at(-1)?.client).toBe(`tv${'x'.repeat(62)}`);
  });

  it.each([
    [{ clientId: 'nobody', name: 'x' }, 'clientId'],
    [{ name: '' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ name: 'x'.repeat(65) }, 'name'],
    [{ name: 'x', colour: 'red' }, 'colour'],
  ])('says what is wrong with %j', async (order, word) => {
    const { sandbox, client } = await pair();
    const clientId = client.credentials.client_id;
    const { status, json } = await ask(
      `${sandbox.url}/_sandbox/clients`,
      jsonBody({ clientId, ...order }),
    );
    expect(status).toBe(400);
    expect(json.error).toContain(word);
  });
});
