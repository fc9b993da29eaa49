import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { es } from '../../apps/tv/texts/es.ts';
import { fr } from '../../apps/tv/texts/fr.ts';
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
      appSettings.catalogue.feedUrl = `${served.url}/feed.json`;
    },
  });
  await serveLongFilm(served, channel.sandbox.url);
}, 120_000);

afterAll(async () => {
  await channel?.close();
  await served?.close();
});

/** The texts in a row, each with a full stop after it. */
const sentences = (parts: readonly string[]) =>
  parts.reduce((before, part) => `${before}${/[.!?…]$/.test(before) ? '' : '.'} ${part}`);

const fill = (text: string, name: string, value: string) => text.replace(`{${name}}`, value);

/** Waits until the voice guide gets text that ends with these words; earlier words may come before them. */
async function hears(...parts: string[]): Promise<void> {
  const words = sentences(parts).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  await channel.sees(new RegExp(`^VOICE (.* )?${words}$`));
}

/** One viewer with the voice guide on; each step continues where the previous one ended. */
describe('the Roku channel as it is heard, in French', { timeout: 180_000 }, () => {
  it('tells Roku that a problem came before Home, and when it was over', async () => {
    channel.sandbox.control.addFault({ path: '/o/client/**', status: 503, times: 0 });
    await channel.launch({}, 'fr_CA');
    await channel.on('problem');
    await hears(fr['problem.service.title'], fr['problem.service.help'], fr['action.retry']);
    channel.sandbox.control.clearFaults();
    channel.keepArtAway();
    await channel.press('Select');
    await channel.sees(/^BEACON AppLaunchComplete$/);
    expect(channel.simulator.lines.filter((line) => line.startsWith('BEACON '))).toEqual([
      'BEACON AppDialogInitiate',
      'BEACON AppDialogComplete',
      'BEACON AppLaunchComplete',
    ]);
    await hears(`The Long Meridian, ${fr['access.signIn']}`);
  });

  it('says the focus, and the row where it comes into another one', async () => {
    await channel.press('Right');
    await hears(`Tidewater, ${fr['access.signIn']}`);
    await channel.press('Down');
    await hears('Live now', `Northstar News, ${fr['access.signIn']}`);
  });

  it('goes on along a row while an arrow is held', async () => {
    await channel.hold('Right', /^VOICE Northstar Earth/);
    const moves = channel.said.filter((line) => line.startsWith('VOICE'));
    expect(moves.slice(0, 3).map((line) => line.split(',')[0])).toEqual([
      'VOICE Northstar One',
      'VOICE Northstar Sport 2',
      'VOICE Northstar Earth',
    ]);
  });

  it('opens Account by the star, and says it', async () => {
    await channel.press('Info');
    await channel.on('account');
    await hears(fr['account.signedOutTitle'], fr['account.signedOut'], fr['action.signIn']);
  });

  it('says the code letter by letter, how it goes when asked, and that the sign-in is done', async () => {
    await channel.press('Select');
    await channel.on('signIn');
    const code = await channel.code();
    const spelled = `localhost:8701/activate, ${[...code].join(' ')}`;
    await hears(fr['signIn.waiting'], spelled, fr['action.continue']);
    await channel.press('Select');
    await hears(fr['signIn.checking']);
    channel.sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
    await hears(
      fr['signIn.approvedTitle'],
      fill(fr['signIn.approved'], 'provider', 'Valley Cable'),
    );
  });

  it('lets the large pictures go while memory is short', async () => {
    await channel.on('home');
    await channel.input({ memory: '92' });
    await channel.sees(/^LEAN$/);
    await channel.input({ memory: '80' });
    await channel.sees(/^FULL$/);
  });

  it('leaves the star to Roku during video, and keeps the place when the viewer goes', async () => {
    await channel.link('long-film', 'movie');
    await channel.sees(/^VIDEO playing$/);
    await channel.press('Info');
    await channel.press(...toTheMiddle);
    await channel.sees(keptInTheMiddle);
    expect(channel.simulator.lines.filter((line) => line === 'SCREEN account')).toHaveLength(1);
    await channel.press('Back');
    await channel.on('home');
    // Stored, so that the next launch can read it.
    await channel.sees(/^KEPT$/);
  });
});

describe('the same Roku, restarted in Spanish', { timeout: 180_000 }, () => {
  it('opens the page of a title by a deep link to a series, and offers to go on there', async () => {
    await channel.launch({ contentId: 'long-film', mediaType: 'series' }, 'es_ES');
    const heard = await channel.sees(/^VOICE .*A Long Film/);
    const resume = fill(es['action.resume'], 'time', '\\d:\\d\\d');
    expect(heard).toMatch(new RegExp(`${resume}$`));
    expect(heard).toContain(es['title.free']);
    await channel.press('Select');
    await channel.sees(/^VIDEO at ([3-9]\d|1\d\d)$/);
    await channel.press('Back');
    await channel.on('title');
  });
});
