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

const onTv = { chooseProvider: 'tv' } as const;
const mvpds = (...ids: string[]) =>
  json(200, {
    requestor: {
      mvpds: [
        ...ids.map((id) => ({ id, displayName: `${id} TV`, logoUrl: `https://l/${id}.png` })),
        { id: 'TempPass', displayName: 'Free', isTempPass: true },
      ],
    },
  });
const configuration = () => mvpds('HarborTV', 'ValleyCable');

async function choosing(script = {}): Promise<Scripted> {
  const world = await launched(scripted({ configuration, ...script }, new Map(), onTv));
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(0);
  return world;
}

/** Signed in once with ValleyCable; then the service no longer has the profile. */
async function expired(pass = {}): Promise<Scripted> {
  const first = await launched(scripted({ poll: signedIn }, new Map(), pass));
  first.app.send({ type: 'SIGN_IN' });
  first.app.send({ type: 'ON_PHONE' });
  await first.advance(10_000);
  expect(first.on('home').viewer).not.toBeNull();
  first.app.stop();
  const gone = { profilesOf: () => json(200, { profiles: {} }) };
  const later = await launched(scripted(gone, first.ports.stored, pass));
  expect(later.on('home').viewer).toBeNull();
  return later;
}

describe('choosing the provider on the television', () => {
  it('asks for the configuration only then, and hides TempPass', async () => {
    const world = await choosing();
    expect(world.on('providers')).toMatchObject({
      phase: 'choosing',
      item: { id: 'film' },
      rememberedId: null,
      problem: null,
    });
    expect(world.on('providers').providers.map(({ id }) => id)).toEqual([
      'HarborTV',
      'ValleyCable',
    ]);
    expect(world.count('configuration')).toBe(1);
    expect(world.count('create')).toBe(0);
  });

  it('sends everything that the login needs, and shows whom it is for', async () => {
    const world = await choosing();
    world.app.send({ type: 'CHOOSE', mvpd: 'HarborTV' });
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ code: 'CODE1', provider: { id: 'HarborTV' } });
    expect(world.log.find(({ call }) => call === 'create')?.body).toBe(
      'mvpd=HarborTV&domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2Factivate',
    );
    world.app.send({ type: 'NEW_CODE' });
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ code: 'CODE2', provider: { id: 'HarborTV' } });
  });

  it('may be left to the second screen, or be done again', async () => {
    const world = await choosing();
    world.app.send({ type: 'ON_PHONE' });
    await world.advance(0);
    expect(world.on('signIn').provider).toBeNull();
    world.app.send({ type: 'OTHER_PROVIDER' });
    await world.advance(0);
    expect(world.on('providers').phase).toBe('choosing');
    expect(world.count('configuration')).toBe(1);
    const polls = world.count('poll');
    await world.advance(60_000);
    expect(world.count('poll')).toBe(polls);
  });

  it('a list that cannot be had is told, and Retry loads it', async () => {
    const world = await choosing({ configuration: () => html(503) });
    await world.advance(30_000);
    expect(world.on('providers')).toMatchObject({ phase: 'failed', problem: { key: 'service' } });
    world.script.configuration = configuration;
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    expect(world.on('providers').phase).toBe('choosing');
  });

  it('a provider that was switched off meanwhile is told, and another one can be chosen', async () => {
    const world = await choosing({ create: () => enhanced(400, 'invalid_integration') });
    world.app.send({ type: 'CHOOSE', mvpd: 'HarborTV' });
    await world.advance(30_000);
    expect(world.on('signIn')).toMatchObject({
      phase: 'failed',
      problem: { key: 'providerUnavailable' },
    });
    expect(world.count('create')).toBe(1);
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    world.on('providers');
  });

  it('Back leaves the list', async () => {
    const world = await choosing();
    world.app.send({ type: 'BACK' });
    world.on('home');
  });
});

describe('a profile that ended', () => {
  it('asks for no more than a confirmation, without the configuration', async () => {
    const world = await expired(onTv);
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    expect(world.on('confirmProvider')).toMatchObject({
      item: { id: 'film' },
      provider: { id: 'ValleyCable', displayName: 'Valley Cable TV', logoUrl: 'https://l/v.svg' },
    });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.log.find(({ call }) => call === 'create')?.body).toContain('mvpd=ValleyCable');
    expect(world.on('signIn').provider?.id).toBe('ValleyCable');
    expect(world.count('configuration')).toBe(0);
    world.script.poll = signedIn;
    delete world.script.profilesOf;
    await world.advance(10_000);
    world.on('player');
  });

  it('the remembered provider comes first in the list', async () => {
    const world = await expired(onTv);
    world.script.configuration = configuration;
    world.app.send({ type: 'SIGN_IN' });
    world.app.send({ type: 'OTHER_PROVIDER' });
    await world.advance(0);
    expect(world.on('providers')).toMatchObject({ rememberedId: 'ValleyCable' });
    expect(world.on('providers').providers.map(({ id }) => id)).toEqual([
      'ValleyCable',
      'HarborTV',
    ]);
  });

  it('where the second screen chooses, another provider is its affair', async () => {
    const world = await expired();
    world.app.send({ type: 'SIGN_IN' });
    world.app.send({ type: 'OTHER_PROVIDER' });
    await world.advance(0);
    expect(world.on('signIn').provider).toBeNull();
    expect(world.log.find(({ call }) => call === 'create')?.body).toBe('');
  });

  it('and so it is once the remembered one was confirmed', async () => {
    const world = await expired();
    world.app.send({ type: 'SIGN_IN' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.on('signIn').provider?.id).toBe('ValleyCable');
    world.app.send({ type: 'OTHER_PROVIDER' });
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', provider: null });
    expect(world.log.filter(({ call }) => call === 'create').map(({ body }) => body)).toEqual([
      expect.stringContaining('mvpd=ValleyCable'),
      '',
    ]);
  });

  it('signing out forgets the provider too', async () => {
    const world = await launched(scripted({ poll: signedIn }));
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(10_000);
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SIGN_OUT' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    world.on('signIn');
  });
});

describe('signing out, by what the service says has to follow', () => {
  it.each([
    ['complete', 'none', 'home'],
    ['invalid', 'none', 'home'],
    ['logout', 'interactive', 'home'],
    ['something_new', 'none', 'home'],
    ['partner_logout', 'partner_interactive', 'signedOut'],
  ] as const)('%s', async (actionName, actionType, screen) => {
    const logout = () =>
      json(200, {
        logouts: {
          Other: { actionName: 'complete', actionType: 'none', mvpd: 'Other' },
          ValleyCable: { actionName, actionType, mvpd: 'ValleyCable' },
        },
      });
    const world = await launched(scripted({ poll: signedIn, logout }));
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(10_000);
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SIGN_OUT' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    world.on(screen);
    world.app.send({ type: 'BACK' });
    expect(world.on('home').viewer).toBeNull();
  });
});
