import { describe, expect, it } from 'vitest';
import { ask, form, pair } from './rig.ts';

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
    const open = (code: string) => ask(`${sandbox.url}/api/v2/authenticate/NORTHSTAR/${code}`);
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
    const { status, type } = await ask(
      `${sandbox.url}/api/v2/authenticate/NORTHSTAR/ZZZZZZZ`,
      form({}),
    );
    expect(status).toBe(405);
    expect(type).toBe('text/html');
  });

  it('answers HTML when the integration was switched off meanwhile', async () => {
    const { sandbox, client } = await pair();
    const { url } = (await client.createSession()).json;
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    const { status, text } = await ask(sandbox.url + url);
    expect(status).toBe(400);
    expect(text).toContain('Valley Cable is not available');
  });
});
