const { execFileSync } = require('node:child_process');
const { cpSync, existsSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

const root = join(__dirname, '..', '..');
// `npm run lightning -- … --settings FILE` sets the brand's settings and the folder of its built app.
const { COUCHPASS_SETTINGS: settings, COUCHPASS_DIST: dist = join(root, 'dist') } = process.env;
const built = join(dist, 'lightning');
const notices = 'THIRD-PARTY-NOTICES.txt';

/**
 * For Lightning's own command line: the output of the repository's Rollup for the TV app is the source of this app.
 * The command line's Babel does not accept the TypeScript of apps/tv, and its single script cannot use `import()`.
 * Built again when something changed; fonts and player are copied beside the content of `static/`.
 * @param {'es5' | 'es6'} variant
 */
module.exports = (variant) => ({
  plugins: [
    {
      name: 'couchpass',
      buildStart() {
        const build = [join(root, 'tools', 'build.mjs'), 'lightning'];
        if (existsSync(join(built, 'main.js'))) build.push('--if-changed');
        if (settings) build.push('--settings', settings, '--out', dist);
        execFileSync(process.execPath, build, { stdio: ['ignore', 'ignore', 'inherit'] });
      },
      resolveId(source) {
        if (source === 'couchpass:app') return join(built, 'main.js');
        return source === 'couchpass:polyfills' ? join(built, `polyfills.${variant}.js`) : null;
      },
      writeBundle({ file }) {
        // `lng build` writes into the app's folder, `lng dist` into its js/ folder.
        const folder = basename(dirname(file)) === 'js' ? dirname(dirname(file)) : dirname(file);
        cpSync(join(built, 'static'), join(folder, 'static'), { recursive: true });
        cpSync(join(built, notices), join(folder, 'static', notices));
      },
    },
  ],
});
