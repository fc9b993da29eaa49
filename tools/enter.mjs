/**
 * The door of every `npm run` script: makes sure of Node and packages, lets Node read TypeScript, and
 * hands over to `tools/commands/NAME.ts`, whose words reach the terminal without what it would obey. The script's exit code is what its `main` answers.
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
