import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '@couchpass/core';
import sharp from 'sharp';
import { root } from '../paths.ts';

/** The network's own pictures for the channel: an address, a path in the package, or '' for none. */
export interface BrandPictures {
  readonly logo: string;
  readonly artwork: string;
}

/** px: the largest size at which each is drawn. */
const sizes = {
  logo: { width: 520, height: 104, fit: 'inside' },
  artwork: { width: 1280, height: 720, fit: 'cover' },
} as const;

/** Base of paths in settings.json, as for the other televisions. */
const beside = join(root, 'apps/tv');

/**
 * Converts a picture beside the app for a Roku and adds it to the package; addresses are not changed.
 * @param known present paths of the brand's files, by their paths in the apps
 * @throws SettingsError when a file cannot be read, or is not a picture
 */
export async function brandPictures(
  brand: Readonly<{ logo?: string | undefined; artwork?: string | undefined }>,
  known: ReadonlyMap<string, string> = new Map(),
): Promise<{ pictures: BrandPictures; files: [path: string, content: Buffer][] }> {
  const pictures = { logo: '', artwork: '' };
  const files: [string, Buffer][] = [];
  for (const name of ['logo', 'artwork'] as const) {
    const value = brand[name];
    if (value === undefined) continue;
    if (URL.canParse(value)) {
      pictures[name] = value;
      continue;
    }
    const path = `images/brand_${name}.png`;
    files.push([path, await pictureIn(value, known.get(value) ?? join(beside, value), name)]);
    pictures[name] = `pkg:/${path}`;
  }
  return { pictures, files };
}

async function pictureIn(path: string, file: string, name: keyof typeof sizes): Promise<Buffer> {
  const fault = (why: string) =>
    new SettingsError([
      {
        key: `appSettings.brand.${name}`,
        wrong: `holds ${JSON.stringify(path)}, and apps/tv/${path} ${why}`,
        allowed: 'an https:// address of a picture, or the path of one below apps/tv',
      },
    ]);
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw fault(`cannot be read (${error.code})`);
  });
  const { fit, ...size } = sizes[name];
  return sharp(content, { density: 300 })
    .resize({ ...size, fit, withoutEnlargement: name === 'logo' && !/\.svg$/i.test(path) })
    .png({ palette: name === 'artwork' })
    .toBuffer()
    .catch(() => {
      throw fault('is no picture');
    });
}
