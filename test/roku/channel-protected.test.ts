import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import { Channel } from './channel.rig.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let channel: Channel;

beforeAll(async () => {
  channel = await Channel.open(folder.path, {
    settings: (appSettings) => {
      appSettings.catalogue.feedUrl += '?drm=clearkey';
    },
  });
}, 120_000);

afterAll(async () => {
  await channel?.close();
});

describe('a free title that the feed protects', { timeout: 180_000 }, () => {
  it('by a system that no Roku has is told in the words of the television app', async () => {
    await channel.launch({ contentId: 'undergrowth', mediaType: 'special' });
    await channel.on('notAvailable');
    const said = await channel.sees(/^SAYS .*cannot play/);
    expect(said).toContain(en['problem.unsupported.title']);
    expect(said).toContain('drm_unsupported');
    // The keys of a stream are printed nowhere.
    expect(channel.simulator.lines.join('\n')).not.toMatch(/Bearer |\/license\//);
    await channel.press('Back');
    await channel.on('home');
  });
});
