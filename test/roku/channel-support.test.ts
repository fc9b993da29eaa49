import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import { Channel } from './channel.rig.ts';
import { standIns } from './simulatorPatches.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let channel: Channel;
/** A code that is no longer used. */
let earlier = '';

beforeAll(async () => {
  channel = await Channel.open(folder.path, { standIns });
}, 120_000);

afterAll(async () => {
  await channel?.close();
});

/** Goes from Home to the support page; returns the words of the voice guide there. */
async function support(): Promise<string> {
  await channel.press('Info');
  await channel.on('account');
  await channel.press('Right', 'Select');
  await channel.on('support');
  return channel.sees(new RegExp(`^VOICE ${en['support.title']}\\. `));
}

/** One viewer and a call to support; each step continues where the previous one ended. */
describe('what the Roku channel tells support', { timeout: 180_000 }, () => {
  it('says which app and device it is, and what was asked of the service', async () => {
    await channel.launch();
    await channel.sees(/^BEACON AppLaunchComplete$/);
    const words = await support();
    expect(words).toContain(`${en['support.version']}: Northstar 1.2.3`);
    expect(words).toMatch(/Device: [0-9A-F]{4}-[0-9A-F]{4} · Roku \w+ · Roku OS \d+\.\d+\./);
    expect(words).toContain(`${en['support.provider']}: ${en['support.signedOut']}`);
    expect(words).toContain(`${en['support.problem']}: ${en['support.noProblem']}`);
    expect(words).toMatch(/−\d:\d\d, GET \/api\/v2\/NORTHSTAR\/profiles, 200 · \d+ ms/);
    expect(words).toMatch(/−\d:\d\d, GET \/programmer\/feed\.json, 200 · \d+ ms/);
    expect(words).toMatch(new RegExp(`${en['action.back']}$`));
  });

  it('holds that in a QR code, too', async () => {
    expect(await channel.qr()).toMatch(/^Northstar\n1\.2\.3\n[0-9A-F]{4}-[0-9A-F]{4}$/);
    await channel.press('Back');
    await channel.on('account');
    await channel.press('Back');
    await channel.on('home');
  });

  it('keeps registration codes out of it', async () => {
    await channel.press('Info');
    await channel.on('account');
    await channel.press('Select');
    await channel.on('signIn');
    earlier = await channel.code();
    await channel.hasAsked(/^GET \/api\/v2\/NORTHSTAR\/profiles\/code\//);
    await channel.press('Back');
    await channel.on('home');
    const words = await support();
    expect(words).toMatch(/GET \/api\/v2\/NORTHSTAR\/profiles\/code\/…, \d+ · \d+ ms/);
    expect(words).not.toContain(earlier);
    await channel.press('Back');
    await channel.on('account');
  });

  it('tells the last problem, with the request that failed', async () => {
    channel.sandbox.control.addFault({ path: '/api/v2/**', status: 503, times: 0 });
    await channel.press('Select');
    await channel.on('signIn');
    await channel.sees(new RegExp(`^SAYS .*${en['problem.service.title']}`));
    await channel.press('Back');
    await channel.on('home');
    const words = await support();
    expect(words).toContain(`${en['support.problem']}: service_failed`);
    expect(words).toMatch(/\/api\/v2\/NORTHSTAR\/\S+, 503 · \d+ ms, service_failed/);
    await channel.press('Back');
    await channel.on('account');
  });
});

describe('a Roku that loses its network', { timeout: 180_000 }, () => {
  it('says so over any screen', async () => {
    await channel.input({ network: 'off' });
    expect(await channel.sees(/^NOTICE /)).toBe(`NOTICE ${en['notice.offline']}`);
    await channel.sees(new RegExp(`^VOICE ${en['notice.offline']}$`));
    await channel.press('Select');
    await channel.on('signIn');
    await channel.sees(new RegExp(`^SAYS .*${en['problem.service.title']}`));
    // The notice stays while there is no network.
    expect(channel.said).not.toContain('NOTICE gone');
  });

  it('goes on by itself when the network is back, and says that it is', async () => {
    channel.sandbox.control.clearFaults();
    channel.keepArtAway();
    await channel.input({ network: 'on' });
    expect(await channel.sees(/^NOTICE /)).toBe(`NOTICE ${en['notice.online']}`);
    // No key was pressed: the code arrives by itself.
    await channel.sees(new RegExp(`^SAYS .*${en['signIn.title']}`));
    expect(await channel.qr()).toContain(await channel.code(earlier));
    await channel.sees(/^NOTICE gone$/);
  });
});
