import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageError, type PackageFault, refuseFaults } from './fault.ts';

/** The files of a package, by their path in it (forward slashes), always in the same order. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Files that the packer writes: a built app must not contain them. */
const written = ['appinfo.json', 'config.xml', 'author-signature.xml', 'signature1.xml'];

/** webOS refuses other letters, and Tizen's tools sign other names in different ways. */
const namePattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * Reads a built app. Names that begin with a dot are left out: no television needs them, and `.git` and
 * `.env` are among them.
 * @throws PackageError when it is no folder, is no app, or has names that a television refuses
 */
export async function readContent(folder: string): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  const faults: PackageFault[] = [];
  await collect(folder, '', files, faults);
  if (!files.has('index.html')) {
    const allowed = 'a built app, with its index.html; "npm run build" makes them in dist/';
    faults.push({ key: folder, wrong: 'has no index.html', allowed });
  }
  for (const name of written) {
    if (!files.has(name)) continue;
    const allowed = 'an app without it: it is made from settings.json and package.json';
    faults.push({ key: join(folder, name), wrong: 'is there already', allowed });
  }
  refuseFaults(faults);
  return inOrder(files);
}

/** The same files, sorted by the bytes of their names. */
export function inOrder(files: Files): Files {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function collect(
  folder: string,
  prefix: string,
  files: Map<string, Uint8Array>,
  faults: PackageFault[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new PackageError([
      { key: folder, wrong: 'is not there', allowed: 'a folder that "npm run build" has made' },
    ]);
  });
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const key = join(folder, entry.name);
    const path = prefix + entry.name;
    if (!namePattern.test(entry.name)) {
      faults.push({
        key,
        wrong: 'has a name that not every television takes',
        allowed: 'letters a to z, digits, ".", "_" and "-"',
      });
    } else if (entry.isDirectory()) await collect(key, `${path}/`, files, faults);
    else if (entry.isFile()) files.set(path, await readFile(key));
    else faults.push({ key, wrong: 'is neither file nor folder', allowed: 'files and folders' });
  }
}
