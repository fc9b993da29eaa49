import { describe, expect, it } from 'vitest';
import { Log } from '../../core/log/Log.ts';
import { loggedPorts } from '../../core/log/loggedPorts.ts';
import type { CorePorts } from '../../core/ports.ts';
import { html } from '../support/ports.ts';
import { enhanced, itemOf, launched, scripted, signedIn } from '../support/scripted.ts';

describe('the log', () => {
  it('tells states and requests in order, without anything secret', async () => {
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

  it.each([
    '/api/v2/NORTHSTAR/sessions/C0DE777',
    '/api/v2/NORTHSTAR/profiles/code/C0DE777',
    '/api/v2/authenticate/NORTHSTAR/C0DE777',
    '/reggie/v1/NORTHSTAR/regcode/C0DE777',
    '/api/v1/checkauthn/C0DE777?requestor=NORTHSTAR',
    '/api/v1/preauthorize/C0DE777?resource=x',
    '/api/v1/authenticate?reg_code=C0DE777',
    '/api/v1/authenticate/C0DE777',
  ])('leaves the registration code out of %s', async (path) => {
    const { ports } = scripted();
    const log = new Log();
    const answering: CorePorts = { ...ports, send: async () => html(200) };
    const { send } = loggedPorts(answering, log);
    const url = `https://pass.example${path}`;
    await send({ method: 'GET', url, headers: {} }, new AbortController().signal);
    expect(log.entries).toHaveLength(1);
    expect(JSON.stringify(log.entries)).not.toContain('C0DE777');
  });

  it('keeps code and trace of what went wrong', async () => {
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

  it('tells an exchange without an answer from one that was given up', async () => {
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

  it('forgets the oldest lines', () => {
    const log = new Log();
    for (let at = 0; at < 500; at++) log.add({ kind: 'note', at, text: 'x' });
    expect(log.entries).toHaveLength(200);
    expect(log.entries[0]?.at).toBe(300);
  });
});
