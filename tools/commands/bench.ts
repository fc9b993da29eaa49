import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.ts';

/** One result of a benchmark: what was measured, the value, and the limit. */
export interface BenchRow {
  readonly what: string;
  readonly measured: string;
  /** '' when there is no limit. */
  readonly allowed: string;
}

/** The default export of every `test/bench/*.bench.ts`. */
export type Bench = () => Promise<readonly BenchRow[]>;

/** `npm run bench [-- NAME…]`: prints figures without a judgement, because computers differ. */
export async function main(argv: readonly string[]): Promise<number> {
  const folder = join(root, 'test', 'bench');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.bench.ts')).sort();
  const wanted = files.filter(
    (name) => argv.length === 0 || argv.some((arg) => name.includes(arg)),
  );
  if (wanted.length === 0) {
    console.error(`There is no such bench. Known: ${files.map(nameOf).join(', ')}.`);
    return 2;
  }
  for (const file of wanted) {
    const { default: bench } = (await import(pathToFileURL(join(folder, file)).href)) as {
      default: Bench;
    };
    console.log(table(nameOf(file), await bench()));
  }
  return 0;
}

function nameOf(file: string): string {
  return file.replace(/\.bench\.ts$/, '');
}

function table(title: string, rows: readonly BenchRow[]): string {
  const all = [{ what: title, measured: 'measured', allowed: 'allowed' }, ...rows];
  const width = (key: keyof BenchRow) => Math.max(...all.map((row) => row[key].length));
  const [what, measured, allowed] = [width('what'), width('measured'), width('allowed')];
  const lines = all.map((row) =>
    [row.what.padEnd(what), row.measured.padStart(measured), row.allowed.padStart(allowed)]
      .join('   ')
      .trimEnd(),
  );
  return `\n${lines.join('\n')}\n`;
}
