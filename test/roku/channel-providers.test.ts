import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import { Channel } from './channel.rig.ts';
import { type ServedFeed, serveFeed } from './feed.ts';
import { standIns } from './simulatorPatches.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let served: ServedFeed;
let channel: Channel;

const names = [
  ...['Brambleway', 'Cedar Mobile', 'Zett', 'Ålesund Kabel', 'Ünlü Net', '3 Net', 'Café Vision'],
  ...['Delta Cable', 'Echo Valley', 'Fjord TV', 'Granite', 'Harbor One', 'Inland Sat', 'Juniper'],
];

beforeAll(async () => {
  served = await serveFeed();
  channel = await Channel.open(folder.path, {
    standIns,
    settings: (appSettings) => {
      appSettings.pass.chooseProvider = 'tv';
      appSettings.brand.logo = `${served.url}/art/100.png`;
    },
  });
  const mvpds = names.map((displayName, index) => ({
    id: `P${index}`,
    displayName,
    // The second logo is an SVG, which a Roku cannot draw.
    logoUrl: `${served.url}/art/${index}.${index === 1 ? 'svg' : 'png'}`,
  }));
  channel.sandbox.control.world({
    mvpds: mvpds.map(({ id, displayName }) => ({ id, displayName })),
  });
  channel.sandbox.control.addFault({
    path: '/api/v2/NORTHSTAR/configuration',
    status: 200,
    body: { requestor: { id: 'NORTHSTAR', name: 'Northstar', mvpds } },
    times: 0,
  });
}, 120_000);

afterAll(async () => {
  await channel?.close();
  await served?.close();
});

/** Waits for the words of the voice guide for the focus. */
const hears = (words: string) =>
  channel.sees(new RegExp(`^VOICE (.* )?${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));

describe('finding a provider on the Roku channel', { timeout: 240_000 }, () => {
  it('shows the popular ones at once, with their logos, and the brand with its own', async () => {
    await channel.launch();
    await channel.sees(/^BEACON AppLaunchComplete$/);
    await channel.press('Info');
    await channel.on('account');
    await channel.press('Select');
    await channel.on('providers');
    await hears('Brambleway');
    const logos = names.slice(0, 12).flatMap((_, index) => (index === 1 ? [] : [index]));
    await channel.until(
      () => logos.every((index) => served.pictures.includes(`/art/${index}.png`)) || null,
      'the logos of twelve providers',
    );
    expect(served.pictures).toContain('/art/100.png');
    expect(served.pictures.filter((path) => path.startsWith('/art/1'))).not.toContain(
      '/art/12.png',
    );
  });

  it('finds one by the letters that are typed on the keyboard of Roku', async () => {
    await channel.press('Down', 'Down', 'Down');
    await hears(en['action.find']);
    await channel.press('Select');
    await channel.sees(new RegExp(`^SAYS .*${en['providers.find']}`));
    await hears(`Found: ${names.length}. ${en['providers.keyboard']}`);
    // The third key is c, the first a.
    await channel.press('Right', 'Right', 'Select');
    await hears('Found: 4');
    await channel.press('Left', 'Left', 'Select');
    await hears('Found: 2');
    await channel.press('Right', 'Right', 'Right', 'Right', 'Right', 'Right');
    // Names that begin with the search word come before names that only contain it.
    await hears('Café Vision');
    await channel.press('Right');
    await hears('Delta Cable');
  });

  it('goes back step by step: to the keyboard, then to the popular ones', async () => {
    await channel.press('Back');
    await hears(en['providers.keyboard']);
    await channel.press('Back');
    await channel.sees(new RegExp(`^SAYS .*${en['providers.title']}`));
    await hears(en['action.find']);
  });

  it('lists all by their letters, without regard to accents', async () => {
    await channel.press('Right');
    await hears(en['action.all']);
    await channel.press('Select');
    await channel.sees(new RegExp(`^SAYS .*${en['providers.all']}`));
    await hears('Providers with #');
    await channel.press('Right');
    await hears('Providers with A');
    await channel.press('Down');
    await hears('Ålesund Kabel');
    await channel.press('Back');
    await hears('Providers with A');
    await channel.press(...Array<string>(11).fill('Right'));
    await hears('Providers with Z');
    await channel.press('Left');
    await hears('Providers with U');
    await channel.press('Select');
    await hears('Ünlü Net');
  });

  it('takes the one that is chosen', async () => {
    await channel.press('Select');
    await channel.on('signIn');
    await channel.sees(/^SAYS .*Sign in with Ünlü Net/);
  });
});
