import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawTitle } from '../../apps/sandbox/programmer/art/draw.ts';
import { titles } from '../../apps/sandbox/programmer/titles/index.ts';
import { createStage } from './programmer.support.ts';

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('art', () => {
  it.each([320, 480, 960, 1280, 1920])('is a 16:9 JPEG of the asked width, %i', async (width) => {
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
    expect(await widthOf('?w=400')).toBe(480);
    expect(await widthOf('?w=9999')).toBe(1920);
    expect(await widthOf('?w=wide')).toBe(1920);
    expect(await widthOf('')).toBe(960);
  });

  it('differs between any two items, in what is seen and not only in bytes', async () => {
    const seen = new Map<string, string>();
    for (const { id } of titles) {
      const svg = drawTitle(id) ?? '';
      const small = await sharp(Buffer.from(svg)).resize(16, 9).removeAlpha().raw().toBuffer();
      const print = createHash('sha1').update(small).digest('hex');
      expect(seen.get(print), id).toBeUndefined();
      seen.set(print, id);
    }
  });

  it('is drawn the same way every time', () => {
    expect(drawTitle('quiet-orbit')).toBe(drawTitle('quiet-orbit'));
    expect(drawTitle('quiet-orbit')).not.toContain('NaN');
  });

  it('has no broken number in any drawing', () => {
    for (const { id } of titles) {
      expect(drawTitle(id), id).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('comes as SVG too', async () => {
    const response = await createStage().get('art/tidewater.svg');
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg /);
  });

  it('is not sent again to who has it', async () => {
    const stage = createStage();
    const first = await stage.get('art/tidewater.jpg?w=320');
    const tag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toContain('max-age=');
    const again = await stage.get('art/tidewater.jpg?w=320', { 'If-None-Match': tag });
    expect(again.status).toBe(304);
    const other = await stage.get('art/tidewater.jpg?w=480', { 'If-None-Match': tag });
    expect(other.status).toBe(200);
  });

  it('is 404 for an item that does not exist', async () => {
    const stage = createStage();
    expect((await stage.get('art/nothing.jpg')).status).toBe(404);
    expect((await stage.get('art/nothing.svg')).status).toBe(404);
  });
});
