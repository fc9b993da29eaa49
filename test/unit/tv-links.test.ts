import { describe, expect, it } from 'vitest';
import { followLinks } from '../../apps/tv/links.ts';
import { DeepLinkQueue } from '../../platforms/television/deepLinks.ts';
import { enhanced, type Scripted, scripted, signedIn } from '../support/scripted.ts';

const title = { kind: 'title', id: 'film' } as const;
const signIn = { kind: 'signIn' } as const;

/** The app with its links, before it starts. */
function app(world: Scripted = scripted()) {
  const links = new DeepLinkQueue();
  return {
    ...{ world, links },
    async start(isReload = false) {
      world.app.start();
      followLinks(links, world.app, isReload);
      await world.advance(0);
    },
  };
}

/** All screens from now on. */
function screensOf({ app }: Scripted): string[] {
  const seen: string[] = [];
  app.subscribe(({ screen }) => {
    if (seen.at(-1) !== screen) seen.push(screen);
  });
  return seen;
}

describe('a link to a title', () => {
  it('of the launch opens it, and shows Home only while the catalogue loads', async () => {
    const { world, links, start } = app();
    const seen = screensOf(world);
    links.add(title);
    await start();
    expect(world.on('title').item.id).toBe('film');
    expect(seen).toEqual(['home', 'title']);
    world.app.send({ type: 'BACK' });
    world.on('home');
  });

  it('opens it from another screen of the running app, with no screen in between', async () => {
    const { world, links, start } = app();
    await start();
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SUPPORT' });
    const seen = screensOf(world);
    links.add(title);
    expect(seen).toEqual(['title']);
  });

  it('of the launch is not followed again when the page was reloaded, later ones are', async () => {
    const { world, links, start } = app();
    links.add(title);
    await start(true);
    world.on('home');
    links.add(title);
    world.on('title');
  });
});

describe('a link for signing in', () => {
  it('starts it after the start, and from other screens', async () => {
    const { world, links, start } = app();
    links.add(signIn);
    await start();
    world.on('signIn');
    world.app.send({ type: 'BACK' });
    world.on('home');
    links.add(signIn);
    world.on('signIn');
  });

  it('leaves the viewer alone who is signing in already', async () => {
    const { world, links, start } = app();
    await start();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    const { code } = world.on('signIn');
    links.add(signIn);
    await world.advance(0);
    expect(world.on('signIn').code).toBe(code);
    world.app.send({ type: 'BACK' });
    await world.advance(0);
    world.on('home');
  });

  it('leaves the viewer alone who is signed in', async () => {
    const { world, links, start } = app(scripted({ poll: signedIn }));
    await start();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(8_000);
    expect(world.on('home').viewer).not.toBeNull();
    links.add(signIn);
    world.on('home');
  });

  it('waits behind a problem of the launch', async () => {
    const down = () => enhanced(403, 'invalid_parameter_service_provider');
    const { world, links, start } = app(scripted({ profiles: down }));
    links.add(signIn);
    await start();
    world.on('problem');
    world.app.send({ type: 'BROWSE' });
    world.on('signIn');
  });
});
