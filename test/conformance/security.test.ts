import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../core/settings.ts';
import { settingsFor } from '../support/settings.ts';
import { secretsOf } from './secrets.ts';
import type { Television } from './television.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute } from './times.ts';
import { film, sport } from './titles.ts';

/** An evening: signs in, watches, is denied a title, restarts, signs out. */
async function evening(all: TestEnv, mvpd = 'ValleyCable'): Promise<Television> {
  const television = await all.signedIn({ user: 'casey', mvpd });
  await television.watch(film);
  await television.send({ type: 'BACK' });
  await television.pick(sport);
  await television.on('notAvailable');
  await television.send({ type: 'BACK' });
  await television.restart();
  await television.watch(film);
  await television.send({ type: 'BACK' });
  return television;
}

const v1Names = /^(requestor|requestor_id|deviceId|device_id|device_info|mso_id|appId|deviceUser)$/;
/** Headers that an HTTP client adds by default. */
const transport =
  /^(host|connection|user-agent|accept|accept-language|accept-encoding|sec-fetch-.*|content-length|content-type)$/;
const named = ['authorization', 'ap-device-identifier', 'x-device-info'];

describe('security', () => {
  it('SEC-01 speaks HTTPS: settings with another scheme are refused, but for this machine itself', async () => {
    expect(() => settingsFor('http://pass.example')).toThrow(SettingsError);
    const all = await testEnv();
    const asked: string[] = [];
    const television = all.television({
      pass: { baseUrl: 'https://pass.example' },
      ports: {
        send: ({ url }) => {
          asked.push(url);
          return Promise.reject(new TypeError('no such host'));
        },
      },
    });
    television.start();
    expect((await television.on('problem')).problem.key).toBe('offline');
    expect(asked.length).toBeGreaterThan(1);
    for (const url of asked) expect(url).toMatch(/^https:\/\/pass\.example\//);
  });

  it('SEC-02 bears its token on every call, and the browser bears none', async () => {
    const all = await testEnv();
    await evening(all);
    const calls = all.service().filter(({ path }) => path.startsWith('/api/v2/'));
    expect(calls.length).toBeGreaterThan(8);
    for (const { headers } of calls) expect(headers.authorization).toMatch(/^Bearer #/);
    expect(all.judged('SEC-02')).toEqual(['met']);
  });

  it('SEC-03 sends no parameter and no header that the V2 reference does not name', async () => {
    const all = await testEnv();
    const television = await evening(all);
    await television.signOut();
    await television.home();
    for (const { path, query, body, headers } of all.service()) {
      if (!path.startsWith('/api/v2/')) continue;
      const names = [...Object.keys(query), ...Object.keys((body as object | undefined) ?? {})];
      expect(names.filter((name) => v1Names.test(name))).toEqual([]);
      expect(['mvpd', 'domainName', 'redirectUrl', 'resources']).toEqual(
        expect.arrayContaining(names),
      );
      const others = Object.keys(headers).filter((name) => !transport.test(name));
      expect(named).toEqual(expect.arrayContaining(others));
    }
    expect(all.judged('SEC-03')).toEqual(['met']);
  });

  it('SEC-04 shows and logs no token, secret or id, and stores no media token', async () => {
    const all = await testEnv();
    const television = await evening(all);
    const secrets = secretsOf(television);
    expect(secrets.length).toBeGreaterThanOrEqual(7);
    const shown = JSON.stringify(television.shown);
    const logged = JSON.stringify(television.app.log.entries);
    const addresses = television.sent.map(({ url }) => url).join('\n');
    for (const secret of secrets) {
      expect(shown).not.toContain(secret);
      expect(logged).not.toContain(secret);
      expect(addresses).not.toContain(secret);
    }
    const stored = JSON.stringify([...television.stored]);
    const media = secrets.filter((secret) => secret.length > 100 && !stored.includes(secret));
    expect(media.length).toBeGreaterThanOrEqual(2);
    expect([...television.stored.keys()].sort()).toEqual(
      ['client', 'profile', 'provider', 'token'].map((key) => `couchpass/${key}`),
    );
  });

  it('SEC-05 leaves encrypted metadata to whoever has the key, and copes with every kind of it', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'Lanternfish', user: 'kim' });
    const { attributes } = television.remembers('profile') as {
      attributes: Record<string, { value: unknown; state: string }>;
    };
    expect(attributes.zip).toEqual({ state: 'enc', value: expect.any(String) });
    expect(attributes.maxRating).toEqual({ state: 'plain', value: { MPAA: 'G', VCHIP: 'TV-G' } });
    expect(JSON.stringify(television.received)).toContain(attributes.zip?.value);

    const now = all.clock.now();
    all.fault('GET /profiles/Lanternfish', {
      status: 200,
      body: {
        profiles: {
          Lanternfish: {
            notBefore: now,
            notAfter: now + 10 * minute,
            issuer: 'Lanternfish',
            type: 'regular',
            attributes: {
              simple: { value: 'text', state: 'plain' },
              list: { value: ['a', 'b'], state: 'plain' },
              map: { value: { a: { b: 1 } }, state: 'plain' },
              number: { value: 7 },
              nothing: { value: null, state: 'enc' },
              broken: 'no object',
            },
          },
        },
      },
    });
    expect((await television.restart()).viewer?.mvpd).toBe('Lanternfish');
    await television.watch('night-desk');
    const readable = JSON.stringify([television.shown, television.app.log.entries]);
    expect(readable).not.toContain(attributes.zip?.value);
  });
});
