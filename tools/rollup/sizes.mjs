import { gzipSync } from 'node:zlib';

/**
 * Prints the size of each file of a target, and checks the budget: script that a browser needs before the
 * entry runs (the entry and its static imports). Throws when it is over the budget.
 * @param {{ title: string, startBudget?: number, quiet?: boolean }} options budget in bytes,
 *   gzip; `quiet` prints no table
 */
export function sizes({ title, startBudget, quiet = false }) {
  return {
    name: 'sizes',
    writeBundle(_options, bundle) {
      const rows = Object.values(bundle)
        .map((file) => ({ name: file.fileName, ...weigh(file.code ?? file.source) }))
        .sort((a, b) => b.gzip - a.gzip || a.name.localeCompare(b.name));
      const atStart = startFiles(bundle);
      const start = rows
        .filter(({ name }) => atStart.has(name))
        .reduce((sum, { raw, gzip }) => ({ raw: sum.raw + raw, gzip: sum.gzip + gzip }), {
          raw: 0,
          gzip: 0,
        });
      const marked = rows.map((row) => ({
        ...row,
        name: `${atStart.has(row.name) ? '*' : ' '} ${row.name}`,
      }));
      const total = { name: '* script before the first frame', ...start };
      if (!quiet) console.log(table(title, [...marked, total]));
      if (startBudget !== undefined && start.gzip > startBudget) {
        this.error(
          `${title}: ${kb(start.gzip)} of script (gzip) load before the first frame, ` +
            `${kb(startBudget)} are allowed. Load what is not needed there with import().`,
        );
      }
    },
  };
}

/** Names of the entry chunks and of their static imports. */
export function startFiles(bundle) {
  const seen = new Set();
  const visit = (name) => {
    const file = bundle[name];
    if (seen.has(name) || file === undefined) return;
    seen.add(name);
    // Script beside the bundle is imported by its relative address.
    for (const next of file.imports ?? []) visit(next.replace(/^\.\//, ''));
  };
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'chunk' && file.isEntry) visit(name);
  }
  return seen;
}

function weigh(content) {
  const bytes = Buffer.from(content);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function table(title, rows) {
  const width = Math.max(title.length, ...rows.map(({ name }) => name.length)) + 2;
  const line = (name, raw, gzip) => `${name.padEnd(width)}${raw.padStart(12)}${gzip.padStart(12)}`;
  return [
    '',
    line(title, 'raw', 'gzip'),
    ...rows.map(({ name, raw, gzip }) => line(name, kb(raw), kb(gzip))),
    '',
  ].join('\n');
}
