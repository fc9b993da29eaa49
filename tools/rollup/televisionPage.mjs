import { plainSources } from './policy.mjs';

/**
 * The page of an app that is installed on a television: classic scripts, a policy inside the page
 * (`file://` has no headers), and for Samsung the script that provides `webapis`. `$WEBAPIS` is not our
 * variable: Samsung's runtime looks for exactly this text.
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
  // JSON allows two line ends that old JavaScript does not allow in a literal.
  const literal = settings.replace(/[\u2028\u2029]/g, (end) =>
    end === '\u2028' ? '\\u2028' : '\\u2029',
  );
  return `/* The app's settings.json; docs/settings.md says what is allowed. */\nwindow.couchpassSettings = ${literal};\n`;
}

/**
 * `file:` is added to 'self', because the meaning of 'self' on such a page differs between engines. Services, art
 * and streams may be at any https address that the settings, the feed or the playback endpoint name.
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
    // LightningJS decodes pictures in a worker that it makes from a Blob, and writes style attributes.
    `worker-src ${here} blob:`,
    // For engines without worker-src.
    `child-src ${here} blob:`,
    `style-src ${here} 'unsafe-inline'`,
    `font-src ${here} data:`,
    "base-uri 'none'",
    // AVPlay's picture is an <object> without an address, which counts as the page's own origin.
    `object-src ${entry === 'tizen' ? here : "'none'"}`,
  ].join('; ');
}
