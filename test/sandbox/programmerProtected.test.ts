import { describe, expect, it } from 'vitest';
import { createStage, lines, ORIGIN } from './programmer.support.ts';

type Stage = ReturnType<typeof createStage>;

interface Released {
  readonly url: string;
  readonly drm?: readonly {
    readonly system: string;
    readonly licenseUrl: string;
    readonly headers: Record<string, string>;
  }[];
}

async function release(
  stage: Stage,
  item: string,
  query = '?drm=clearkey',
  drm: readonly string[] = ['clearkey'],
): Promise<{ status: number; body: Released }> {
  const answer = await stage.programmer.routes.request(`/play${query}`, {
    method: 'POST',
    body: JSON.stringify({ item, mediaToken: 'good-for NORTHSTAR-MAIN', drm }),
  });
  return { status: answer.status, body: (await answer.json()) as Released };
}

/** Requests the keys of these ids as a browser's DRM module does. */
async function licence(
  stage: Stage,
  url: string,
  headers: Record<string, string>,
  kids: readonly string[],
) {
  return stage.programmer.routes.request(url.replace(`${ORIGIN}/programmer`, ''), {
    method: 'POST',
    headers,
    body: JSON.stringify({ kids, type: 'temporary' }),
  });
}

async function bytesOf(stage: Stage, url: string): Promise<Buffer> {
  const answer = await stage.get(url);
  expect(answer.status, url).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** The key id in an initialization segment, in the form of a licence request. */
function kidIn(init: Buffer): string {
  const at = init.indexOf('tenc');
  expect(at).toBeGreaterThan(0);
  return init.subarray(at + 12, at + 28).toString('base64url');
}

describe('a protected film', () => {
  it.each([
    ['the-long-meridian', 'h264/'],
    ['the-long-meridian', 'vp9/'],
    ['glass-harvest', 'aac-en/'],
  ])('%s, %s is encrypted, and is as long as the plain one', async (item, folder) => {
    const stage = createStage();
    const hidden = (await release(stage, item)).body.url.replace(/[^/]+$/, folder);
    const plain = (await release(stage, item, '')).body.url.replace(/[^/]+$/, folder);
    expect((await bytesOf(stage, `${hidden}init.mp4`)).includes('pssh')).toBe(true);
    const [a, b] = [await bytesOf(stage, `${hidden}1.m4s`), await bytesOf(stage, `${plain}1.m4s`)];
    const samples = (segment: Buffer) => segment.subarray(segment.lastIndexOf('mdat'));
    expect(samples(a)).toHaveLength(samples(b).length);
    expect(samples(a).equals(samples(b))).toBe(false);
    expect(a.includes('senc') && a.includes('saiz') && a.includes('saio')).toBe(true);
    expect(b.includes('senc')).toBe(false);
  });

  it('says so in its playlists and in its manifest', async () => {
    const stage = createStage();
    const film = (await release(stage, 'the-long-meridian')).body.url;
    const playlist = await lines(await stage.get(film.replace(/[^/]+$/, 'h264/index.m3u8')));
    expect(playlist.filter((line) => line.startsWith('#EXT-X-KEY'))).toHaveLength(1);
    const dash = await (await stage.get((await release(stage, 'paper-islands')).body.url)).text();
    expect(dash.match(/cenc:default_KID/g)?.length).toBe(dash.match(/<AdaptationSet/g)?.length);
  });

  it('is not released to a device that does not know the protection', async () => {
    const { status, body } = await release(createStage(), 'the-long-meridian', '?drm=clearkey', []);
    expect([status, body]).toMatchObject([403, { error: { action: 'none' } }]);
  });

  it('stays plain where nobody asks for protection, and where its form knows none', async () => {
    const stage = createStage();
    expect((await release(stage, 'the-long-meridian', '')).body.drm).toBeUndefined();
  });
});

describe('the licence endpoint', () => {
  it('gives the keys of a title to the playback that it was released for, and to no other', async () => {
    const stage = createStage();
    const { url, drm = [] } = (await release(stage, 'the-long-meridian')).body;
    const [way] = drm;
    if (!way) throw new Error('not protected');
    const kid = kidIn(await bytesOf(stage, url.replace(/[^/]+$/, 'vp9/init.mp4')));
    const given = await licence(stage, way.licenseUrl, way.headers, [kid]);
    expect(await given.json()).toMatchObject({
      keys: [{ kty: 'oct', kid, k: expect.stringMatching(/^[\w-]{22}$/) }],
      type: 'temporary',
    });
    const ask = async (headers: Record<string, string>, kids = [kid], at = way.licenseUrl) =>
      (await licence(stage, at, headers, kids)).status;
    expect(await ask({})).toBe(401);
    expect(await ask({ Authorization: 'Bearer guessed' })).toBe(403);
    const plain = (await release(stage, 'the-long-meridian', '')).body.url.split('/')[5] ?? '';
    expect(await ask({ Authorization: `Bearer ${plain}` })).toBe(403);
    const other = (await release(stage, 'quiet-orbit')).body.drm?.[0];
    expect(await ask(other?.headers ?? {})).toBe(403);
    expect(await ask(other?.headers ?? {}, [kid], other?.licenseUrl)).toBe(404);
    expect(await ask(way.headers, ['AAAA'])).toBe(404);
    stage.now += 5 * 60 * 60 * 1000;
    expect(await ask(way.headers)).toBe(403);
  });

  it('gives the keys of a channel as they change, also those that can still be sought in', async () => {
    const stage = createStage();
    const { url, drm = [] } = (
      await release(stage, 'live-northstar-main', '?drm=clearkey&rotate=3')
    ).body;
    const [way] = drm;
    const folder = url.replace(/[^/]+$/, 'vp9/');
    const playlist = await lines(await stage.get(`${folder}index.m3u8`));
    const maps = playlist.flatMap((line) => /URI="(init-\d+\.mp4)"/.exec(line)?.[1] ?? []);
    const kids = new Set<string>();
    for (const map of maps) kids.add(kidIn(await bytesOf(stage, `${folder}${map}`)));
    expect(kids.size).toBeGreaterThanOrEqual(3);
    const given = await licence(stage, way?.licenseUrl ?? '', way?.headers ?? {}, [...kids]);
    expect(((await given.json()) as { keys: unknown[] }).keys).toHaveLength(kids.size);
    for (const line of playlist.filter((each) => each.endsWith('.m4s'))) {
      expect((await bytesOf(stage, folder + line)).includes('senc')).toBe(true);
    }
  });
});
