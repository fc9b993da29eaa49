import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { root } from '../paths.ts';
import type { Findings } from './fault.ts';
import { type Art, type ArtName, artNames, checkArt, isPicture } from './pictures.ts';
import { type Theme, type Weight, weights } from './theme.ts';

/** Folder of a brand's files in every app. */
export const brandPath = 'static/brand';

/** The files of a brand for the apps: path in the app, and present path. */
export type BrandFiles = Map<string, string>;

const pictureTypes = ['.svg', '.png', '.jpg', '.jpeg', '.webp'];

/**
 * The file for a path in settings.json or theme.json: beside settings.json, or, for files of the app itself,
 * below apps/tv. Null when there is no such file.
 */
async function found(folder: string, path: string): Promise<string | null> {
  for (const base of [folder, join(root, 'apps', 'tv')]) {
    const file = join(base, path);
    if (isOutside(base, file)) continue;
    const known = await stat(file).catch(() => null);
    if (known?.isFile()) return file;
  }
  return null;
}

function isOutside(base: string, file: string): boolean {
  return relative(base, file).split(sep)[0] === '..';
}

interface Place {
  readonly folder: string;
  readonly findings: Findings;
}

/**
 * Takes a picture by its path.
 * @param name its name in the apps
 * @returns its path in the apps; undefined when it cannot be used
 */
export async function takePicture(
  path: string,
  name: string,
  key: string,
  { folder, findings, files }: Place & { readonly files: BrandFiles },
): Promise<string | undefined> {
  const file = await found(folder, path);
  const type = extname(path).toLowerCase();
  const allowed = `the path of a picture in the folder of settings.json: ${pictureTypes.join(', ')}; or its https:// address`;
  if (file === null) {
    findings.fault(key, `names ${path}, which is not there`, allowed);
  } else if (!pictureTypes.includes(type) || !(await isPicture(await readFile(file)))) {
    findings.fault(key, `names ${path}, which is no picture`, allowed);
  } else {
    const inApp = `${brandPath}/${name}${type}`;
    files.set(inApp, file);
    return inApp;
  }
  return undefined;
}

/** The first of these names that is a file in the folder; null for none. */
export async function firstOf(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const known = await stat(join(folder, name)).catch(() => null);
    if (known?.isFile()) return name;
  }
  return null;
}

const fontTypes: Readonly<Record<string, (head: Buffer) => boolean>> = {
  '.woff2': (head) => head.toString('latin1', 0, 4) === 'wOF2',
  '.woff': (head) => head.toString('latin1', 0, 4) === 'wOFF',
  '.ttf': (head) => head.readUInt32BE(0) === 0x00010000,
  '.otf': (head) => head.toString('latin1', 0, 4) === 'OTTO',
};

/** A weight without a file is drawn with the nearest weight that has one. */
const standIns: Readonly<Record<Weight, readonly Weight[]>> = {
  regular: ['regular'],
  semibold: ['semibold', 'bold', 'regular'],
  bold: ['bold', 'semibold', 'regular'],
};

/** @returns paths in the apps by weight; undefined when there is no typeface, or one of its files cannot be used */
export async function takeTypeface(
  { typeface }: Theme,
  key: string,
  { folder, findings, files }: Place & { readonly files: BrandFiles },
): Promise<Record<Weight, string> | undefined> {
  if (typeface === undefined) return undefined;
  const taken: Partial<Record<Weight, string>> = {};
  for (const [weight, path] of Object.entries(typeface) as [Weight, string][]) {
    const allowed = `the path of a font file in the folder of settings.json: ${Object.keys(fontTypes).join(', ')}`;
    const file = await found(folder, path);
    const type = extname(path).toLowerCase();
    if (file === null) {
      findings.fault(`${key}.${weight}`, `names ${path}, which is not there`, allowed);
      continue;
    }
    const bytes = await readFile(file);
    if (bytes.length < 12 || !fontTypes[type]?.(bytes)) {
      findings.fault(`${key}.${weight}`, `names ${path}, which is no font of that type`, allowed);
      continue;
    }
    taken[weight] = `${brandPath}/${weight}${type}`;
    files.set(`${brandPath}/${weight}${type}`, file);
  }
  const whole = weights.map((weight) => [
    weight,
    standIns[weight].map((name) => taken[name]).find((path) => path !== undefined),
  ]);
  return whole.every(([, path]) => path !== undefined) ? Object.fromEntries(whole) : undefined;
}

/** The pictures in `art/`; unknown files are reported. */
export async function takeArt(folder: string, findings: Findings): Promise<Art> {
  const art: Partial<Record<ArtName, string>> = {};
  const names = await readdir(join(folder, 'art')).catch((): string[] => []);
  for (const name of names.filter((one) => !one.startsWith('.')).sort()) {
    const key = `art/${name}`;
    if (!artNames.includes(name as ArtName)) {
      findings.fault(key, 'is no picture that a package has', artNames.join(', '));
      continue;
    }
    const path = join(folder, 'art', name);
    art[name as ArtName] = path;
    await checkArt(name as ArtName, path, { key, found: findings });
  }
  return art;
}
