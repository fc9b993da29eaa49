import { readFile } from 'node:fs/promises';
import { dist, settingsFile } from '../../tools/paths.ts';
import { type Running, type StartOptions, startAll } from '../../tools/startAll.ts';

export { type Running, startAll } from '../../tools/startAll.ts';

/**
 * Sandbox, TV app and second screen on free ports, from the built files in `dist/`; `options` override the
 * options of `startAll`. The e2e project builds first when sources are newer (`buildOnce.ts`).
 */
export async function startTestEnv(options: Partial<StartOptions> = {}): Promise<Running> {
  return startAll({ dist, settings: await shippedSettings(), ...options });
}

/** The parsed settings.json of the repository. */
export async function shippedSettings(): Promise<unknown> {
  return JSON.parse(await readFile(settingsFile, 'utf8'));
}
