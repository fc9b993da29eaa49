/**
 * The entry of every `npm run` script: checks Node and packages, lets Node read TypeScript, and runs
 * `tools/commands/NAME.ts`, with control characters in its output made harmless. Its `main` returns the exit code.
 */
import { ensure } from './ensure.mjs';

export async function enter(name) {
  ensure();
  await import('./sources.mjs');
  const { endWith, guardOutput } = await import('@couchpass/terminal');
  guardOutput(process);
  const { main } = await import(`./commands/${name}.ts`);
  await endWith(await main(process.argv.slice(2)));
}
