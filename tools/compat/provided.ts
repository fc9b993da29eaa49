import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { root } from '../paths.ts';
import { bundlePolyfills } from '../rollup/classic.mjs';
import { sourceCondition } from '../sourceCondition.mjs';
import { type Floor, keysBelow, lacking } from './data.ts';

/** The polyfills of a target, by the name of the target. */
export function polyfillsOf(target: string): string | null {
  if (!/^(tizen|webos)/.test(target)) return null;
  const file = target.endsWith('-es5') ? 'es5.ts' : 'chrome63.ts';
  return join(root, 'platforms', 'television', 'polyfills', file);
}

/**
 * The features that a target provides to engines without them: the polyfills run in an engine from which every
 * feature newer than the floor has been removed; the features that exist afterwards are provided.
 * @returns whether a key of MDN's data is provided
 */
export async function providedBy(target: string, floor: Floor): Promise<(key: string) => boolean> {
  const file = polyfillsOf(target);
  if (file === null) return () => false;
  const context = createContext({ console, setTimeout });
  runInContext(bare(floor), context);
  runInContext((await bundlePolyfills(file)).code, context);
  const { outputFiles } = await build({
    entryPoints: [join(root, 'apps', 'tv', 'television.ts')],
    bundle: true,
    conditions: [sourceCondition],
    format: 'iife',
    write: false,
  });
  runInContext(outputFiles[0]?.text ?? '', context);
  const has = runInContext(look, context) as (owner: string, member: string) => boolean;
  return (key) => {
    const path = key.replace(/^(api|javascript\.builtins)\./, '');
    if (path === key || path.startsWith('RegExp.')) return false;
    const [owner = '', ...rest] = path.replace(/^TypedArray\./, 'Uint8Array.').split('.');
    if (owner === 'Window') return has(rest[0] ?? '', '');
    return has(owner, rest.join('.').replace(/_static$/, ''));
  };
}

/** Script that removes all features newer than the floor. */
function bare(floor: Floor): string {
  const dropped: string[] = [];
  // A current engine needs RegExp's symbols for its own string methods.
  for (const name of keysBelow('javascript.builtins').filter((each) => each !== 'RegExp')) {
    const key = `javascript.builtins.${name}`;
    if (lacking(key, floor)) dropped.push(`drop(window, ${JSON.stringify(name)});`);
    for (const member of keysBelow(key)) {
      if (!lacking(`${key}.${member}`, floor)) continue;
      for (const place of [`window.${name}`, `window.${name}.prototype`]) {
        dropped.push(`if (window.${name}) drop(${place}, ${JSON.stringify(member)});`);
      }
    }
  }
  // DOM lists, which polyfills make iterable.
  const lists = keysBelow('api').filter(
    (name) => keysBelow(`api.${name}`).includes('@@iterator') && !lacking(`api.${name}`, floor),
  );
  return `
    var window = globalThis, self = globalThis;
    var drop = function (from, name) {
      if (!from) return;
      if (name.indexOf('@@') === 0) name = Symbol[name.slice(2)];
      if (typeof name === 'symbol' || name in from) delete from[name];
    };
    ${lists.map((name) => `window[${JSON.stringify(name)}] = function () {};`).join('\n')}
    var document = { createElement: function () { return { style: {}, classList: {} }; } };
    ${dropped.join('\n')}
  `;
}

/** Whether the engine has a feature now: a global, a static, a member of the prototype or of an instance. */
const look = `(function (owner, member) {
  var found = window[owner];
  if (found === undefined) return false;
  if (member === '' || member === owner) return true;
  if (member.indexOf('@@') === 0) member = Symbol[member.slice(2)];
  if (member in Object(found) || (found.prototype && member in found.prototype)) return true;
  try { return member in new found(); } catch (error) { return false; }
})`;
