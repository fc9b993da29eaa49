import { describe, expect, it } from 'vitest';
import { ask, clientOf, jsonBody, sandboxOf } from './rig.ts';

describe('an order that is refused', () => {
  it.each<[string, object, string]>([
    ['a rule after a good one', { tokenLifeS: 5, codeLifeS: -1 }, 'codeLifeS: '],
    ['a choice', { atHome: false, tokenLifeS: 'long' }, 'tokenLifeS: '],
    [
      'an unknown MVPD',
      { tokenLifeS: 5, integration: { mvpd: 'Nobody', active: false } },
      'Nobody',
    ],
    [
      'a statement without a name, after viewers were signed out',
      { deleteProfiles: true, revokeCredentials: true, revokeStatement: '' },
      'revokeStatement: ',
    ],
    [
      'a part of Concurrency Monitoring',
      { tokenLifeS: 5, concurrency: { none: 1 } },
      'concurrency',
    ],
  ])('changes nothing: %s', async (_, orders, words) => {
    const sandbox = await sandboxOf();
    const client = await clientOf(sandbox);
    await client.signIn();
    const before = sandbox.control.rules();
    const { status, json } = await ask(`${sandbox.url}/_sandbox/rules`, jsonBody(orders));
    expect(status).toBe(400);
    expect(json.error).toContain(words);
    expect(sandbox.control.rules()).toEqual(before);
    expect((await client.call('profiles')).json.profiles).toHaveProperty('ValleyCable');
  });

  it.each([
    { now: 60_000, advanceMs: -120_000 },
    { now: 60_000, advanceMs: 'long' },
    { now: Date.UTC(9_998, 11), advanceMs: 366 * 86_400_000 },
    {},
  ])('does not move the clock: %j', async (order) => {
    const sandbox = await sandboxOf({ now: () => 1_000_000 });
    expect((await ask(`${sandbox.url}/_sandbox/clock`, jsonBody(order))).status).toBe(400);
    expect(sandbox.clock.now()).toBe(1_000_000);
  });
});
