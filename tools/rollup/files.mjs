import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * Writes files beside the bundle. `sources` contains `{ from, to, keep, change }`: a file or a folder (with all
 * its content), its path in the target, a filter for the files of a folder, and a function that changes a text.
 * The files are watched, so that `npm run dev` notices changes.
 */
export function files(sources) {
  return {
    name: 'files',
    buildStart() {
      for (const { from } of sources) {
        for (const file of walk(from)) this.addWatchFile(file);
      }
    },
    generateBundle() {
      for (const { from, to, keep = () => true, change } of sources) {
        for (const file of walk(from)) {
          const inside = relative(from, file).split(sep).join('/');
          if (!keep(inside)) continue;
          const source = readFileSync(file);
          this.emitFile({
            type: 'asset',
            fileName: inside === '' ? to : to === '' ? inside : `${to}/${inside}`,
            source: change ? change(source.toString('utf8'), inside, source) : source,
          });
        }
      }
    },
  };
}

function walk(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => walk(join(path, name)));
}
