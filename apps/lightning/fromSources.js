const { execFileSync } = require('node:child_process');
const { cpSync, existsSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

const root = join(__dirname, '..', '..');
// `npm run lightning -- … --settings FILE` names a brand, and where its app is built.
const { COUCHPASS_SETTINGS: settings, COUCHPASS_DIST: dist = join(root, 'dist') } = process.env;
const built = join(dist, 'lightning');
const notices = 'THIRD-PARTY-NOTICES.txt';

/**
 * For Lightning's own command line: what the repository's Rollup makes of the TV app is the source of this one. Its
 * Babel refuses the TypeScript of apps/tv, and it has no `import()` in one script. Built anew when something
 * changed; fonts and player go beside what is in `static/`.
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
        // `lng build` writes into the app's folder, `lng dist` into js/ of it.
        const folder = basename(dirname(file)) === 'js' ? dirname(dirname(file)) : dirname(file);
        cpSync(join(built, 'static'), join(folder, 'static'), { recursive: true });
        cpSync(join(built, notices), join(folder, 'static', notices));
      },
    },
  ],
});
