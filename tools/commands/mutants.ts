import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../paths.ts';

const usage = `npm run mutants -- [FOLDER or FILE…]   (core/pass when none is named)

Changes the sources one expression at a time, runs the unit tests that reach it, and lists the changes
that no test noticed. What survives, and why, stands in docs/mutants.md.
`;

/** Runs Stryker over folders of core. */
export async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const folders = words.length > 0 ? words : ['core/pass'];
  const strange = folders.find((folder) => !/^core(\/[\w-]+)*(\.ts)?$/.test(folder));
  if (strange !== undefined) {
    console.error(`${strange} is no folder or file of core.\n\n${usage}`);
    return 2;
  }
  const mutate = folders
    .map((folder) => (folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`))
    .join(',');
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
      ...['run', 'test/mutants/stryker.config.json', '--mutate', mutate],
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUTANTS_OF: folders.join(',') } },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
