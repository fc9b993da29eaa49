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

/** With the keys of a Roku's remote; each step continues where the previous one ended. */
describe('a first launch of the Roku channel in the simulator', { timeout: 180_000 }, () => {
  it('starts on Home, and asks nobody to sign in', async () => {
    await channel.launch();
    await channel.sees(/^BEACON AppLaunchComplete$/);
    expect(channel.simulator.lines).toContain('SCREEN home');
    expect(channel.simulator.lines.filter((line) => line.startsWith('BEACON'))).toHaveLength(1);
    expect(channel.asked(sessions)).toEqual([]);
  });

  it('shows a code, which a camera reads too, and asks about it at an even pace', async () => {
    await channel.press('Up', 'Right', 'Select');
    await channel.on('signIn');
    const code = await channel.code();
    expect(await channel.qr()).toBe(`http://localhost:8701/activate/#code=${code}`);
    const [first, second] = await channel.hasAsked(polls, 2);
    // Adobe: "every 3-5 seconds"; the gap between two arrivals includes the time that a request takes.
    const gap = (second?.time ?? 0) - (first?.time ?? 0);
    expect(gap).toBeGreaterThan(3_000);
  });

  it('tells that a code has run out, and gets another when asked to', async () => {
    const old = await channel.code();
    channel.sandbox.control.rules({ expireCodes: true });
    await channel.sees(/^SAYS .*This code has expired/);
    expect(channel.asked(sessions)).toHaveLength(1);
    await channel.press('Select');
    expect(await channel.code(old)).not.toBe(old);
    expect(channel.asked(sessions)).toHaveLength(2);
  });

  it('goes on by itself once the viewer has signed in elsewhere', async () => {
    channel.sandbox.control.signIn({
      code: await channel.code(),
      mvpd: 'ValleyCable',
      user: 'alex',
    });
    await channel.sees(/^SAYS .*Signed in with Valley Cable/);
    await channel.sees(/^RED Roku_Authenticated$/);
    await channel.on('home');
    expect(channel.asked(polls).at(-1)?.line).toMatch(/ 200$/);
  });
});
