import { describe, expect, it } from 'vitest';
import { html, json } from '../support/ports.ts';
import {
  enhanced,
  itemOf,
  launched,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

/** A browser of the device that the test opens, brings back and closes. */
function browser() {
  const opened: string[] = [];
  let answer: (reached: boolean | Error) => void = () => {};
  return {
    opened,
    given: { up: 0 },
    openUrl(url: string, { returnUrl, signal }: { returnUrl: string; signal: AbortSignal }) {
      opened.push(`${url} -> ${returnUrl}`);
      signal.addEventListener('abort', () => void this.given.up++);
      return new Promise<boolean>((resolve, reject) => {
        answer = (reached) => (typeof reached === 'boolean' ? resolve(reached) : reject(reached));
      });
    },
    ends: (reached: boolean | Error) => answer(reached),
  };
}

const login = 'https://pass.example/api/v2/authenticate/NORTHSTAR/CODE1';
const wayBack = 'https://northstar.example/activate';

async function onList(script = {}) {
  const own = browser();
  const world = scripted(script, new Map(), {}, { openUrl: own.openUrl.bind(own) });
  await launched(world);
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(0);
  expect(world.on('signIn')).toMatchObject({
    phase: 'waiting',
    canSignInOnDevice: true,
    onDevice: false,
  });
  world.app.send({ type: 'SIGN_IN_ON_DEVICE' });
  await world.advance(0);
  expect(world.on('providers')).toMatchObject({ phase: 'choosing', onDevice: true });
  return { world, own };
}

async function opened(script = {}) {
  const { world, own } = await onList(script);
  const before = world.count('poll');
  world.app.send({ type: 'CHOOSE', mvpd: 'ValleyCable' });
  await world.advance(0);
  expect(world.on('signIn')).toMatchObject({ phase: 'opening', onDevice: true });
  return { world, own, polls: () => world.count('poll') - before };
}

describe('signing in on this device', () => {
  it('opens the provider that was chosen, with everything that its login needs', async () => {
    const { world, own } = await opened();
    expect(own.opened).toEqual([`${login.replace('CODE1', 'CODE2')} -> ${wayBack}`]);
    expect(world.log.filter(({ call }) => call === 'create').at(-1)?.body).toBe(
      new URLSearchParams({
        mvpd: 'ValleyCable',
        domainName: 'northstar.example',
        redirectUrl: wayBack,
      }).toString(),
    );
  });

  it('asks nothing until the browser has come back, then at once, and plays what was picked', async () => {
    const { world, own, polls } = await opened();
    await world.advance(5 * 60_000);
    expect(polls()).toBe(0);
    world.script.poll = signedIn;
    own.ends(true);
    await world.advance(0);
    expect(polls()).toBe(1);
    expect(world.on('signIn')).toMatchObject({ phase: 'approved' });
    await world.advance(2_000);
    world.on('player');
  });

  it('keeps asking at the documented pace when the answer is not there yet', async () => {
    const { world, own, polls } = await opened();
    own.ends(true);
    await world.advance(8_000);
    expect(polls()).toBe(3);
    expect(world.on('signIn').onDevice).toBe(true);
  });

  it('asks once when the browser was closed; then it is the viewer who says', async () => {
    const { world, own, polls } = await opened();
    own.ends(false);
    await world.advance(60_000);
    expect(polls()).toBe(1);
    expect(world.on('signIn')).toMatchObject({ phase: 'closed' });
    world.app.send({ type: 'CONTINUE' });
    await world.advance(0);
    expect(polls()).toBe(2);
    world.app.send({ type: 'SIGN_IN_ON_DEVICE' });
    await world.advance(0);
    expect(own.opened).toHaveLength(2);
    expect(world.on('signIn')).toMatchObject({ phase: 'opening' });
  });

  it('a browser that could not be opened is not the end: the phone still is there, with the same code', async () => {
    const { world, own } = await opened();
    own.ends(new Error('refused'));
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ phase: 'closed' });
    const { code } = world.on('signIn');
    world.app.send({ type: 'ON_PHONE' });
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', onDevice: false, code });
  });

  it('Back gives the browser up and goes Home', async () => {
    const { world, own } = await opened();
    world.app.send({ type: 'BACK' });
    world.on('home');
    expect(own.given.up).toBe(1);
  });

  it('an expired code is shown as expired', async () => {
    const { world } = await opened();
    await world.advance(31 * 60_000);
    expect(world.on('signIn')).toMatchObject({ phase: 'expired' });
  });

  it('another provider is chosen here too', async () => {
    const { world, own } = await opened();
    own.ends(false);
    await world.advance(0);
    world.app.send({ type: 'OTHER_PROVIDER' });
    await world.advance(0);
    expect(world.on('providers')).toMatchObject({ onDevice: true });
  });

  it('an error that ends the code ends the wait', async () => {
    const { world, own } = await opened({
      poll: () => enhanced(400, 'invalid_authentication_session'),
    });
    own.ends(true);
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ phase: 'expired' });
  });

  it('is offered for the remembered provider, with no list and no configuration', async () => {
    const first = await opened({ poll: signedIn });
    first.own.ends(true);
    await first.world.advance(2_000);
    const own = browser();
    const later = scripted(
      { profilesOf: () => json(200, { profiles: {} }) },
      first.world.ports.stored,
      {},
      { openUrl: own.openUrl.bind(own) },
    );
    await launched(later);
    later.app.send({ type: 'SIGN_IN' });
    expect(later.on('confirmProvider')).toMatchObject({ canSignInOnDevice: true });
    later.app.send({ type: 'SIGN_IN_ON_DEVICE' });
    await later.advance(0);
    expect(later.on('signIn')).toMatchObject({ phase: 'opening' });
    expect(own.opened).toHaveLength(1);
    expect(later.count('configuration') + later.count('poll')).toBe(0);
  });

  it('signs out at the provider in the same browser, and waits for nothing there', async () => {
    const { world, own } = await opened({
      poll: signedIn,
      logout: () =>
        json(200, {
          logouts: {
            ValleyCable: {
              actionName: 'logout',
              actionType: 'interactive',
              url: 'https://pass.example/mvpd/logout',
              mvpd: 'ValleyCable',
            },
          },
        }),
    });
    own.ends(true);
    await world.advance(2_000);
    for (const type of ['BACK', 'ACCOUNT', 'SIGN_OUT', 'CONFIRM'] as const) {
      world.app.send({ type });
    }
    await world.advance(2_000);
    expect(world.on('home').viewer).toBeNull();
    expect(own.opened.at(-1)).toBe(`https://pass.example/mvpd/logout -> ${wayBack}`);
  });

  it('is not offered by a device without a browser', async () => {
    const world = await launched();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.on('signIn').canSignInOnDevice).toBe(false);
    world.app.send({ type: 'SIGN_IN_ON_DEVICE' });
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', onDevice: false });
  });
});

describe('several sign-ins', () => {
  const two = {
    ValleyCable: { notBefore: 1790000000000, notAfter: 1792592000000, attributes: {} },
    HillFibre: {
      notBefore: 1790000000000,
      notAfter: 1793000000000,
      attributes: {
        maxRating: { value: { MPAA: 'PG-13' }, state: 'plain' },
        userID: { value: 'secret-user', state: 'plain' },
      },
    },
  };
  const both = () => json(200, { profiles: two });

  async function asked(script: object, pass = {}): Promise<Scripted> {
    const world = await launched(scripted(script, new Map(), pass));
    return world;
  }

  it('are asked about, the longest first, and nobody is signed in before the answer', async () => {
    const world = await asked({ profiles: both });
    const { profiles } = world.on('profiles');
    expect(profiles.map(({ mvpd, maxRating }) => [mvpd, maxRating])).toEqual([
      ['HillFibre', 'PG-13'],
      ['ValleyCable', undefined],
    ]);
    expect(JSON.stringify(profiles)).not.toContain('secret-user');
    expect(world.ports.stored.has('couchpass/profile')).toBe(false);
    world.app.send({ type: 'CHOOSE_PROFILE', mvpd: 'nobody' });
    world.on('profiles');
    world.app.send({ type: 'CHOOSE_PROFILE', mvpd: 'ValleyCable' });
    await world.advance(2_000);
    expect(world.on('home').viewer?.mvpd).toBe('ValleyCable');
    const later = await launched(scripted({}, world.ports.stored));
    expect(later.on('home').viewer?.mvpd).toBe('ValleyCable');
  });

  it('Back chooses none', async () => {
    const world = await asked({ profiles: both });
    world.app.send({ type: 'BACK' });
    await world.advance(0);
    expect(world.on('home').viewer).toBeNull();
  });

  it('are asked about after a sign-in by code, and what was picked is played with the one chosen', async () => {
    const world = await asked({ poll: both });
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(5_000);
    expect(world.on('profiles').item?.id).toBe('film');
    world.app.send({ type: 'CHOOSE_PROFILE', mvpd: 'HillFibre' });
    await world.advance(2_000);
    world.on('player');
    expect(world.log.find(({ call }) => call === 'authorize')?.url).toContain('/HillFibre');
  });

  it('or the longest is taken, when the settings say so', async () => {
    const world = await asked({ profiles: both }, { severalProfiles: 'longest' });
    expect(world.on('home').viewer?.mvpd).toBe('HillFibre');
  });

  it('a failed launch that recovers by itself asks too', async () => {
    const world = await asked({ profiles: () => html(503) });
    await world.advance(8_000);
    world.on('problem');
    world.script.profiles = both;
    await world.advance(60_000);
    world.on('profiles');
  });
});
