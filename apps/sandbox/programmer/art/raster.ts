import { createRandom } from './random.ts';

/** The available widths; a request for another width gets the next larger one. */
export const ART_WIDTHS = [320, 480, 960, 1280, 1920] as const;

const QUALITY = 82;
/** Pictures at least this wide get grain; on smaller ones the steps in gradients are not visible. */
const GRAIN_FROM = 1280;
const GRAIN_SIZE = 256;
/** Strength of the noise: values differ from medium grey by at most 1.5 times this, of 255. */
const GRAIN_DEPTH = 18;
/** The size of the cache of finished pictures, in bytes. */
const CACHE_LIMIT = 48 * 1024 * 1024;

/** The available width for `wanted`; 960 when the request does not give one. */
export function artWidth(wanted: string | undefined): number {
  const width = wanted === undefined ? 960 : Number(wanted);
  return ART_WIDTHS.find((offered) => offered >= width) ?? 1920;
}

export interface Rasteriser {
  /** JPEG of an SVG text; `key` names the picture and the width, for the cache. */
  jpeg(key: string, width: number, svg: () => string): Promise<Uint8Array>;
}

export function createRasteriser(): Rasteriser {
  // A Map keeps the order of insertion, so the first key is the least recently used one.
  const finished = new Map<string, Uint8Array>();
  const underWay = new Map<string, Promise<Uint8Array>>();
  let held = 0;

  const keep = (key: string, bytes: Uint8Array) => {
    finished.set(key, bytes);
    held += bytes.length;
    for (const [oldest, { length }] of finished) {
      if (held <= CACHE_LIMIT) break;
      finished.delete(oldest);
      held -= length;
    }
  };

  return {
    jpeg: (key, width, svg) => {
      const ready = finished.get(key);
      if (ready) {
        finished.delete(key);
        finished.set(key, ready);
        return Promise.resolve(ready);
      }
      const started = underWay.get(key);
      if (started) return started;
      const work = rasterise(svg(), width)
        .then((bytes) => {
          keep(key, bytes);
          return bytes;
        })
        .finally(() => underWay.delete(key));
      underWay.set(key, work);
      return work;
    },
  };
}

async function rasterise(svg: string, width: number): Promise<Uint8Array> {
  // Loaded for the first picture only: it is native code, and the sandbox must start without it.
  const { default: sharp } = await import('sharp');
  const picture = sharp(Buffer.from(svg)).resize(width, Math.round((width * 9) / 16));
  if (width >= GRAIN_FROM) {
    const raw = { width: GRAIN_SIZE, height: GRAIN_SIZE, channels: 3 as const };
    picture.composite([{ input: grain(), raw, tile: true, blend: 'soft-light' }]);
  }
  return picture.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
}

let grainTile: Buffer | undefined;

/** Noise around medium grey: it hides the visible steps of wide gradients with eight bits per channel. */
function grain(): Buffer {
  if (grainTile) return grainTile;
  const random = createRandom('grain');
  const tile = Buffer.alloc(GRAIN_SIZE * GRAIN_SIZE * 3);
  for (let at = 0; at < tile.length; at += 3) {
    const bell = random.next() + random.next() + random.next() - 1.5;
    tile.fill(128 + Math.round(bell * GRAIN_DEPTH), at, at + 3);
  }
  grainTile = tile;
  return tile;
}
