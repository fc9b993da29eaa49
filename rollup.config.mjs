import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transformSync } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { brandFiles } from './tools/rollup/brandFiles.mjs';
import { brandPage } from './tools/rollup/brandPage.mjs';
import { classic } from './tools/rollup/classic.mjs';
import { commonjs } from './tools/rollup/commonjs.mjs';
import { dataOf } from './tools/rollup/data.mjs';
import { files } from './tools/rollup/files.mjs';
import { json } from './tools/rollup/json.mjs';
import { notices } from './tools/rollup/notices.mjs';
import { parts } from './tools/rollup/parts.mjs';
import { activatePolicy, plainSources, tvPolicy, withPolicy } from './tools/rollup/policy.mjs';
import { prebuilt } from './tools/rollup/prebuilt.mjs';
import { setTopBoxApp } from './tools/rollup/setTopBoxApp.mjs';
import { settingsText } from './tools/rollup/settingsText.mjs';
import { sizes } from './tools/rollup/sizes.mjs';
import { televisionPage, televisionSettings } from './tools/rollup/televisionPage.mjs';
import { sourceCondition } from './tools/sourceCondition.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const at = (...parts) => join(root, ...parts);

/**
 * The targets of the build, by name: an app for a platform. `engine` is the oldest browser engine of that platform
 * (esbuild's names), `fonts` the weights that the app uses, `data` the modules that are written beside the app as
 * JSON, `styles` the style sheets that are joined into the first of them, `startBudget` how much script may load
 * before the first frame (bytes, gzip). Televisions get one classic script, because pages from `file://` cannot load
 * modules. `chrome63` is for Samsung sets since 2019 and LG sets since 2020 (Chromium 68), `es5` for older sets:
 * Chromium 47 and 56, 38 and 53, and a WebKit of 2016.
 */
const targets = {
  tv: {
    app: 'tv',
    engine: 'es2022',
    fonts: { weights: [400, 500, 600, 700], folder: 'static/fonts' },
    startBudget: 176 * 1024,
  },
  activate: {
    app: 'activate',
    engine: 'es2022',
    fonts: { weights: [400, 600, 700], folder: 'fonts' },
    // English is part of the script; another language is loaded by viewers who need it.
    data: ['texts/es', 'texts/fr', 'texts/nl'],
    styles: ['style.css', 'controls.css', 'steps.css'],
  },
  tizen: television('tizen'),
  webos: television('webos'),
  'tizen-es5': television('tizen', { es5: true }),
  'webos-es5': television('webos', { es5: true }),
  // The source for Lightning's own command line; see apps/lightning.
  lightning: { ...television('setTopBox'), box: true },
};

function television(entry, { es5 = false } = {}) {
  return {
    app: 'tv',
    entry,
    engine: 'chrome63',
    es5,
    fonts: { weights: [400, 500, 600, 700], folder: 'static/fonts' },
  };
}

/**
 * The builds of shaka-player that play HLS and DASH, without its own controls: the first for engines of 2021 and
 * later, smaller than the second, which is ES5.
 */
const playerBuild = at('node_modules/shaka-player/dist/shaka-player.compiled-es2021.js');
const playerBuildEs5 = at('node_modules/shaka-player/dist/shaka-player.compiled.js');

/**
 * `--configTargets tv,activate` builds only these; `--configMode development` keeps the code readable, adds source
 * maps and checks no budget; `--configQuiet` prints no table of sizes; `--configWriteSizes` stores the current sizes
 * of the televisions' targets as the agreed ones. `configBrand`, which only tools/build.ts passes, is the brand to
 * build; without it settings.json is used unchanged.
 */
export default ({
  configTargets,
  configMode = 'production',
  configQuiet = false,
  configWriteSizes = false,
  configBrand,
} = {}) => {
  const brand = configBrand ?? settingsAlone();
  const wanted = configTargets === undefined ? Object.keys(targets) : configTargets.split(',');
  return wanted.map((name) => {
    const target = targets[name];
    if (target === undefined) {
      throw new Error(`There is no target "${name}"; known: ${Object.keys(targets).join(', ')}.`);
    }
    return configOf(name, target, {
      production: configMode === 'production',
      quiet: configQuiet,
      writeSizes: configWriteSizes,
      brand,
    });
  });
};

/** settings.json without the files beside it. */
function settingsAlone() {
  const file = at('settings.json');
  const text = settingsText(readFileSync(file));
  return {
    dist: at('dist'),
    imported: '',
    watched: [file],
    settings: { tv: text, activate: text },
    css: { tv: '', activate: '' },
    files: {},
    looks: { tv: { css: false }, activate: { css: false } },
    isOwn: true,
  };
}

function configOf(name, target, { production, quiet, writeSizes, brand }) {
  const { app, entry, engine, es5, box = false, startBudget, data = [], styles = [] } = target;
  const onTelevision = entry !== undefined;
  return {
    input: { main: at('apps', app, `${entry ?? 'main'}.ts`) },
    output: {
      dir: join(brand.dist, name),
      format: onTelevision && !box ? 'iife' : 'es',
      inlineDynamicImports: onTelevision,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      sourcemap: !production && !onTelevision,
    },
    // Lightning's command line adds LightningJS itself.
    ...(box ? { external: (id) => id.startsWith('@lightningjs/') } : {}),
    // As in core/package.json for the whole package: loading a module has no side effects.
    treeshake: { moduleSideEffects: (id) => !id.startsWith(at('core/')) },
    // Circular imports within libraries are not our problem.
    onwarn(warning, warn) {
      if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every(isLibrary)) return;
      if (warning.code === 'THIS_IS_UNDEFINED' && isLibrary(warning.id ?? '')) return;
      warn(warning);
    },
    plugins: [
      prebuilt({
        name: 'shaka-player',
        file: onTelevision ? playerBuildEs5 : playerBuild,
        as: 'player-library.js',
        folder: box ? 'static/' : '',
        classic: onTelevision,
      }),
      nodeResolve({
        browser: true,
        extensions: ['.ts', '.mjs', '.js', '.json'],
        exportConditions: [sourceCondition, production ? 'production' : 'development'],
      }),
      brandFiles(brand, app),
      json(),
      commonjs({ include: ['/node_modules/deepmerge/'] }),
      esbuild({
        // Libraries are written for current engines: for an older engine they must be translated too.
        include: ecmaOf(engine) >= 2021 ? /\.ts$/ : /\.[cm]?[jt]s$/,
        exclude: [],
        target: engine,
        tsconfig: at('tsconfig.json'),
        define: {
          'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development'),
        },
      }),
      files([
        ...(box ? [] : pageFiles({ app, entry, production, styles, onTelevision, brand })),
        ...data.map((name) => ({
          from: at('apps', app, `${name}.ts`),
          to: `${name}.json`,
          change: dataOf,
        })),
        ...fontFiles(target.fonts),
      ]),

      ...(box
        ? [
            setTopBoxApp({
              engine,
              polyfills: {
                'polyfills.es5.js': at('platforms/television/polyfills/es5.ts'),
                'polyfills.es6.js': at(`platforms/television/polyfills/${engine}.ts`),
              },
              libraries: at('node_modules'),
              minify: production,
            }),
          ]
        : []),
      ...(onTelevision && !box
        ? [
            classic({
              engine,
              es5,
              polyfills: at('platforms/television/polyfills', es5 ? 'es5.ts' : `${engine}.ts`),
              minify: production,
            }),
          ]
        : []),
      notices(),
      ...(production && !onTelevision
        ? [
            terser({
              ecma: ecmaOf(engine),
              module: true,
              format: { comments: false },
              // On a phone, every byte delays the page.
              ...(app === 'activate' ? { compress: { passes: 3, keep_fargs: false } } : {}),
            }),
          ]
        : []),
      ...(production
        ? [sizes({ title: relative(root, join(brand.dist, name)), startBudget, quiet })]
        : []),
      // Sizes are checked without a brand's additions.
      ...(production && onTelevision && brand.isOwn
        ? [parts({ name, file: at('tools/sizes.json'), write: writeSizes, quiet })]
        : []),
    ],
  };
}

/** The page, the files beside it in the app's folder, and its settings. */
function pageFiles({ app, entry, production, styles, onTelevision, brand }) {
  const settings = brand.settings[app];
  const [settingsFile] = brand.watched;
  return [
    {
      from: at('apps', app),
      to: '',
      keep: (file) => isPageFile(file) && !styles.slice(1).includes(file),
      change: pageOf({ app, entry, production, styles, brand }),
    },
    onTelevision
      ? {
          from: settingsFile,
          to: 'settings.js',
          change: () => televisionSettings(settings),
        }
      : { from: settingsFile, to: 'settings.json', change: () => settings },
  ];
}

function fontFiles({ weights, folder }) {
  const family = 'atkinson-hyperlegible-next';
  const from = at('node_modules', '@fontsource', family);
  return [
    ...weights.map((weight) => {
      const file = `${family}-latin-${weight}-normal.woff2`;
      return { from: join(from, 'files', file), to: `${folder}/${file}` };
    }),
    { from: join(from, 'LICENSE'), to: `${folder}/LICENSE.txt` },
  ];
}

/** True for all files of an app's folder except program text and the package's own files. */
function isPageFile(file) {
  return !/\.(ts|tsx|md|map)$/.test(file) && !/^(package|tsconfig)\.json$/.test(file);
}

/** Pages refer to their source (`main.ts`); the built page refers to the bundle. */
function pageOf({ app, entry, production, brand, styles: [style, ...joined] }) {
  return (text, file, bytes) => {
    if (file.endsWith('.css')) {
      const others =
        file === style ? joined.map((name) => readFileSync(at('apps', app, name), 'utf8')) : [];
      const all = [text, ...others].join('\n');
      // Removes only comments and white space: the rest stays as it was written for old engines.
      return production ? transformSync(all, { loader: 'css', minifyWhitespace: true }).code : all;
    }
    if (!file.endsWith('.html')) return bytes;
    const settings = brand.settings[app];
    const look = brand.looks[app];
    if (entry !== undefined) return brandPage(televisionPage(text, { entry, settings }), look);
    const page = joined
      .reduce(
        (page, name) => page.replace(new RegExp(`\\s*<link[^>]*"\\./${name}"[^>]*>`), ''),
        text,
      )
      .replaceAll('main.ts', 'main.js');
    return withPolicy(brandPage(page, look), policyOf(app, settings));
  };
}

/** Policy of a page on the web. The page loads its settings at run time, so any https service is allowed. */
function policyOf(app, settings) {
  const plain = plainSources(JSON.parse(settings).appSettings);
  return app === 'tv' ? tvPolicy(plain) : activatePolicy(['https:', ...plain]);
}

function isLibrary(id) {
  return id.includes('/node_modules/');
}

function ecmaOf(engine) {
  const year = /^es(20\d\d)$/.exec(engine);
  return year ? Number(year[1]) : 5;
}
