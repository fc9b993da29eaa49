import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { ArtName } from '../brand/pictures.ts';
import type { AppDescription } from './app.ts';
import { PackageError } from './fault.ts';
import { pngSize, type Size } from './png.ts';

export { pngSize, type Size } from './png.ts';

type Look = Pick<AppDescription, 'icon' | 'logo' | 'accentColor' | 'background'> &
  Partial<Pick<AppDescription, 'art'>>;

/**
 * A picture of the app, PNG: the network's own picture of that name, else its icon, else its logo, else a drawn
 * screen with a dot in its accent colour. The background is that of the app's screens, so that the start does not
 * flash. No text is drawn, because it would look different on every computer.
 * @param part how much of the shorter side the picture fills, 0 to 1
 * @throws PackageError when the icon is not usable
 */
export async function drawIcon(
  app: Look,
  size: Size,
  part = 1,
  name?: ArtName,
): Promise<Uint8Array> {
  const own = name === undefined ? undefined : app.art?.[name];
  if (own !== undefined) return readFile(own);
  const { background } = app;
  const mark = await sharp(...(await markOf(app)))
    .resize(...roomFor(app, size, part), { fit: 'contain', background })
    .png()
    .toBuffer();
  return sharp({ create: { ...size, channels: 3, background } })
    .composite([{ input: mark }])
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer();
}

async function markOf({ icon, logo, accentColor }: Look): Promise<[Buffer, { density: number }?]> {
  if (icon !== null) return [await ownIcon(icon)];
  // An SVG is drawn at this density, so that scaling it loses nothing.
  return logo === null ? [drawn(accentColor)] : [await readFile(logo), { density: 300 }];
}

/** The size of the picture: a square, except for a logo, which is wide. */
function roomFor({ icon, logo }: Look, size: Size, part: number): [number, number] {
  const side = Math.round(Math.min(size.width, size.height) * part);
  if (icon !== null || logo === null) return [side, side];
  const share = part < 0.5 ? 0.4 : 0.8;
  return [Math.round(size.width * share), Math.round(size.height * share)];
}

async function ownIcon(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch(() => null);
  const size = bytes === null ? null : pngSize(bytes);
  if (bytes !== null && size && size.width === size.height && size.width >= 512) return bytes;
  const wrong =
    bytes === null
      ? `names ${path}, which cannot be read`
      : `names ${path}, which ${size ? `is ${size.width} x ${size.height}` : 'is not PNG'}`;
  throw new PackageError([
    { key: 'appSettings.platforms.icon', wrong, allowed: 'a square PNG of at least 512 x 512' },
  ]);
}

function drawn(accentColor: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="3 3.5 26 26" width="1024" height="1024">
  <rect x="6" y="8" width="20" height="13" rx="2.5" fill="none" stroke="#f6f3ec" stroke-width="2.2"/>
  <path d="M11 25h10" stroke="#f6f3ec" stroke-width="2.2" stroke-linecap="round"/>
  <circle cx="16" cy="14.5" r="2.8" fill="${accentColor}"/>
</svg>`);
}
