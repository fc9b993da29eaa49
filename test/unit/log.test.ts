import { describe, expect, it } from 'vitest';
import { supportModel } from '../../apps/tv/models/support.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import { Log } from '../../core/log/Log.ts';
import { loggedPorts } from '../../core/log/loggedPorts.ts';
import type { CorePorts } from '../../core/ports.ts';
import { html, json } from '../support/ports.ts';
import { enhanced, itemOf, launched, scripted, signedIn } from '../support/scripted.ts';

describe('the log', () => {
  it('lists states and requests in order, without secrets', async () => {
    const world = await launched(scripted({ poll: signedIn }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(10_000);
    world.on('player');
    const { entries } = world.app.log;
    const states = entries.flatMap((entry) => (entry.kind === 'state' ? entry.state : []));
    expect(states[0]).toBe('startup.restoring');
    expect(states).toContain('polling.codeOnScreen.waiting');
    expect(states.at(-1)).toBe('viewMedia.screen.playing.open');
    const polls = entries.filter(
      (entry) => entry.kind === 'request' && entry.address.includes('/profiles/code/'),
    );
    expect(polls[0]).toMatchObject({
      method: 'GET',
      address: 'pass.example/api/v2/NORTHSTAR/profiles/code/…',
      status: 200,
    });
    const text = JSON.stringify(entries);
    for (const secret of ['CODE1', 'MEDIA', 's1', 't1', 'u-1', 'device-1', 'aaa.bbb.ccc']) {
      expect(text).not.toContain(`"${secret}"`);
      expect(text).not.toContain(`/${secret}`);
    }
  });

  it('and the support page, and the events for measurements, know nothing of a stream and its licence', async () => {
    const secret = {
      ...{ stream: 'grant-4711', signature: 'sig-0815', licence: 'licence-tok-7' },
      ...{ message: 'axinom-msg-8', custom: 'custom-data-9', server: 'rights.example' },
    };
    const play = () =>
      json(200, {
        url: `https://cdn.example/${secret.stream}/film.m3u8?hdnts=${secret.signature}`,
        type: 'application/vnd.apple.mpegurl',
        drm: [
          {
            system: 'widevine',
            licenseUrl: `https://${secret.server}/w`,
            headers: {
              Authorization: `Bearer ${secret.licence}`,
              'X-AxDRM-Message': secret.message,
            },
            customData: secret.custom,
          },
        ],
      });
    const world = await launched(scripted({ poll: signedIn, play }));
    const events: unknown[] = [];
    world.app.on((event) => events.push(event));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(10_000);
    expect(world.on('player').stream.drm).toHaveLength(1);
    world.app.send({ type: 'STREAM_FAILED', failure: 'drm_output', position: 4 });
    expect(world.on('notAvailable')).toMatchObject({ problem: { trace: 'drm_output' } });
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SUPPORT' });
    const { entries } = world.app.log;
    const facts = { brand: 'B', version: '1', deviceLabel: 'D', entries, now: 10_000 };
    const support = supportModel(world.on('support'), facts, createTranslate('en'));
    expect(JSON.stringify(support)).toContain('/play');
    expect(JSON.stringify(events)).toContain('drm_output');
    const told = JSON.stringify([entries, support, events]);
    for (const [name, value] of Object.entries(secret)) {
      expect(told.includes(value), name).toBe(false);
    }
  });

  it.each([
    '/api/v2/NORTHSTAR/sessions/C0DE777',
    '/api/v2/NORTHSTAR/profiles/code/C0DE777',
    '/api/v2/authenticate/NORTHSTAR/C0DE777',
    '/reggie/v1/NORTHSTAR/regcode/C0DE777',
    '/api/v1/checkauthn/C0DE777?requestor=NORTHSTAR',
    '/api/v1/preauthorize/C0DE777?resource=x',
    '/api/v1/authenticate?reg_code=C0DE777',
    '/api/v1/authenticate/C0DE777',
  ])('omits the registration code from %s', async (path) => {
    const { ports } = scripted();
    const log = new Log();
    const answering: CorePorts = { ...ports, send: async () => html(200) };
    const { send } = loggedPorts(answering, log);
    const url = `https://pass.example${path}`;
    await send({ method: 'GET', url, headers: {} }, new AbortController().signal);
    expect(log.entries).toHaveLength(1);
    expect(JSON.stringify(log.entries)).not.toContain('C0DE777');
  });

  it('keeps code and trace of an error', async () => {
    const world = await launched(
      scripted({ create: () => enhanced(400, 'invalid_integration', 'none', { trace: 't-7' }) }),
    );
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.app.log.entries).toContainEqual(
      expect.objectContaining({ status: 400, code: 'invalid_integration', trace: 't-7' }),
    );
    world.script.create = () => html(429);
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    expect(world.app.log.entries).toContainEqual(
      expect.objectContaining({ status: 429, code: 'throttled' }),
    );
  });

  it('distinguishes a request without an answer from a cancelled one', async () => {
    const world = await launched(scripted({ feed: () => 'unreachable', profiles: () => 'never' }));
    await world.advance(11_000);
    const codes = world.app.log.entries.flatMap((entry) =>
      entry.kind === 'request' ? (entry.code ?? []) : [],
    );
    expect(codes).toContain('given_up');
    world.app.send({ type: 'BROWSE' });
    await world.advance(60_000);
    expect(JSON.stringify(world.app.log.entries)).toContain('no_answer');
  });

  it('drops the oldest lines', () => {
    const log = new Log();
    for (let at = 0; at < 500; at++) log.add({ kind: 'note', at, text: 'x' });
    expect(log.entries).toHaveLength(200);
    expect(log.entries[0]?.at).toBe(300);
  });
});
