import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Licences of the included packages must be shipped; every target contains this file. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/**
 * Writes the licences of all packages in a target: of its modules, its polyfills, its fonts and the files
 * beside the bundle. Must come after the plugins that read those files. For a package without a licence
 * text, the licence in its package.json is named; a package without either stops the build.
 */
export function notices() {
  return {
    name: 'notices',
    generateBundle() {
      const folders = new Set(this.getWatchFiles().map(packageFolder).filter(Boolean));
      const packages = [...folders].map((folder) => {
        const found = readPackage(folder);
        if (found.text === '' && found.licence === '') {
          this.error(`${found.name} has no licence: ${folder}`);
        }
        return found;
      });
      this.emitFile({ type: 'asset', fileName: noticesFile, source: writeNotices(packages) });
    },
  };
}

/**
 * The folder of a file's package, or null for the project's own files.
 * @param {string} file @returns {string | null}
 */
export function packageFolder(file) {
  // Rollup's module ids may begin with `\0` or end with a query.
  const parts = file.replace(/^\0/, '').replace(/\?.*$/, '').split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return null;
  const names = parts[at + 1]?.startsWith('@') ? 2 : 1;
  const folder = parts.slice(0, at + 1 + names).join(sep);
  return existsSync(join(folder, 'package.json')) ? folder : null;
}

/** @param {string} folder @returns {{ name: string, version: string, licence: string, text: string }} */
function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, licence: license ?? '', text: texts.join('\n\n') };
}

/**
 * Packages by name, with each text once: many have the same text.
 * @param {readonly { name: string, version: string, licence: string, text: string }[]} packages
 */
export function writeNotices(packages) {
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byText = grouped(sorted);
  const line = '-'.repeat(78);
  const sections = [...byText].map(([text, group]) => {
    const names = group.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    const body = text === '' ? 'The package names its licence and brings no text of it.' : text;
    return `${line}\n${names.join('\n')}\n${line}\n\n${body}\n`;
  });
  return `This software contains work of others, under these licences.\n\n${sections.join('\n')}`;
}

function grouped(packages) {
  const groups = new Map();
  for (const one of packages) groups.set(one.text, [...(groups.get(one.text) ?? []), one]);
  return groups;
}
