import { plainSources } from './policy.mjs';

/**
 * The page of an app that is installed on a television: classic scripts, a policy inside the page
 * (`file://` has no headers), and on Samsung's the script that brings `webapis`. `$WEBAPIS` is no
 * variable of ours: Samsung's runtime looks for these very letters.
 * @param {string} text the app's index.html as it is for browsers
 * @param {{ entry: string, settings: string }} options `settings` is the text of settings.json
 */
export function televisionPage(text, { entry, settings }) {
  const policy = policyFor(JSON.parse(settings).appSettings, entry);
  const scripts = [
    ...(entry === 'tizen' ? ['$WEBAPIS/webapis/webapis.js'] : []),
    'settings.js',
    'main.js',
  ];
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  return text
    .replace(/\n *<link rel="preload"[^>]*>/g, '')
    .replace(/<meta charset="utf-8" \/>/, (charset) => `${charset}\n    ${meta}`)
    .replace(
      /<script type="module" src="main\.ts"><\/script>/,
      scripts.map((source) => `<script src="${source}"></script>`).join('\n    '),
    );
}

/** settings.json as a script: pages from `file://` may not read files beside them. */
export function televisionSettings(text) {
  const settings = JSON.stringify(JSON.parse(text), null, 2);
  // As a literal this must survive line ends that JSON allows and old JavaScript does not.
  const literal = settings.replace(/[\u2028\u2029]/g, (end) =>
    end === '\u2028' ? '\\u2028' : '\\u2029',
  );
  return `/* The app's settings.json; docs/settings.md says what is allowed. */\nwindow.couchpassSettings = ${literal};\n`;
}

/**
 * `file:` stands beside 'self', because engines differ in what 'self' is on such a page. Services, art
 * and streams are where the settings, the feed and the playback endpoint say: anywhere on https.
 */
function policyFor(appSettings, entry) {
  const here = "'self' file:";
  const services = ['https:', ...plainSources(appSettings)].join(' ');
  return [
    `default-src ${here}`,
    // LightningJS compiles its templates with `new Function`; no script comes from elsewhere.
    `script-src ${here} 'unsafe-eval'`,
    `connect-src ${here} blob: data: ${services}`,
    `img-src ${here} blob: data: ${services}`,
    `media-src ${here} blob: ${services}`,
    // It decodes pictures in a worker that it makes from a Blob, and writes style attributes.
    `worker-src ${here} blob:`,
    // Before there was worker-src.
    `child-src ${here} blob:`,
    `style-src ${here} 'unsafe-inline'`,
    `font-src ${here} data:`,
    "base-uri 'none'",
    // AVPlay's picture is an <object> without an address, which counts as the page's own.
    `object-src ${entry === 'tizen' ? here : "'none'"}`,
  ].join('; ');
}
