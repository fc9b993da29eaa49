import { describe, expect, it } from 'vitest';
import { ask, closedPair, enhanced, pair } from './rig.ts';

const BYE = 'https://northstar.example/bye';
const path = (mvpd: string, redirectUrl = BYE) =>
  `logout/${mvpd}?redirectUrl=${encodeURIComponent(redirectUrl)}`;

describe('GET /api/v2/{serviceProvider}/logout/{mvpd}', () => {
  it('forgets the profile and names the address a browser opens, which ends at redirectUrl', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const { status, json } = await client.call(path('ValleyCable'));
    expect(status).toBe(200);
    const step = json.logouts.ValleyCable;
    expect(step).toEqual({
      actionName: 'logout',
      actionType: 'interactive',
      mvpd: 'ValleyCable',
      url: expect.stringMatching(/^\/adobe-services\/logout\?/),
    });
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
    const provider = await ask(sandbox.url + step.url);
    expect(provider.status).toBe(302);
    const end = await ask(sandbox.url + provider.headers.get('location'));
    expect(end.status).toBe(302);
    expect(end.headers.get('location')).toBe(BYE);
  });

  it('forgets one provider’s profile only', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'HarborTV');
    await client.signIn('alex', 'Lakeshore');
    await client.call(path('HarborTV'));
    expect(Object.keys((await client.call('profiles')).json.profiles)).toEqual(['Lakeshore']);
  });

  it('needs nothing more at a provider without a logout page', async () => {
    const { client } = await pair();
    await client.signIn('alex', 'Orchard');
    expect((await client.call(path('Orchard'))).json).toEqual({
      logouts: { Orchard: { actionName: 'complete', actionType: 'none', mvpd: 'Orchard' } },
    });
  });

  it('answers invalid without a profile, and complete for a TempPass', async () => {
    const { client } = await pair();
    expect((await client.call(path('ValleyCable'))).json.logouts.ValleyCable).toEqual({
      actionName: 'invalid',
      actionType: 'none',
      mvpd: 'ValleyCable',
    });
    const { logouts } = (await client.call(path('TempPass_Northstar'))).json;
    expect(logouts.TempPass_Northstar.actionName).toBe('complete');
  });

  it('takes no foreign redirectUrl, and keeps the profile then', async () => {
    const { client } = await closedPair();
    await client.signIn();
    const { status, json } = await client.call(path('ValleyCable', 'https://evil.example/'));
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_parameter_redirect_url', 400, 'none'));
    expect(Object.keys((await client.call('profiles')).json.profiles)).toHaveLength(1);
  });

  it('needs a redirectUrl only when strict', async () => {
    for (const [mode, status] of [
      ['lenient', 200],
      ['strict', 400],
    ] as const) {
      const { client } = await pair({ mode });
      await client.signIn();
      expect((await client.call('logout/ValleyCable')).status).toBe(status);
    }
  });

  it.each([
    'redirect_url=https%3A%2F%2Fevil.example%2F&requestor_id=NORTHSTAR&mso_id=ValleyCable',
    'redirect_url=https%3A%2F%2Fnorthstar.example%2F&requestor_id=NOWHERE&mso_id=ValleyCable',
    'mso_id=%3Cscript%3E',
  ])('never sends a browser on for %s', async (query) => {
    const { sandbox } = await pair();
    let answer = await ask(`${sandbox.url}/adobe-services/logout?${query}`);
    if (answer.status === 302) answer = await ask(sandbox.url + answer.headers.get('location'));
    expect(answer.status).not.toBe(302);
    expect(answer.type).toBe('text/html');
    expect(answer.text).not.toContain('<script>');
  });
});
