import { readFile } from 'node:fs/promises';
import { transform as babel } from '@babel/standalone';
import { build, transform } from 'esbuild';

/** Global object in which a player script stores its exports for the app; see `wrapClassic`. */
const shelf = 'couchpassScripts';

/**
 * Turns a chunk into one classic script for a television: no modules, code that is loaded later comes by a
 * script element, and missing built-ins are inserted first.
 * @param {{ engine: string, es5: boolean, polyfills: string, minify: boolean }} options `engine` in
 *   esbuild's names; `polyfills` is a file that imports them
 */
export function classic({ engine, es5, polyfills, minify }) {
  return {
    name: 'classic',
    renderDynamicImport: scriptForImport,
    async renderChunk(code) {
      refuseTooNew.call(this, code, engine);
      const { code: prelude, inputs } = await bundlePolyfills(polyfills);
      for (const file of inputs) this.addWatchFile(file);
      // Minified before it is translated to ES5: Babel is slow, and then has half as much to read.
      const small = es5 && minify ? await minified(code, engine) : code;
      const whole = `${prelude}\n${es5 ? toEs5(small) : code}`;
      const done = minify ? await minified(whole, es5 ? 'es5' : engine) : whole;
      // In a function, because the compilers' helpers would be globals: Babel has one that is called `set`.
      return { code: `(function () {\n${done}\n})();\n`, map: null };
    },
  };
}

/** Files beside the bundle are loaded by their relative address; all other modules are inside the bundle. */
export function scriptForImport({ targetModuleId }) {
  if (targetModuleId === null || !targetModuleId.startsWith('./')) return null;
  return { left: `${loadScript}(`, right: ')' };
}

/** Finds patterns that a library makes from a string, which no compiler translates. Called with a plugin as `this`. */
export function refuseTooNew(code, engine) {
  const [tooNew] = /RegExp\("[^"\n]*(\\\\p\{|\(\?<[=!])[^"\n]{0,40}/.exec(code) ?? [];
  if (tooNew) this.error(`No ${engine} understands this pattern: ${tooNew}`);
}

/**
 * `import('./name.js')` without modules: the script stores its exports in a global variable. The script is beside
 * the page, or in the folder that the app names.
 */
const loadScript = `(function (address) {
  return new Promise(function (resolve, reject) {
    var name = address.replace(/^.*\\//, '');
    var shelf = window.${shelf} || (window.${shelf} = {});
    if (shelf[name]) return resolve({ default: shelf[name] });
    var script = document.createElement('script');
    script.onload = function () {
      if (shelf[name]) resolve({ default: shelf[name] });
      else reject(new Error(name + ' did not run.'));
    };
    script.onerror = function () {
      script.parentNode.removeChild(script);
      reject(new Error(name + ' could not be loaded.'));
    };
    script.src = (window.couchpassStatic || '') + address;
    document.head.appendChild(script);
  });
})`;

/** Makes a CommonJS file a classic script that `import()` can load; see `loadScript`. */
export function wrapClassic(code, name) {
  return [
    '(function () {',
    'var module = { exports: {} };',
    '(function (module, exports, define) {',
    code,
    '}).call(window, module, module.exports, undefined);',
    `(window.${shelf} || (window.${shelf} = {}))[${JSON.stringify(name)}] = module.exports;`,
    '})();',
    '',
  ].join('\n');
}

/** Translates for Internet Explorer 11. */
export function toEs5(code, sourceType = 'script') {
  return babel(code, {
    presets: [['env', { targets: { ie: '11' }, modules: false }]],
    sourceType,
    compact: false,
    comments: false,
    babelrc: false,
    configFile: false,
  }).code;
}

export async function minified(code, target) {
  return (await transform(code, { minify: true, target, legalComments: 'none' })).code;
}

/** esbuild cannot write ES5 itself. */
function oursInEs5(build) {
  build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts' });
    return { contents: toEs5(code, 'module'), loader: 'js' };
  });
}

/** One classic script with all imports of a file of polyfills, and the list of its source files. */
export async function bundlePolyfills(file) {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'iife',
    // Libraries of polyfills are written in ES5; esbuild's own code and ours are not.
    target: 'es5',
    supported: { 'const-and-let': false },
    plugins: [{ name: 'es5', setup: oursInEs5 }],
    write: false,
    metafile: true,
    // Polyfills consist of side effects, even where a package.json declares that there are none.
    ignoreAnnotations: true,
    legalComments: 'none',
  });
  return { code: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}
