import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { AppDescription } from './app.ts';
import { PackageError } from './fault.ts';

/** px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The colour of the app's own screens, so that nothing flashes when it starts. */
export const background = '#0b0d16';

type Look = Pick<AppDescription, 'icon' | 'accentColor'>;

/**
 * A picture of the app, PNG: the network's own icon, or a screen with a dot in its accent colour. No
 * letters are drawn: they would look different on every computer that packs.
 * @param part how much of the shorter side the picture fills, 0 to 1
 * @throws PackageError when the icon is not usable
 */
export async function drawIcon(app: Look, size: Size, part = 1): Promise<Uint8Array> {
  const side = Math.round(Math.min(size.width, size.height) * part);
  const mark = await sharp(app.icon === null ? drawn(app.accentColor) : await ownIcon(app.icon))
    .resize(side, side, { fit: 'contain', background })
    .png()
    .toBuffer();
  return sharp({ create: { ...size, channels: 3, background } })
    .composite([{ input: mark }])
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Width and height of a PNG file; null when it is none. */
export function pngSize(bytes: Uint8Array | undefined): Size | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes === undefined || bytes.length < 24) return null;
  if (signature.some((byte, index) => bytes[index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
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
