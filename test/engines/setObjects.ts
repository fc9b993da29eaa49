import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../tools/paths.ts';
import { toEs5 } from '../../tools/rollup/classic.mjs';
import { sourceCondition } from '../../tools/sourceCondition.mjs';

/**
 * Source that gives a page the objects of a set of that brand.
 * @param link the link that launches the app
 * @param es5 for engines before Chromium 63
 */
export async function setObjects(
  shell: 'tizen' | 'webos',
  link?: object,
  es5 = false,
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test', 'support', 'vendors', `${shell}Set.ts`)],
    bundle: true,
    conditions: [sourceCondition],
    format: 'iife',
    globalName: 'couchpassTestSet',
    target: 'chrome63',
    write: false,
  });
  const text = link && launchText(shell, link);
  const options = shell === 'tizen' ? { payload: text } : { launchParams: text };
  const install = shell === 'tizen' ? 'installTizenSet' : 'installWebosSet';
  const code = `${outputFiles[0]?.text}\ncouchpassTestSet.${install}(window, ${JSON.stringify(options)});`;
  return es5 ? `(function () {${toEs5(code)}})();` : code;
}

/** Script that simulates the set launching the app while it runs. */
export function relaunch(shell: 'tizen' | 'webos', link: object): string {
  const launched =
    shell === 'tizen'
      ? "window.dispatchEvent(new Event('appcontrol'))"
      : "document.dispatchEvent(new CustomEvent('webOSRelaunch'))";
  return `window.set.relaunch(${JSON.stringify(launchText(shell, link))}); ${launched};`;
}

/** Script that simulates the set reporting low memory. */
export function runShort(shell: 'tizen' | 'webos'): string {
  return shell === 'tizen'
    ? "window.set.memoryIs('WARNING')"
    : "document.dispatchEvent(new CustomEvent('webOSLowMemory'))";
}

/** Smart Hub wraps the link; LG's launcher does not. */
function launchText(shell: 'tizen' | 'webos', link: object): string {
  const text = JSON.stringify(link);
  return shell === 'tizen' ? JSON.stringify({ values: text }) : text;
}
