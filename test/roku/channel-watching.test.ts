import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from './channel.rig.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let channel: Channel;

beforeAll(async () => {
  channel = await Channel.open(folder.path);
}, 120_000);

afterAll(async () => {
  await channel?.close();
});

const polls = /^GET \/api\/v2\/NORTHSTAR\/profiles\/code\//;
const sessions = /^POST \/api\/v2\/NORTHSTAR\/sessions 20[01]$/;
const decisions = /^POST \/api\/v2\/NORTHSTAR\/decisions\/authorize\//;

/** One viewer's evening; each step continues where the previous one ended. */
describe('watching with the Roku channel in the simulator', { timeout: 180_000 }, () => {
  it('asks to sign in for what a deep link wants, and plays it as soon as that is done', async () => {
    await channel.launch({ contentId: 'the-long-meridian', mediaType: 'movie' });
    await channel.on('signIn');
    const code = await channel.code();
    channel.sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
    await channel.on('player');
    await channel.sees(/^BEACON AppLaunchComplete$/);
    // The launch ends when the linked title plays; the time of the sign-in does not count.
    expect(channel.simulator.lines.filter((line) => /^(BEACON|VIDEO p)/.test(line))).toEqual([
      'BEACON AppDialogInitiate',
      'BEACON AppDialogComplete',
      'VIDEO playing',
      'BEACON AppLaunchComplete',
    ]);
    await channel.press('Back');
    await channel.on('home');
  });

  it('plays what the provider permits, with a decision and a media token of its own', async () => {
    const before = channel.lastRequest;
    await channel.press('Select');
    await channel.on('title');
    await channel.press('Select');
    await channel.on('player');
    await channel.sees(/^VIDEO playing$/);
    expect(channel.asked(decisions, before).map(({ line }) => line)).toEqual([
      'POST /api/v2/NORTHSTAR/decisions/authorize/ValleyCable 200',
    ]);
    expect(channel.asked(/^POST \/programmer\/play 200/, before)).toHaveLength(1);
    // The viewer signed in two screens ago: the channel no longer polls for the code.
    expect(channel.asked(polls, before)).toEqual([]);
    await channel.press('Back');
    await channel.on('title');
    await channel.press('Back');
    await channel.on('home');
  });

  it('follows a deep link while it runs', async () => {
    await channel.link('the-long-meridian', 'movie');
    await channel.sees(/^VIDEO playing$/);
    await channel.press('Back');
    await channel.on('home');
  });

  it('keeps the sign-in over a restart, and follows a deep link at launch', async () => {
    const before = channel.lastRequest;
    await channel.launch({ contentId: 'the-long-meridian', mediaType: 'movie' });
    await channel.sees(/^VIDEO playing$/);
    await channel.sees(/^RED Roku_Authenticated$/);
    expect(channel.asked(sessions, before)).toEqual([]);
    expect(channel.asked(/^POST \/o\/client\//, before)).toEqual([]);
    await channel.press('Back');
    await channel.on('home');
  });

  it('signs out when asked twice', async () => {
    await channel.press('Up', 'Select');
    await channel.on('account');
    await channel.press('Select');
    await channel.sees(/^SAYS .*Sign out of Valley Cable\?/);
    await channel.press('Right', 'Select');
    await channel.on('home|signedOut');
    expect(channel.asked(/^GET \/api\/v2\/NORTHSTAR\/logout\/ValleyCable 200/)).toHaveLength(1);
  });

  it('says why a title is not to be had, in the words of the provider', async () => {
    await channel.launch({ contentId: 'live-northstar-sport', mediaType: 'live' });
    await channel.on('signIn');
    const code = await channel.code();
    channel.sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'casey' });
    await channel.on('notAvailable');
    await channel.sees(/^SAYS .*Northstar Sport is not part of your Valley Cable package\./);
    await channel.press('Back');
    await channel.on('home');
  });

  it('says when the service is down, and goes on when tried again', async () => {
    channel.sandbox.control.addFault({ path: '/api/v2/**', status: 503, times: 0 });
    await channel.press('Down', 'Up', 'Select');
    await channel.on('title');
    await channel.press('Select');
    await channel.on('notAvailable');
    await channel.sees(/^SAYS .*The service has a problem/);
    channel.sandbox.control.clearFaults();
    channel.keepArtAway();
    await channel.press('Select');
    await channel.on('player');
    await channel.sees(/^VIDEO playing$/);
    await channel.press('Back');
    await channel.on('title');
  });

  it('broke none of the requirements that the judge knows', () => {
    const { clients } = channel.sandbox.control.conformance();
    const rows = clients.flatMap(({ rows }) => rows);
    expect(rows.filter(({ state }) => state === 'broken')).toEqual([]);
    const met = rows.filter(({ state }) => state === 'met').map(({ id }) => id);
    for (const id of ['REG-05', 'POL-05', 'AZN-01', 'AZN-02', 'PLY-01']) expect(met).toContain(id);
  });
});
