import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import { Channel } from './channel.rig.ts';
import { keptInTheMiddle, type ServedFeed, serveFeed, serveLongFilm, toTheMiddle } from './feed.ts';
import { standIns } from './simulatorPatches.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let served: ServedFeed;
let channel: Channel;

beforeAll(async () => {
  served = await serveFeed();
  channel = await Channel.open(folder.path, {
    standIns,
    settings: (appSettings) => {
      appSettings.pass.freePreview = 'TempPass_Northstar';
      appSettings.catalogue.feedUrl = `${served.url}/feed.json`;
    },
  });
  await serveLongFilm(served, channel.sandbox.url);
  channel.sandbox.control.rules({ tempPass: { mvpd: 'TempPass_Northstar', lifeS: 30 } });
}, 120_000);

afterAll(async () => {
  await channel?.close();
  await served?.close();
});

const fromStart = en['action.fromStart'];
const goLive = en['action.goLive'];

async function leaveInTheMiddle(): Promise<void> {
  await channel.press(...toTheMiddle);
  await channel.sees(keptInTheMiddle);
  await channel.press('Back');
}

describe('a free preview on the Roku channel', { timeout: 240_000 }, () => {
  it('tells over the picture what is left of it, and that it ends soon', async () => {
    // A live stream, because a film of 25 s would end before the preview.
    await channel.launch({ contentId: 'live-northstar-news', mediaType: 'live' });
    await channel.on('signIn');
    await channel.code();
    await channel.sees(new RegExp(`^VOICE .*${en['action.continue']}$`));
    await channel.press('Right', 'Right', 'Select');
    await channel.on('player');
    await channel.sees(/^BAR .*\| Free preview · 0:\d\d left$/);
    await channel.sees(new RegExp(`^VOICE ${en['player.previewEnding']}$`));
  });

  it('ends with it', async () => {
    await channel.on('notAvailable');
    await channel.sees(new RegExp(`^SAYS .*${en['problem.previewOver.title']}`));
    await channel.press('Back');
    await channel.on('home');
  });
});

describe('what the Roku channel lays over its player', { timeout: 240_000 }, () => {
  it('offers the start of a film that was left, over the picture', async () => {
    await channel.link('long-film', 'movie');
    await channel.sees(/^VIDEO playing$/);
    await leaveInTheMiddle();
    await channel.on('home');
    await channel.link('long-film', 'movie');
    await channel.sees(/^VIDEO at ([3-9]\d|1\d\d)$/);
    await channel.sees(new RegExp(`^BAR ${fromStart} `));
    await channel.press('Up');
    await channel.sees(new RegExp(`^VOICE ${fromStart}$`));
    await channel.press('Select');
    await channel.sees(/^PLACE 1?[0-9]$/);
    await channel.sees(/^BAR {2}\|/);
  });

  it('offers it on the page of the title, too', async () => {
    await leaveInTheMiddle();
    await channel.on('home');
    await channel.link('long-film', 'series');
    await channel.on('title');
    await channel.sees(/^VOICE .*Resume from \d:\d\d$/);
    await channel.press('Right');
    await channel.sees(new RegExp(`^VOICE ${fromStart}$`));
    await channel.press('Select');
    await channel.sees(/^VIDEO at 1?[0-9]$/);
    await channel.press('Back');
    await channel.on('title');
    await channel.press('Back');
    await channel.on('home');
  });

  it('leads back to the present of a live stream that was paused', async () => {
    await channel.link('live-earth', 'live');
    const began = Number(/\d+/.exec(await channel.sees(/^VIDEO at \d+$/))?.[0]);
    await channel.press('Play');
    await channel.sees(/^VIDEO paused$/);
    // 12 s behind the live edge, the stream is no longer shown as live.
    expect(await channel.sees(new RegExp(`^BAR ${goLive} `))).toMatch(/−0:1\d/);
    await channel.press('Up');
    await channel.sees(new RegExp(`^VOICE ${goLive}$`));
    await channel.press('Select');
    const place = Number(/\d+/.exec(await channel.sees(/^PLACE \d+$/))?.[0]);
    expect(place).toBeGreaterThanOrEqual(began + 12);
    await channel.sees(/^BAR {2}\|/);
    await channel.press('Back');
    await channel.on('home');
  });

  it('says that a link leads to what is not in the channel', async () => {
    await channel.link('season-2-episode-3', 'episode');
    await channel.sees(/^NOTICE That title is not in this channel\.$/);
  });
});
