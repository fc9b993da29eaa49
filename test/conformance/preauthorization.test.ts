import { describe, expect, it } from 'vitest';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute } from './times.ts';
import { feedOf, film, sport } from './titles.ts';

const preauthorize = 'POST /decisions/preauthorize/ValleyCable';
const sportResource = 'NORTHSTAR-SPORT';

const asked = (all: TestEnv): string[][] =>
  all.calls(preauthorize).map(({ body }) => (body as { resources: string[] }).resources);

describe('preauthorization', () => {
  it('PRE-01 marks content and plays nothing by it: an authorization comes before the stream', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    expect(all.count(preauthorize)).toBeGreaterThan(0);
    const mark = all.mark();
    await television.watch(film);
    expect(all.sequence(mark)).toEqual(['POST /decisions/authorize/ValleyCable']);
    expect(all.judged('PRE-01')).toEqual(['met']);
  });

  it('PRE-02 asks about no more than five resources at once', async () => {
    const all = await testEnv();
    all.fault('GET /programmer/feed.json', { body: feedOf(12) });
    await all.signedIn();
    expect(asked(all).map((resources) => resources.length)).toEqual([5, 5, 2]);
    expect(new Set(asked(all).flat()).size).toBe(12);
  });

  it('PRE-03 keeps what is permitted in memory, and asks once while it runs', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    for (let visits = 0; visits < 5; visits += 1) {
      await television.send({ type: 'ACCOUNT' }, { type: 'BACK' });
      await television.watch(film);
      await television.send({ type: 'BACK' });
      await all.pass(minute);
    }
    const resources = asked(all).flat();
    expect(resources).toHaveLength(new Set(resources).size);
    expect(JSON.stringify([...television.stored])).not.toContain(resources[0]);
  });

  it('PRE-04 repeats only on the action "retry", three times in all, and never a denial', async () => {
    const all = await testEnv();
    all.fault(preauthorize, { error: 'network_connection_timeout', shape: 'item', times: 0 });
    const television = await all.signedIn();
    await all.pass(5 * minute);
    expect(all.count(preauthorize)).toBe(3);
    expect(television.now('home').decisions[sportResource]).toEqual({ included: null });
    await television.send({ type: 'ACCOUNT' }, { type: 'BACK' });
    await all.pass(minute);
    expect(all.count(preauthorize)).toBe(3);

    const other = await testEnv();
    const denied = { error: 'preauthorization_denied_by_mvpd', shape: 'item', times: 0 } as const;
    other.fault(preauthorize, denied);
    await other.signedIn();
    await other.pass(5 * minute);
    expect(other.count(preauthorize)).toBe(1);
  });

  it('PRE-05 sends only those again whose own error says "retry"', async () => {
    const all = await testEnv();
    const resources = [sportResource];
    all.fault(preauthorize, { error: 'network_received_error', shape: 'item', resources });
    const television = await all.signedIn();
    await all.pass(minute);
    expect(asked(all)).toHaveLength(2);
    expect(asked(all)[0]?.length).toBeGreaterThan(1);
    expect(asked(all)[1]).toEqual(resources);
    expect(television.now('home').decisions[sportResource]).toEqual({ included: true });
  });

  it('PRE-06 marks what is included and what is not, and can tell why not', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ user: 'casey' });
    const { decisions } = television.now('home');
    expect(decisions['NORTHSTAR-MAIN']).toEqual({ included: true });
    expect(decisions[sportResource]).toEqual({
      included: false,
      details: expect.stringContaining('Sport Plus'),
    });
    const { resource } = await television.item(sport);
    expect(resource).toBe(sportResource);
  });

  it.each([
    { tooManyResources: 'top', status: 403 },
    { tooManyResources: 'item', status: 200 },
  ] as const)(
    'PRE-07 does without marks rather than send a list that is too long once more: $tooManyResources',
    async ({ tooManyResources, status }) => {
      const all = await testEnv();
      // Adobe's pages do not define the place of the refusal: in each item, or once for the whole list.
      all.control.rules({ maxPreauthorizeResources: 2, tooManyResources });
      const television = await all.signedIn();
      await all.pass(5 * minute);
      expect(all.calls(preauthorize).map(({ status }) => status)).toEqual([status]);
      expect(television.now('home')).toMatchObject({ problem: null });
      const decisions = Object.values(television.now('home').decisions);
      expect(decisions.filter(({ included }) => included !== null)).toEqual([]);
      await television.watch(film);
    },
  );

  it('PRE-08 asks by a JSON POST for the provider of the profile, and wants no token for it', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ mvpd: 'HarborTV' });
    const [call] = all.calls('POST /decisions/preauthorize/HarborTV');
    expect(call).toMatchObject({
      body: { resources: expect.arrayContaining([sportResource]) },
      headers: {
        'content-type': expect.stringMatching(/^application\/json/),
        authorization: expect.stringMatching(/^Bearer /),
        'ap-device-identifier': expect.stringMatching(/^fingerprint /),
        'x-device-info': expect.any(String),
      },
    });
    expect(JSON.stringify(call?.answer)).not.toContain('token');
    expect(television.now('home').problem).toBeNull();
    expect(all.judged('PRE-08')).toEqual(['met']);
  });
});
