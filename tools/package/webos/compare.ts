import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../devices/run.ts';
import type { WebosCli } from '../../devices/webos/cli.ts';
import { aresEnvironment } from '../../devices/webos/environment.ts';
import type { Packed } from '../pack.ts';
import { type Ipk, ipkName, readIpk } from './ipk.ts';

/**
 * Packs the same files with LG's own packager, and compares: LG's packager must accept the manifest, and both
 * packages must unpack to the same files. Its bytes differ each time, because it writes the time of packing.
 * @returns descriptions of the differences; empty for none
 */
export async function compareWithLg(cli: WebosCli, packed: Packed): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-ipk-'));
  try {
    const [app, out, home] = ['app', 'out', 'home'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(out, { recursive: true });
    await mkdir(home);
    for (const [path, bytes] of packed.files) {
      await mkdir(dirname(join(app, path)), { recursive: true });
      await writeFile(join(app, path), bytes);
    }
    // Its minifier does not support current JavaScript, and the app is already minified.
    const ended = await run([...cli.command('ares-package'), '--no-minify', app, '-o', out], {
      env: { ...aresEnvironment(), HOME: home, USERPROFILE: home },
    });
    if (ended.code !== 0) return [`it does not pack the app: ${said(ended.err || ended.out)}`];
    const mine = readIpk(packed.bytes);
    const name = ipkName({
      id: mine.control.Package ?? '',
      version: mine.control.Version ?? '',
    });
    return differences(mine, readIpk(await readFile(join(out, name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function differences(mine: Ipk, lgs: Ipk): string[] {
  const found: string[] = [];
  for (const key of new Set([...Object.keys(mine.control), ...Object.keys(lgs.control)])) {
    // LG's packager counts folders by the sizes on its disk.
    if (key === 'Installed-Size') continue;
    if (mine.control[key] !== lgs.control[key]) {
      found.push(`${key} is "${mine.control[key] ?? ''}" here, "${lgs.control[key] ?? ''}" there`);
    }
  }
  for (const path of new Set([...mine.data.keys(), ...lgs.data.keys()])) {
    const [here, there] = [mine.data.get(path), lgs.data.get(path)];
    if (here === undefined) found.push(`${path} is only in LG's`);
    else if (there === undefined) found.push(`${path} is only in this one`);
    else if (!Buffer.from(here.bytes).equals(there.bytes)) found.push(`${path} differs`);
  }
  return found;
}

function said(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ');
}
