import { describe, expect, it } from 'vitest';
import { ask, enhanced, form, pair } from './rig.ts';

/** The headers of a browser. */
const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('GET /api/v2/authenticate/{serviceProvider}/{code}', () => {
  it('sends a browser, without Authorization, to the provider’s page with a 302', async () => {
    const { sandbox, client } = await pair();
    const { url, code } = (await client.createSession({ mvpd: 'HarborTV' })).json;
    const { status, headers } = await ask(sandbox.url + url);
    expect(status).toBe(302);
    const location = new URL(headers.get('location') ?? '', sandbox.url);
    expect(location.origin).toBe(sandbox.url);
    expect(location.pathname).toBe('/mvpd/HarborTV/login');
    expect(location.href).not.toContain(code);
  });

  it('answers HTML with 400 for codes that are unknown, malformed, expired, used or incomplete', async () => {
    const { sandbox, client } = await pair();
    const open = (code: string) =>
      ask(`${sandbox.url}/api/v2/authenticate/NORTHSTAR/${code}`, browser);
    const incomplete = (await client.call('sessions', form({}))).json.code;
    const answers = [await open('ZZZZZZZ'), await open('%3Cb%3E'), await open(incomplete)];
    const used = await client.signIn();
    answers.push(await open(used));
    const expired = (await client.createSession({ mvpd: 'HarborTV' })).json.code;
    sandbox.clock.advance(1_800_001);
    answers.push(await open(expired));
    for (const { status, type, text } of answers) {
      expect(status).toBe(400);
      expect(type).toBe('text/html');
      expect(text).toContain('<h1>');
    }
  });

  it('is no page of another service provider', async () => {
    const { sandbox, client } = await pair();
    const { code } = (await client.createSession()).json;
    const { status } = await ask(`${sandbox.url}/api/v2/authenticate/LIGHTHOUSE/${code}`);
    expect(status).toBe(400);
  });

  it('answers HTML with 405 to another method', async () => {
    const { sandbox } = await pair();
    const { status, type } = await ask(`${sandbox.url}/api/v2/authenticate/NORTHSTAR/ZZZZZZZ`, {
      ...form({}),
      ...browser,
    });
    expect(status).toBe(405);
    expect(type).toBe('text/html');
  });

  it('answers HTML when the integration was switched off meanwhile', async () => {
    const { sandbox, client } = await pair();
    const { url } = (await client.createSession()).json;
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    const { status, text } = await ask(sandbox.url + url, browser);
    expect(status).toBe(400);
    expect(text).toContain('Valley Cable is not available');
  });

  it('answers a program, which is no user agent, as Adobe’s OpenAPI file has it', async () => {
    const { sandbox, client } = await pair();
    const open = (code: string, init: RequestInit = {}) =>
      ask(`${sandbox.url}/api/v2/authenticate/NORTHSTAR/${code}`, init);
    const incomplete = (await client.call('sessions', form({}))).json.code;
    const { code } = (await client.createSession({ mvpd: 'HarborTV' })).json;
    sandbox.control.rules({ integration: { mvpd: 'HarborTV', active: false } });
    for (const [answer, error] of [
      [await open('ZZZZZZZ'), 'invalid_authentication_session'],
      [await open('%3F'), 'invalid_parameter_code'],
      [await open(incomplete), 'invalid_authentication_session'],
      [await open(code), 'invalid_integration'],
    ] as const)
      expect([answer.status, answer.json]).toEqual([400, enhanced(error, 400, 'none')]);
    expect((await open('ZZZZZZZ', form({}))).status).toBe(405);
    const named = { headers: { 'user-agent': 'Mozilla/5.0 (Apple TV)' } };
    expect((await open('ZZZZZZZ', named)).type).toBe('text/html');
  });
});
