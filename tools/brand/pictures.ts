import { readFile } from 'node:fs/promises';
import { contrast } from '@couchpass/tv';
import sharp from 'sharp';
import { pngSize } from '../package/png.ts';
import type { Findings } from './fault.ts';

/** Pictures for stores and launchers, in `art/` beside settings.json; missing ones are drawn. */
export const artFiles = {
  'icon.png':
    'a square of at least 512 x 512, of which every icon below is drawn that is not there itself',
  'tizen-icon.png': { width: 512, height: 423 },
  'webos-icon.png': { width: 80, height: 80 },
  'webos-large-icon.png': { width: 130, height: 130 },
  'webos-splash.png': { width: 1920, height: 1080 },
  'roku-icon-fhd.png': { width: 540, height: 405 },
  'roku-icon-hd.png': { width: 290, height: 218 },
  'roku-splash-fhd.png': { width: 1920, height: 1080 },
  'roku-splash-hd.png': { width: 1280, height: 720 },
  'phone-icon.png': 'a square, for the tab of the phone page',
  'phone-icon.svg': 'a square, for the tab of the phone page',
} as const;

export type ArtName = keyof typeof artFiles;
export type Art = Readonly<Partial<Record<ArtName, string>>>;

export const artNames = Object.keys(artFiles) as ArtName[];

/** Checks one picture of `art/`. */
export async function checkArt(
  name: ArtName,
  path: string,
  { key, found }: { readonly key: string; readonly found: Findings },
): Promise<void> {
  const wanted = artFiles[name];
  const allowed =
    typeof wanted === 'string' ? wanted : `a PNG picture of ${wanted.width} x ${wanted.height}`;
  const bytes = await readFile(path);
  if (name.endsWith('.svg')) {
    if (!(await isPicture(bytes))) found.fault(key, 'is no picture', allowed);
    return;
  }
  const size = pngSize(bytes);
  if (size === null) return found.fault(key, 'is not PNG', allowed);
  const { width, height } = size;
  const fits =
    typeof wanted === 'string'
      ? width === height && (name !== 'icon.png' || width >= 512)
      : width === wanted.width && height === wanted.height;
  if (!fits) found.fault(key, `is ${width} x ${height}`, allowed);
  else if (!(await isPicture(bytes))) found.fault(key, 'is damaged', allowed);
}

export async function isPicture(bytes: Buffer): Promise<boolean> {
  return sharp(bytes)
    .toColourspace('srgb')
    .raw()
    .toBuffer()
    .then(
      () => true,
      () => false,
    );
}

/** Mean contrast (WCAG) of a logo's painted parts to each background. */
export async function contrastOfLogo(bytes: Buffer, grounds: readonly number[]): Promise<number[]> {
  const { data } = await sharp(bytes, { density: 150 })
    .resize({ width: 64, height: 64, fit: 'inside' })
    .ensureAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sums = grounds.map(() => 0);
  let painted = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(at, at + 4);
    if (alpha < 128) continue;
    painted += 1;
    const value = ((0xff << 24) | (r << 16) | (g << 8) | b) >>> 0;
    grounds.forEach((ground, index) => {
      sums[index] = (sums[index] ?? 0) + contrast(value, ground);
    });
  }
  return sums.map((sum) => (painted === 0 ? 1 : sum / painted));
}
