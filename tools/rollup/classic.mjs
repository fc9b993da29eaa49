import { readFile } from 'node:fs/promises';
import { transform as babel } from '@babel/standalone';
import { build, transform } from 'esbuild';

/** Sets up what a player script leaves for the app; see `wrapClassic`. */
const shelf = 'couchpassScripts';

/**
 * Turns a chunk into one classic script for a television: no modules, what is fetched later comes by a
 * script element, and missing built-ins are put in first.
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
      // Made small before it is made old: Babel is slow, and has half as much to read then.
      const small = es5 && minify ? await minified(code, engine) : code;
      const whole = `${prelude}\n${es5 ? toEs5(small) : code}`;
      const done = minify ? await minified(whole, es5 ? 'es5' : engine) : whole;
      // In a function, or the compilers' helpers would be globals: Babel has one that is called `set`.
      return { code: `(function () {\n${done}\n})();\n`, map: null };
    },
  };
}

/** What is put beside the bundle goes by its relative address; everything else is inside. */
export function scriptForImport({ targetModuleId }) {
  if (targetModuleId === null || !targetModuleId.startsWith('./')) return null;
  return { left: `${loadScript}(`, right: ')' };
}

/** A pattern that a library makes of a text, which no compiler sees. Called as a plugin's. */
export function refuseTooNew(code, engine) {
  const [tooNew] = /RegExp\("[^"\n]*(\\\\p\{|\(\?<[=!])[^"\n]{0,40}/.exec(code) ?? [];
  if (tooNew) this.error(`No ${engine} understands this pattern: ${tooNew}`);
}

/**
 * `import('./name.js')` where there are no modules: the script leaves its exports in a global variable. It lies beside the
 * page, or where the app says that its files are.
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

/** Lets a CommonJS file run as a classic script that `import()` can fetch; see `loadScript`. */
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

/** As old as Internet Explorer 11. */
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

/** One classic script of all that a file of polyfills imports, and the files that it was made of. */
export async function bundlePolyfills(file) {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'iife',
    // Libraries of polyfills are written in ES5; what joins them together, and our own, is not.
    target: 'es5',
    supported: { 'const-and-let': false },
    plugins: [{ name: 'es5', setup: oursInEs5 }],
    write: false,
    metafile: true,
    // Polyfills are nothing but side effects, whatever a package.json says of their folder.
    ignoreAnnotations: true,
    legalComments: 'none',
  });
  return { code: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}
