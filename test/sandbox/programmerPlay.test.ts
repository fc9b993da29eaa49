import { describe, expect, it } from 'vitest';
import { GRANT_LIFE } from '../../apps/sandbox/programmer/streams/grants.ts';
import { createStage, ORIGIN, type Stage } from './programmer.support.ts';

const GOOD = 'good-for NORTHSTAR-MAIN';

async function released(stage: Stage, item: string, mediaToken?: string) {
  const response = await stage.play({ item, mediaToken });
  expect(response.status).toBe(200);
  return (await response.json()) as { url: string; type: string };
}

describe('POST play', () => {
  it('releases a protected stream for a media token of its resource', async () => {
    const stage = createStage();
    const { url, type } = await released(stage, 'the-long-meridian', GOOD);
    expect(type).toBe('application/vnd.apple.mpegurl');
    expect(url).toMatch(/^http:\/\/localhost:8700\/programmer\/streams\/[\w-]{32}\/the-long-/);
    expect(url).not.toContain('NORTHSTAR-MAIN');
    expect(stage.asked).toEqual([{ token: GOOD, resource: 'NORTHSTAR-MAIN' }]);
    expect((await stage.get(url)).status).toBe(200);
  });

  it('releases WebM where that is what the programmer has', async () => {
    const stage = createStage();
    const { url, type } = await released(stage, 'the-cartographers-son', GOOD);
    expect(type).toBe('video/webm');
    const head = new Uint8Array(await (await stage.get(url)).arrayBuffer()).slice(0, 4);
    expect([...head]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  });

  it.each([
    ['old', 'TOKEN_EXPIRED'],
    ['forged', 'INVALID_SIGNATURE'],
    ['nonsense', 'INVALID_TOKEN_FORMAT'],
    ['good-for NORTHSTAR-SPORT', 'INVALID_RESOURCE_ID'],
  ])(
    'refuses the token "%s" with its verdict and releases nothing',
    async (mediaToken, verdict) => {
      const response = await createStage().play({ item: 'tidewater', mediaToken });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ error: 'media_token_rejected', verdict });
    },
  );

  it.each([undefined, null, ''])('asks for a token when there is none (%s)', async (mediaToken) => {
    const stage = createStage();
    const response = await stage.play({ item: 'tidewater', mediaToken });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'media_token_required' });
    expect(stage.asked).toEqual([]);
  });

  it('plays a free item without asking anybody', async () => {
    const stage = createStage();
    const { url } = await released(stage, 'undergrowth');
    expect(url).toBe(`${ORIGIN}/programmer/streams/free/undergrowth/master.m3u8`);
    expect(stage.asked).toEqual([]);
  });

  it('knows no other items and no other shapes', async () => {
    const stage = createStage();
    expect((await stage.play({ item: 'nothing', mediaToken: GOOD })).status).toBe(404);
    for (const body of [
      '',
      '{',
      '[]',
      '7',
      '{}',
      { item: 7 },
      { item: 'tidewater', mediaToken: 7 },
    ]) {
      const response = await stage.play(body);
      expect(response.status, JSON.stringify(body)).toBe(400);
      expect(await response.json()).toEqual({ error: 'bad_request' });
    }
    expect(stage.asked).toEqual([]);
    expect(stage.programmer.playLog()).toEqual([]);
  });
});

describe('the play log', () => {
  it('says when, what and why, and holds no token', async () => {
    const stage = createStage();
    await stage.play({ item: 'tidewater', mediaToken: GOOD });
    stage.now += 1000;
    await stage.play({ item: 'tidewater', mediaToken: 'old' });
    await stage.play({ item: 'tidewater' });
    await stage.play({ item: 'undergrowth' });
    const log = stage.programmer.playLog();
    expect(log.map(({ item, verdict }) => [item, verdict])).toEqual([
      ['tidewater', 'VALID_TOKEN'],
      ['tidewater', 'TOKEN_EXPIRED'],
      ['tidewater', 'NO_TOKEN'],
      ['undergrowth', 'FREE'],
    ]);
    expect((log[1]?.time ?? 0) - (log[0]?.time ?? 0)).toBe(1000);
    expect(log[0]?.tokenHash).toMatch(/^[0-9a-f]{12}$/);
    expect(log[1]?.tokenHash).not.toBe(log[0]?.tokenHash);
    expect(log[2]?.tokenHash).toBe('');
    const told = await (await stage.get('plays')).text();
    expect(JSON.parse(told)).toEqual(log);
    expect(told).not.toContain('good-for');
  });
});

describe('the stream gate', () => {
  it('refuses unknown grants and protected items under the free path', async () => {
    const stage = createStage();
    for (const path of [
      'streams/free/tidewater/master.m3u8',
      'streams/free/tidewater/h264/0.m4s',
      'streams/guess/tidewater/master.m3u8',
      'streams/free/nothing/master.m3u8',
    ]) {
      expect((await stage.get(path)).status, path).toBe(403);
    }
  });

  it('keeps a grant to the item it was given for', async () => {
    const stage = createStage();
    const { url } = await released(stage, 'tidewater', GOOD);
    expect((await stage.get(url.replace('/tidewater/', '/saltlight/'))).status).toBe(403);
  });

  it('gives every play a grant of its own', async () => {
    const stage = createStage();
    const first = await released(stage, 'tidewater', GOOD);
    const second = await released(stage, 'tidewater', GOOD);
    expect(second.url).not.toBe(first.url);
    expect((await stage.get(first.url)).status).toBe(200);
  });

  it('lets a grant expire by the sandbox clock, not with the media token', async () => {
    const stage = createStage();
    const { url } = await released(stage, 'tidewater', GOOD);
    stage.now += GRANT_LIFE - 1;
    expect((await stage.get(url)).status).toBe(200);
    stage.now += 1;
    expect((await stage.get(url)).status).toBe(403);
  });
});
