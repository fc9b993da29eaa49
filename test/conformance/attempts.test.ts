import { describe, expect, it } from 'vitest';
import type { FaultOrder } from '../../apps/sandbox/index.ts';
import { shortOf } from './calls.ts';
import type { Television } from './television.ts';
import { type TestEnv, testEnv } from './testEnv.ts';
import { minute, second } from './times.ts';
import { film } from './titles.ts';

/** Failures of one call that last: of the service, or of another server in its place. */
const ways: Readonly<Record<string, Omit<FaultOrder, 'path'>>> = {
  'status 500': { status: 500 },
  'status 503': {
    status: 503,
    body: '<h1>Unavailable</h1>',
    headers: { 'content-type': 'text/html' },
  },
  'no answer': { reset: true },
  'JSON that was cut off': { cut: true },
  'a page of the network': {
    body: '<html>Log in</html>',
    headers: { 'content-type': 'text/html' },
  },
  'status 429': { status: 429 },
  'a refused token': { status: 401, body: '' },
  'void credentials': { error: 'invalid_access_token_client_application' },
};

/** One request of a viewer: the failing call, its preparation, and the action that causes it. */
const asked: Readonly<
  Record<string, { prepare(all: TestEnv): Promise<Television>; ask(tv: Television): Promise<void> }>
> = {
  'POST /decisions/authorize/ValleyCable': {
    prepare: (all) => all.signedIn(),
    ask: (tv) => tv.pick(film),
  },
  'POST /programmer/play': {
    prepare: (all) => all.signedIn(),
    ask: (tv) => tv.pick(film),
  },
  'GET /profiles': {
    prepare: async (all) => all.television(),
    ask: async (tv) => tv.start(),
  },
  'POST /sessions': {
    prepare: (all) => all.launched(),
    ask: (tv) => tv.send({ type: 'SIGN_IN' }),
  },
  'POST /o/client/token': {
    prepare: async (all) => {
      const tv = await all.launched();
      tv.stop();
      tv.wipe('token');
      return tv;
    },
    ask: async (tv) => tv.start(),
  },
  'GET /logout/ValleyCable': {
    prepare: (all) => all.signedIn(),
    ask: (tv) => tv.signOut(),
  },
};

function orderFor(call: string, way: string): Omit<FaultOrder, 'path'> {
  const isRegistration = call.startsWith('POST /o/');
  return way === 'void credentials' && isRegistration
    ? { error: 'invalid_client' }
    : { ...ways[way] };
}

/** Long enough for every repetition, and shorter than the delay after which a failed launch retries. */
const patience = 14 * second;

describe.each(Object.keys(asked))('%s that fails for good', (call) => {
  it.each(Object.keys(ways))('is on the wire three times at the most: %s', async (way) => {
    const all = await testEnv();
    const { prepare, ask } = asked[call] as (typeof asked)[string];
    const television = await prepare(all);
    await all.pass(minute);
    const before = all.mark();
    all.fault(call as never, { ...orderFor(call, way), times: 0 });
    await ask(television);
    await all.pass(patience);
    const sent = all.control.requests(before).map(shortOf);
    const times = (name: string) => sent.filter((one) => one === name).length;
    expect(times(call), sent.join('\n')).toBeGreaterThanOrEqual(1);
    for (const name of new Set(sent))
      expect(times(name), `${name}\n${sent.join('\n')}`).toBeLessThanOrEqual(3);
  });
});

describe('POST /decisions/preauthorize/ValleyCable that fails for good', () => {
  it.each(Object.keys(ways))('is on the wire three times at the most: %s', async (way) => {
    const all = await testEnv();
    const television = await all.signedIn();
    television.stop();
    await all.pass(minute);
    const before = all.mark();
    const call = 'POST /decisions/preauthorize/ValleyCable';
    all.fault(call, { ...ways[way], times: 0 });
    await television.launch();
    await all.pass(patience);
    const sent = all.control.requests(before).map(shortOf);
    const times = sent.filter((name) => name === call).length;
    expect(times, sent.join('\n')).toBeGreaterThanOrEqual(1);
    expect(times, sent.join('\n')).toBeLessThanOrEqual(3);
  });
});

describe('one thing that takes several calls', () => {
  it('has three attempts for all of them together', async () => {
    const all = await testEnv();
    const television = await all.launched();
    await all.pass(minute);
    // The request for profiles comes before the one for a code: it fails twice, and then the code fails.
    television.stop();
    television.wipe('profile');
    all.fault('GET /profiles', { status: 500, times: 2 });
    all.fault('POST /sessions', { status: 500, times: 0 });
    const before = all.mark();
    television.start();
    await all.pass(20 * second);
    await television.send({ type: 'SIGN_IN' });
    await all.pass(20 * second);
    const sent = all.control.requests(before).map(shortOf);
    expect(sent.filter((name) => name === 'POST /sessions').length).toBeLessThanOrEqual(3);
    expect(television.view.screen).toBe('signIn');
  });
});
