import { describe, expect, it } from 'vitest';
import { testEnv } from './testEnv.ts';
import { film } from './titles.ts';

describe('migration', () => {
  it('MIG-01 speaks one generation of the API, from the first launch to the sign-out', async () => {
    for (const [api, other] of [
      ['v2', /^\/(api\/v1|reggie|adobe-services)\//],
      ['v1', /^\/api\/v2\//],
    ] as const) {
      const all = await testEnv();
      const television = await all.signedIn({ pass: { api } });
      await television.watch(film);
      await television.send({ type: 'BACK' });
      await television.restart();
      await television.signOut();
      await television.home();
      expect(all.service().length).toBeGreaterThan(6);
      expect(all.control.requests().filter(({ path }) => other.test(path))).toEqual([]);
    }
  });

  it('MIG-02 asks for a new sign-in after the update from V1, by no more than a confirmation', async () => {
    const all = await testEnv();
    const television = await all.signedIn({ pass: { api: 'v1' }, mvpd: 'HarborTV' });
    const mark = all.mark();
    const home = await television.restart({ pass: { api: 'v2' } });
    expect(home).toMatchObject({ viewer: null, problem: null });
    expect(all.sequence(mark)).toEqual([
      'POST /o/client/register',
      'POST /o/client/token',
      'GET /profiles/HarborTV',
    ]);
    await television.pick(film);
    expect(television.now('confirmProvider').provider.id).toBe('HarborTV');
    await television.complete();
    await television.on('player');
    expect(television.shown.map(({ screen }) => screen)).not.toContain('problem');
  });
});
