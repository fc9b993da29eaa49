import { describe, expect, it } from 'vitest';
import { mvpds } from '../../apps/sandbox/index.ts';
import { ask, enhanced, pair } from './rig.ts';

describe('GET /api/v2/{serviceProvider}/configuration', () => {
  it('lists the providers with id, name, logo and TempPass flag', async () => {
    const { client } = await pair();
    // The device headers are optional here.
    const { status, headers, json } = await client.callByCode('configuration');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(json.requestor.id).toBe('NORTHSTAR');
    expect(json.requestor.domains).toContainEqual({
      name: 'northstar.example',
      mvpdInitiated: false,
    });
    const listed = json.requestor.mvpds as Array<Record<string, unknown>>;
    expect(listed.map(({ id }) => id)).toEqual(mvpds.map(({ id }) => id));
    expect(listed.filter(({ isTempPass }) => isTempPass).map(({ id }) => id)).toEqual([
      'TempPass_Northstar',
      'TempPass_Premiere',
    ]);
  });

  it('serves every logo, as SVG and as PNG, to pages of any origin', async () => {
    const { client } = await pair();
    const { json } = await client.callByCode('configuration');
    for (const { logoUrl } of json.requestor.mvpds) {
      const svg = await ask(logoUrl, { headers: { origin: 'http://tv.example' } });
      expect(svg.type).toBe('image/svg+xml');
      expect(svg.headers.get('access-control-allow-origin')).toBe('http://tv.example');
      expect(svg.text).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    }
    const png = await fetch(json.requestor.mvpds[0].logoUrl.replace('.svg', '.png'));
    const signature = Buffer.from(await png.arrayBuffer())
      .subarray(1, 4)
      .toString('latin1');
    expect(signature).toBe('PNG');
  });

  it('names logos by the public address when there is one', async () => {
    const { client } = await pair({ publicUrl: 'http://192.0.2.7:8700/' });
    const { json } = await client.callByCode('configuration');
    expect(json.requestor.mvpds[0].logoUrl).toBe('http://192.0.2.7:8700/logos/ValleyCable.svg');
  });

  it('allows the trailing slash of the documentation’s sample', async () => {
    const { client } = await pair();
    expect((await client.callByCode('configuration/')).status).toBe(200);
  });

  it('leaves out a provider whose integration is off, whose users then get errors', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    const { json } = await client.callByCode('configuration');
    expect(json.requestor.mvpds.map(({ id }: { id: string }) => id)).not.toContain('ValleyCable');
    const refused = await Promise.all([
      client.createSession(),
      client.call('profiles/ValleyCable'),
      client.authorize('NORTHSTAR-MAIN'),
      client.call('logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2F'),
    ]);
    for (const answer of refused) {
      expect(answer.status).toBe(400);
      expect(answer.json).toEqual(enhanced('invalid_integration', 400, 'none'));
    }
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: true } });
    expect((await client.authorize('NORTHSTAR-MAIN')).status).toBe(200);
  });
});
