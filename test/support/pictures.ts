import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { root } from '../../tools/paths.ts';

/** When set, new pictures are stored instead of compared: `npm run approve-pictures`. */
export const approving = (process.env.COUCHPASS_APPROVE_PICTURES ?? '') !== '';

/** Pictures that a person has looked at and approved. */
const approvedFolder = join(root, 'test', 'e2e', 'pictures');
/** The new pictures that differ, with the places where they differ. */
const differentFolder = join(root, '.cache', 'pictures');

/**
 * The allowed difference. Edges of letters differ between machines, and WebP changes them too: both
 * pictures are blurred a little, small differences do not count, and a field of `field` pixels may differ
 * in `share` of its area. So one changed word is found wherever it is, and a thousand soft edges are
 * ignored.
 */
const tolerance = { colour: 40, field: 24, share: 0.12 } as const;

interface Raw {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** One picture of a sheet; a row holds several. */
export interface Cell {
  /** PNG, or anything that sharp reads. */
  readonly picture: Buffer;
  /** Its width in the file in pixels; its height follows. */
  readonly width: number;
}

/**
 * Compares pictures, laid out in `columns` on one sheet, with the approved sheet of that name.
 * @returns null when they look the same, otherwise a description of the difference
 */
export async function comparePictures(
  name: string,
  cells: readonly Cell[],
  columns: number,
): Promise<string | null> {
  const sheet = await layOut(cells, columns);
  const file = join(approvedFolder, `${name}.webp`);
  const different = join(differentFolder, name.replaceAll('/', '-'));
  await rm(`${different}.now.png`, { force: true });
  if (approving) {
    await mkdir(dirname(file), { recursive: true });
    // The file stays as it is when its picture has not changed visibly.
    if ((await difference(sheet, file)) !== null) await writeFile(file, await webp(sheet));
    return null;
  }
  const wrong = await difference(sheet, file);
  if (wrong === null) return null;
  await mkdir(differentFolder, { recursive: true });
  await sharp(sheet.data, { raw: { ...sheet, channels: 3 } })
    .png()
    .toFile(`${different}.now.png`);
  return `${name} ${wrong}; see ${different}.now.png`;
}

async function difference(sheet: Raw, file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return 'has not been approved yet';
  const approved = await softened(sharp(bytes));
  const now = await softened(sharp(sheet.data, { raw: { ...sheet, channels: 3 } }));
  if (approved.width !== now.width || approved.height !== now.height) {
    return `is ${now.width} x ${now.height}, not ${approved.width} x ${approved.height}`;
  }
  const place = fieldThatDiffers(approved, now);
  return place === null ? null : `looks different around ${place}`;
}

function fieldThatDiffers(a: Raw, b: Raw): string | null {
  const { field } = tolerance;
  const across = Math.ceil(a.width / field);
  const counts = new Uint32Array(across * Math.ceil(a.height / field));
  for (let at = 0; at < a.data.length; at += 3) {
    const distance = Math.max(
      Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0)),
      Math.abs((a.data[at + 1] ?? 0) - (b.data[at + 1] ?? 0)),
      Math.abs((a.data[at + 2] ?? 0) - (b.data[at + 2] ?? 0)),
    );
    if (distance <= tolerance.colour) continue;
    const pixel = at / 3;
    const x = Math.floor((pixel % a.width) / field);
    const y = Math.floor(pixel / a.width / field);
    counts[y * across + x] = (counts[y * across + x] ?? 0) + 1;
  }
  const worst = counts.reduce(
    (best, count, index) => (count > (counts[best] ?? 0) ? index : best),
    0,
  );
  if ((counts[worst] ?? 0) <= tolerance.share * field * field) return null;
  return `${(worst % across) * field},${Math.floor(worst / across) * field}`;
}

async function softened(image: Sharp): Promise<Raw> {
  const { data, info } = await image
    .removeAlpha()
    .blur(1.1)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function layOut(cells: readonly Cell[], columns: number): Promise<Raw> {
  const gap = 8;
  const resized = await Promise.all(
    cells.map(async ({ picture, width }) => {
      const { data, info } = await sharp(picture)
        .removeAlpha()
        .resize({ width })
        .png()
        .toBuffer({ resolveWithObject: true });
      return { data, width: info.width, height: info.height };
    }),
  );
  const placed: { input: Buffer; left: number; top: number }[] = [];
  let [right, top] = [0, 0];
  for (let first = 0; first < resized.length; first += columns) {
    const line = resized.slice(first, first + columns);
    let left = 0;
    for (const { data, width } of line) {
      placed.push({ input: data, left, top });
      left += width + gap;
    }
    right = Math.max(right, left - gap);
    top += Math.max(...line.map(({ height }) => height)) + gap;
  }
  const { data, info } = await sharp({
    create: { width: right, height: top - gap, channels: 3, background: '#808080' },
  })
    .composite(placed)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function webp({ data, width, height }: Raw): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality: 72, effort: 6 })
    .toBuffer();
}
