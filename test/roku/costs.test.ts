import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from './channel.rig.ts';
import { enlarged, type ServedFeed, serveFeed } from './feed.ts';
import { counted, limits, settled, stepOf } from './measure.ts';
import { costsIn } from './statements.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let served: ServedFeed;
let channel: Channel;

beforeAll(async () => {
  served = await serveFeed();
  channel = await Channel.open(folder.path, {
    counted,
    settings: (appSettings) => {
      appSettings.catalogue.feedUrl = `${served.url}/feed.json`;
    },
  });
  const feed = await (await fetch(`${channel.sandbox.url}/programmer/feed.json`)).json();
  served.feed = enlarged(feed, 800, 20, served.url);
}, 120_000);

afterAll(async () => {
  await channel?.close();
  await served?.close();
});

/**
 * One launch with a feed of 800 titles and their pictures; each step continues where the previous one
 * ended.
 */
describe('what the Roku channel costs', { timeout: 180_000 }, () => {
  it('reads the feed in one order to a Task, and hands it over without writing JSON', async () => {
    const launch = await stepOf(channel, async () => {
      await channel.launch();
      await channel.sees(/^BEACON AppLaunchComplete$/);
    });
    expect(launch.largest).toBeGreaterThan(50_000);
    expect(launch.largest).toBeLessThan(limits.order);
    const json = costsIn(channel.simulator.lines).filter(({ name }) => name === 'json_encoded');
    // Only the device information, once in each Task.
    expect(Math.max(...json.map(({ statements }) => statements))).toBeLessThan(1_000);
    expect(launch.render.statements).toBeLessThan(10_000);
  });

  it('asks for the pictures of what is seen, and for no others', () => {
    // Five cards of two rows; the hero shows the first card's picture.
    expect([...new Set(served.pictures)].sort()).toEqual(
      [0, 1, 2, 3, 4, 20, 21, 22, 23, 24].map((number) => `/art/${number}.png`).sort(),
    );
  });

  it.each(['Right', 'Down'])(
    'makes nothing while %s is held, and asks for no picture',
    async (key) => {
      const asked = served.pictures.length;
      const from = channel.simulator.lines.length;
      const moves = () =>
        costsIn(channel.simulator.lines.slice(from)).filter(({ name }) => name === 'onhold');
      let whileHeld = 0;
      await channel.simulator.hold(key, async () => {
        await channel.until(() => moves().length >= 8 || null, 'eight moves');
        whileHeld = served.pictures.length - asked;
      });
      await settled(channel);
      expect(moves().map(({ nodes }) => nodes)).toEqual(moves().map(() => 0));
      expect(Math.max(...moves().map(({ statements }) => statements))).toBeLessThan(1_500);
      expect(whileHeld).toBe(0);
      // The viewer no longer moves: the visible cards now get their pictures.
      expect(served.pictures.length).toBeGreaterThan(asked);
    },
  );

  it('shows a code for less than is promised, its QR code made elsewhere', async () => {
    await channel.press('Info');
    await channel.on('account');
    const code = await stepOf(channel, async () => {
      await channel.press('Select');
      await channel.on('signIn');
      expect(await channel.qr()).toBe(
        `http://localhost:8701/activate/#code=${await channel.code()}`,
      );
    });
    expect(code.render.statements).toBeLessThan(limits.codeScreen);
    expect(code.largest).toBeGreaterThan(20_000);
  });
});
