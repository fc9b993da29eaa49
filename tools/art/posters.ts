import sharp, { type JpegOptions } from 'sharp';
import { drawTitle, hashOf } from '../../apps/network/art/draw.ts';
import { POSTER_WIDTHS, type PosterWidth, posterFile } from '../../apps/network/art/posters.ts';
import { titles } from '../../apps/network/titles/index.ts';
import type { Drawn } from './drawn.ts';

/** JPEG settings. The widest pictures are the largest files: they have coarser colours, and are packed better. */
const encodings: Readonly<Record<PosterWidth, JpegOptions>> = {
  320: { quality: 82, chromaSubsampling: '4:4:4' },
  960: { quality: 82, chromaSubsampling: '4:4:4' },
  1920: { quality: 75, chromaSubsampling: '4:2:0', mozjpeg: true },
};

/**
 * The JPEGs of every title, with their paths below `apps/network/posters`, and a list of what they were drawn from: a
 * test compares it with the drawings of the code.
 */
export async function* drawPosters(): AsyncGenerator<Drawn> {
  const drawings: Record<string, string> = {};
  for (const { id } of titles) {
    const drawing = drawTitle(id) ?? '';
    drawings[id] = hashOf(drawing);
    const svg = Buffer.from(drawing);
    for (const width of POSTER_WIDTHS) {
      const picture = sharp(svg).resize(width, (width * 9) / 16);
      const bytes = await picture.jpeg(encodings[width]).toBuffer();
      yield { file: posterFile(id, width), bytes };
    }
  }
  yield { file: 'drawings.json', bytes: Buffer.from(`${JSON.stringify(drawings, null, 2)}\n`) };
}
