import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { run } from '../../tools/devices/run.ts';
import { dist, root } from '../../tools/paths.ts';
import { televisionSettings } from '../../tools/rollup/televisionPage.mjs';
import { verifyWidget } from '../packages/support/verifyWidget.ts';
import { createWebosSet } from '../packages/support/webosSet.ts';

/** An app as a set stores it: unpacked from the installed file, and opened from there. */
export interface InstalledApp {
  /** `file://` address of the page that its manifest names. */
  readonly page: string;
  /** Removes the app. */
  remove(): Promise<void>;
}

/**
 * Does what a set does with a package: `npm run package:…` makes it of the built app (with settings for
 * this run's sandbox); the archive is checked and unpacked, and its manifest names the page to open.
 * @param target such as `webos` or `tizen-es5`
 * @param folder an empty one
 * @param style changes the style sheet before it is packed
 */
export async function installApp(
  target: string,
  settings: unknown,
  folder: string,
  style: (text: string) => string = (text) => text,
): Promise<InstalledApp> {
  const archive = await readFile(await packed(target, settings, folder, style));
  return target.startsWith('webos') ? unpackForLg(archive) : unpackForSamsung(archive, folder);
}

/** Path of the package. */
async function packed(
  target: string,
  settings: unknown,
  folder: string,
  style: (text: string) => string,
): Promise<string> {
  const [from, out] = [join(folder, 'built'), join(folder, 'package')];
  const file = join(folder, 'settings.json');
  const text = JSON.stringify(settings);
  await cp(join(dist, target), from, { recursive: true });
  await writeFile(join(from, 'settings.js'), televisionSettings(text));
  const sheet = join(from, 'app.css');
  await writeFile(sheet, style(await readFile(sheet, 'utf8')));
  await writeFile(file, text);
  const [shell = '', es5] = target.split('-');
  const place = ['--from', from, '--settings', file, '--out', out];
  // The sandbox and the simulated set are both on this computer.
  const where = [...place, '--localhost', ...(es5 ? ['--es5'] : [])];
  // No comparison in the test by LG's packager; and the test does not use certificates of the person who
  // runs it.
  const only = shell === 'webos' ? ['--no-compare'] : [];
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('TIZEN_'));
  const { code, err } = await run(
    [process.execPath, join(root, 'tools', 'package.mjs'), shell, ...where, ...only],
    { env: Object.fromEntries(env) },
  );
  const [name] = code === 0 ? await readdir(out) : [];
  if (name === undefined) throw new Error(`npm run package:${shell} made nothing: ${err}`);
  return join(out, name);
}

/** As in `/media/developer/apps/usr/palm/applications/ID`. */
async function unpackForLg(archive: Buffer): Promise<InstalledApp> {
  const set = await createWebosSet();
  const refusal = await set.install(archive);
  const [app] = set.apps.values();
  if (refusal !== null || app === undefined) {
    await set.close();
    throw new Error(`the package is not installed: ${refusal}`);
  }
  return { page: addressOf(app.folder, String(app.info.main)), remove: set.close };
}

/** As in `/opt/usr/apps/PACKAGE/res/wgt`, the widget's root; its page is opened as a file, too. */
async function unpackForSamsung(archive: Buffer, folder: string): Promise<InstalledApp> {
  const files = new Map(Object.entries(unzipSync(archive)));
  const { problems } = verifyWidget(files);
  if (problems.length > 0) throw new Error(`the widget is not installed: ${problems.join('; ')}`);
  const config = Buffer.from(files.get('config.xml') ?? []).toString();
  const named = (pattern: RegExp) => pattern.exec(config)?.[1] ?? '';
  const wgt = join(folder, 'apps', named(/ package="(\w+)"/), 'res', 'wgt');
  // The runtime serves this address itself; the package does not contain the file.
  files.set('$WEBAPIS/webapis/webapis.js', Buffer.from('window.webapis = window.set.webapis;\n'));
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(wgt, path)), { recursive: true });
    await writeFile(join(wgt, path), bytes);
  }
  return { page: addressOf(wgt, named(/<content src="([^"]+)"/)), remove: async () => {} };
}

function addressOf(folder: string, page: string): string {
  return pathToFileURL(join(folder, page)).href;
}
