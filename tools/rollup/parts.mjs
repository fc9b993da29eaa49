import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** How much a number may grow without an agreement: a tenth, and these bytes. */
const slack = 4096;

/**
 * Measures the parts of a target, and compares them with the agreed numbers in `file`, which is committed. Parts
 * are measured before minifying (so that they add up), scripts as they are sent. Throws when something grew.
 * @param {{ name: string, file: string, write?: boolean, quiet?: boolean }} options `write` stores the present
 *   numbers as agreed
 */
export function parts({ name, file, write = false, quiet = false }) {
  return {
    name: 'parts',
    writeBundle(_options, bundle) {
      const now = measure(bundle);
      const table = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
      if (write) {
        const all = { ...table, [name]: now };
        const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
        writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
      }
      if (!quiet) console.log(say(name, now));
      const grown = write ? [] : whatGrew(now, table[name] ?? {});
      if (grown.length > 0) {
        this.error(
          `dist/${name} is heavier than tools/sizes.json allows:\n${grown.join('\n')}\n` +
            'If that is meant: npm run build -- --write-sizes, and commit the file.',
        );
      }
    },
  };
}

/** Bytes: parts as written, scripts gzipped. */
export function measure(bundle) {
  const found = { parts: {}, scripts: {} };
  for (const [fileName, output] of Object.entries(bundle)) {
    if (!fileName.endsWith('.js')) continue;
    const content = Buffer.from(output.code ?? output.source);
    if (fileName !== 'settings.js') {
      found.scripts[fileName] = gzipSync(content, { level: 9 }).length;
    }
    for (const [id, { renderedLength }] of Object.entries(output.modules ?? {})) {
      const part = partOf(id);
      found.parts[part] = (found.parts[part] ?? 0) + renderedLength;
    }
  }
  found.parts = Object.fromEntries(Object.entries(found.parts).sort(([, a], [, b]) => b - a));
  return found;
}

/** `@lightningjs/core` for a library; `core`, `platforms` or `apps/tv` for our own code. */
export function partOf(id) {
  const path = id.replaceAll('\\', '/');
  const library = path.split('/node_modules/').at(-1);
  if (library !== path && library !== undefined) {
    return /^(@[^/]+\/[^/]+|[^/]+)/.exec(library)?.[0] ?? library;
  }
  return /\/(apps\/[^/]+|core|platforms)\//.exec(path)?.[1] ?? 'other';
}

export function whatGrew(now, agreed) {
  return ['parts', 'scripts'].flatMap((kind) =>
    Object.entries(now[kind]).flatMap(([part, bytes]) => {
      const allowed = agreed[kind]?.[part] ?? 0;
      if (bytes <= allowed * 1.1 + slack) return [];
      return [`  ${part}: ${kb(bytes)}, ${kb(allowed)} agreed`];
    }),
  );
}

function say(name, { parts: found }) {
  const line = (part, bytes) => `  ${part.padEnd(30)}${kb(bytes).padStart(12)}`;
  const lines = Object.entries(found).map(([part, bytes]) => line(part, bytes));
  return [`dist/${name}/main.js by part, before it is made small`, ...lines].join('\n');
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
