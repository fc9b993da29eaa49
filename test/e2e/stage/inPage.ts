import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { sourceCondition } from '../../../tools/sourceCondition.mjs';
import { catchStage } from './page/lightning.ts';

let script: Promise<string> | null = null;

/** The tests' own program that runs inside the page, as one script. */
function inPageScript(): Promise<string> {
  script ??= build({
    entryPoints: [fileURLToPath(new URL('./page/index.ts', import.meta.url))],
    bundle: true,
    conditions: [sourceCondition],
    write: false,
    format: 'iife',
    target: 'es2022',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return script;
}

/** Defines `rig` on the next page that is loaded, and lets it find the stage. */
export async function equip(page: Page): Promise<void> {
  await page.addInitScript({ content: `${catchStage}\n${await inPageScript()}` });
}
