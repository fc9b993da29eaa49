import { readFileSync } from 'node:fs';
import { wrapClassic } from './classic.mjs';

/**
 * A library that its authors publish as one compiled CommonJS file: it is written beside the bundle as a separate
 * module, unparsed, because parsing, shaking and minifying it again takes longer than the rest of the build and
 * saves nothing. It must be imported with `import()`; the package's exports are the module's default export.
 * @param {{ name: string, file: string, as: string, folder?: string, classic?: boolean }} options the package, its
 *   compiled file, the file name and the folder in the target; `classic` for targets without modules
 */
export function prebuilt({ name, file, as, folder = '', classic = false }) {
  let used = false;
  return {
    name: 'prebuilt',
    buildStart() {
      used = false;
      this.addWatchFile(file);
    },
    resolveId(source) {
      if (source !== name) return null;
      used = true;
      return { id: `./${as}`, external: true };
    },
    generateBundle() {
      if (!used) return;
      const code = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
      this.emitFile({
        type: 'asset',
        fileName: `${folder}${as}`,
        source: classic ? wrapClassic(code, as) : wrap(code),
      });
    },
  };
}

/** Makes a CommonJS file a module: it fills `exports`, which becomes the default export. */
export function wrap(code) {
  return [
    'const module = { exports: {} };',
    '(function (module, exports, define) {',
    code,
    '}).call(globalThis, module, module.exports, undefined);',
    'export default module.exports;',
    '',
  ].join('\n');
}
