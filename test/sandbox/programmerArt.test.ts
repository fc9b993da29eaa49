import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawTitle, hashOf } from '../../apps/network/art/draw.ts';
import { POSTER_WIDTHS } from '../../apps/network/art/posters.ts';
import { titles } from '../../apps/network/titles/index.ts';
import { createStage } from './programmer.support.ts';

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('art', () => {
  it.each([320, 960, 1920])('is a 16:9 JPEG of the asked width, %i', async (width) => {
    const response = await createStage().get(`art/the-long-meridian.jpg?w=${width}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const { format, width: w, height: h } = await sharp(await bytesOf(response)).metadata();
    expect({ format, w, h }).toEqual({ format: 'jpeg', w: width, h: (width * 9) / 16 });
  });

  it('gives the next larger width for one that is not offered, 960 for none', async () => {
    const stage = createStage();
    const widthOf = async (query: string) =>
      (await sharp(await bytesOf(await stage.get(`art/tidewater.jpg${query}`))).metadata()).width;
    expect(await widthOf('?w=400')).toBe(960);
    expect(await widthOf('?w=9999')).toBe(1920);
    expect(await widthOf('?w=wide')).toBe(1920);
    expect(await widthOf('')).toBe(960);
  });

  it('is drawn from the drawings that the code makes; else: npm run art', async () => {
    const drawn = JSON.parse(await readFile('apps/network/posters/drawings.json', 'utf8'));
    expect(drawn).toEqual(
      Object.fromEntries(titles.map(({ id }) => [id, hashOf(drawTitle(id) ?? '')])),
    );
  });

  it('differs visibly between any two items, and is the same picture in every width', async () => {
    const stage = createStage();
    const tiny = (picture: Buffer) => sharp(picture).resize(16, 9).removeAlpha().raw().toBuffer();
    const drawings = new Map<string, Buffer>();
    for (const { id } of titles) drawings.set(id, await tiny(Buffer.from(drawTitle(id) ?? '')));
    expect(new Set([...drawings.values()].map((raw) => raw.toString('hex'))).size).toBe(
      titles.length,
    );
    for (const { id } of titles) {
      for (const width of POSTER_WIDTHS) {
        const served = await tiny(await bytesOf(await stage.get(`art/${id}.jpg?w=${width}`)));
        const far = (id: string) =>
          drawings
            .get(id)
            ?.reduce((sum, value, at) => sum + Math.abs(value - (served[at] ?? 0)), 0) ??
          Number.POSITIVE_INFINITY;
        const [nearest] = [...drawings.keys()].sort((a, b) => far(a) - far(b));
        expect({ width, id: nearest }).toEqual({ width, id });
      }
    }
  });

  it('is drawn the same way every time', () => {
    expect(drawTitle('quiet-orbit')).toBe(drawTitle('quiet-orbit'));
    expect(drawTitle('quiet-orbit')).not.toContain('NaN');
  });

  it('has no NaN in any drawing', () => {
    for (const { id } of titles) {
      expect(drawTitle(id), id).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('comes as SVG too', async () => {
    const response = await createStage().get('art/tidewater.svg');
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg /);
  });

  it('is not sent again to a client that has it', async () => {
    const stage = createStage();
    const first = await stage.get('art/tidewater.jpg?w=320');
    const tag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toContain('max-age=');
    const again = await stage.get('art/tidewater.jpg?w=320', { 'If-None-Match': tag });
    expect(again.status).toBe(304);
    const other = await stage.get('art/tidewater.jpg?w=960', { 'If-None-Match': tag });
    expect(other.status).toBe(200);
  });

  it('is 404 for an item that does not exist', async () => {
    const stage = createStage();
    expect((await stage.get('art/nothing.jpg')).status).toBe(404);
    expect((await stage.get('art/nothing.svg')).status).toBe(404);
    expect((await stage.get('art/..%2F..%2Fart%2Ftidewater.jpg')).status).toBe(404);
  });
});
