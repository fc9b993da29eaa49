import { describe, expect, it } from 'vitest';
import { accounts } from '../../apps/sandbox/index.ts';
import { ask, form, pair, session } from './rig.ts';

async function loginPage(mvpd = 'ValleyCable') {
  const { sandbox, client } = await pair();
  const { url, code } = (await client.createSession({ mvpd })).json;
  const location = (await ask(sandbox.url + url)).headers.get('location') ?? '';
  return { sandbox, client, code, login: sandbox.url + location };
}

const profilesOf = async (world: Awaited<ReturnType<typeof loginPage>>) =>
  (await world.client.callByCode(`profiles/code/${world.code}`)).json.profiles;

describe('the provider’s login page', () => {
  it('is HTML with the provider’s logo, a form, a way out and the demo accounts', async () => {
    const { login } = await loginPage('SummitFiber');
    const { status, type, text } = await ask(login);
    expect(status).toBe(200);
    expect(type).toBe('text/html');
    expect(text).toContain('/logos/SummitFiber.svg');
    expect(text).toContain('Summit Fiber');
    expect(text).toMatch(/<input id="username"[^>]*autocomplete="username"/);
    expect(text).toMatch(/<input id="password"[^>]*type="password"/);
    for (const { user, password, what } of accounts) {
      expect(text).toContain(`<code>${user}</code> / <code>${password}</code>`);
      expect(text).toContain(what);
    }
  });

  it('makes the profile and goes to the session’s redirectUrl', async () => {
    const world = await loginPage();
    expect(await profilesOf(world)).toEqual({});
    const answer = await ask(world.login, form({ username: ' Casey ', password: 'sofa' }));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(session.redirectUrl);
    expect(await profilesOf(world)).toMatchObject({ ValleyCable: { type: 'regular' } });
  });

  it.each([
    { username: 'alex', password: 'wrong' },
    { username: 'nobody', password: 'sofa' },
    { username: '', password: '' },
  ])('tells kindly that %j does not match, and does not say which', async (fields) => {
    const world = await loginPage();
    const { status, text } = await ask(world.login, form(fields));
    expect(status).toBe(401);
    expect(text).toMatch(/role="alert"[^>]*>That username and password do not match/);
    expect(text).toContain(`value="${fields.username}"`);
    expect(text).not.toContain('value="wrong"');
    expect(await profilesOf(world)).toEqual({});
  });

  it('goes back without a profile on Cancel, and the code can still be used', async () => {
    const world = await loginPage();
    const answer = await ask(world.login.replace('/login', '/cancel'));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(session.redirectUrl);
    expect(await profilesOf(world)).toEqual({});
    expect((await ask(world.login)).status).toBe(200);
  });

  it.each(['expires', 'is used', 'is superseded'])('ends when its code %s', async (what) => {
    const world = await loginPage();
    if (what === 'expires') world.sandbox.clock.advance(1_800_001);
    if (what === 'is used') world.sandbox.control.signIn({ code: world.code });
    if (what === 'is superseded') await world.client.createSession({ mvpd: 'HarborTV' });
    for (const init of [{}, form({ username: 'alex', password: 'sofa' })]) {
      const { status, type, text } = await ask(world.login, init);
      expect(status).toBe(400);
      expect(type).toBe('text/html');
      expect(text).toContain('This sign-in has ended');
    }
  });

  it('belongs to one login and one provider', async () => {
    const { login } = await loginPage();
    expect((await ask(login.replace('ValleyCable', 'HarborTV'))).status).toBe(400);
    expect((await ask(login.replace(/request=.*/, 'request=guess'))).status).toBe(400);
  });

  it('runs no script and cannot be framed', async () => {
    const { login } = await loginPage();
    const { headers, text } = await ask(login);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none';.*frame-ancestors 'none'/,
    );
    expect(text).not.toMatch(/<script/i);
  });
});
