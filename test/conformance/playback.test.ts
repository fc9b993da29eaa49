import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../apps/sandbox/index.ts';
import { answerOf } from './calls.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute } from './times.ts';
import { film, filmResource, sport } from './titles.ts';

const authorize = 'POST /decisions/authorize/ValleyCable';
const play = 'POST /programmer/play';

const verdicts = async (all: TestEnv): Promise<string[]> => {
  const answer = await fetch(`${all.sandbox.url}/programmer/plays`);
  return ((await answer.json()) as { verdict: string }[]).map(({ verdict }) => verdict);
};

interface Permit {
  readonly token: { readonly serializedToken: string };
}

const tokenOf = ({ body }: JournalEntry) => (body as { mediaToken: string }).mediaToken;

/** A forged permit, as it might be made between the app and the service. */
const permitWith = (serializedToken: string) => ({
  decisions: [
    {
      resource: filmResource,
      mvpd: 'ValleyCable',
      source: 'mvpd',
      authorized: true,
      token: { notBefore: 1, notAfter: 9_999_999_999_999, serializedToken },
    },
  ],
});

describe('playback and media token', () => {
  it('PLY-01 starts a protected stream with the media token of the decision before it', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await television.watch(film);
    const [decision] = all.calls(authorize);
    const [played] = all.calls(play);
    const { decisions } = answerOf<{ decisions: Permit[] }>(decision);
    expect(played && tokenOf(played)).toBe(decisions[0]?.token.serializedToken);
    expect(await verdicts(all)).toEqual(['VALID_TOKEN']);
  });

  it('PLY-02 has the token verified with its resource: a forged or foreign one plays nothing', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    all.fault(play, { reset: true });
    await television.pick(sport);
    await television.on('notAvailable');
    const permit = television.received.find(({ text }) => text.includes('serializedToken'));
    const foreign: string = JSON.parse(permit?.text ?? '{}').decisions[0].token.serializedToken;
    await television.send({ type: 'BACK' });
    for (const [token, verdict] of [
      ['made up', 'INVALID_TOKEN'],
      [foreign, 'INVALID_RESOURCE_ID'],
    ] as const) {
      all.fault(authorize, { status: 200, body: permitWith(token) });
      await television.pick(film);
      expect((await television.on('notAvailable')).problem.key).toBe('playback');
      expect((await verdicts(all)).at(-1)).toContain(verdict);
      await television.send({ type: 'BACK' });
    }
  });

  it('PLY-03 passes the token on unread, whatever it looks like', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    for (const token of ['x', `not a token\n${'ü'.repeat(5_000)}`]) {
      all.fault(authorize, { status: 200, body: permitWith(token) });
      await television.pick(film);
      await television.on('notAvailable');
      const sent = television.sent.filter(({ url }) => url.endsWith('/programmer/play')).at(-1);
      expect(JSON.parse(sent?.body ?? '{}').mediaToken).toBe(token);
      await television.send({ type: 'BACK' });
    }
  });

  it('PLY-04 uses a media token once and keeps none', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await television.watch(film);
    const kept = JSON.stringify([...television.stored]);
    await television.send({ type: 'BACK' });
    await television.watch(film);
    const tokens = all.calls(play).map(tokenOf);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(2);
    const bodies = television.sent.filter(({ url }) => url.endsWith('/programmer/play'));
    for (const { body } of bodies) expect(kept).not.toContain(JSON.parse(body ?? '{}').mediaToken);
    expect(all.judged('PLY-04')).toEqual(['met']);
  });

  it('PLY-05 lets a running stream go on when the media token ends', async () => {
    const all = await testEnv();
    all.control.rules({ mediaTokenLifeS: 60 });
    const television = await all.signedIn();
    await television.watch(film);
    const before = all.service().length;
    await all.pass(10 * minute);
    expect(television.now('player').item.id).toBe(film);
    expect(all.count(authorize)).toBe(1);
    expect(all.service()).toHaveLength(before);
  });

  it('PLY-06 starts later than the token allows only with a new decision', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    all.fault(play, { reset: true });
    await television.pick(film);
    expect(await television.on('notAvailable')).toMatchObject({ canRetry: true });
    await all.pass(10 * minute);
    await television.send({ type: 'RETRY' });
    await television.on('player');
    expect(all.count(authorize)).toBe(2);
    await television.send({ type: 'STREAM_FAILED', failure: 'decoder' });
    await all.pass(10 * minute);
    await television.send({ type: 'RETRY' });
    await television.on('player');
    expect(all.count(authorize)).toBe(3);
    expect(new Set(all.calls(play).map(tokenOf)).size).toBe(3);
    expect(await verdicts(all)).toEqual(['VALID_TOKEN', 'VALID_TOKEN']);
  });
});
