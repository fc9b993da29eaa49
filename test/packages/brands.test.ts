import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBrand } from '../../tools/brand/readBrand.ts';
import { build } from '../../tools/build.ts';
import { main as packageMain } from '../../tools/commands/package.ts';
import { main as packageRokuMain } from '../../tools/commands/package-roku.ts';
import { type MadeBrand, makeBrand } from '../support/acme.ts';
import { makeFolder } from '../support/folder.ts';

/** Two brands, built and packed at the same time: the contents of each brand's packages. */

const https = (name: string) => (appSettings: Record<string, Record<string, unknown>>) => {
  Object.assign(appSettings.pass ?? {}, {
    baseUrl: `https://${name}.example`,
    activateUrl: `https://${name}.example/activate/`,
  });
  appSettings.platforms = {
    webos: { id: `example.${name}.tv` },
    tizen: { id: `${name.padEnd(10, '0')}.${name}` },
  };
};

interface Built {
  readonly made: MadeBrand;
  readonly dist: string;
}

let out: Awaited<ReturnType<typeof makeFolder>>;
let acme: Built;
let other: Built;

async function make(name: string, changes: Parameters<typeof makeBrand>[0]): Promise<Built> {
  const made = await makeBrand({ ...changes, settings: https(name) });
  const dist = join(out.path, name);
  const brand = await readBrand(made.settings, { out: dist });
  await build({ targets: ['tizen', 'activate'], quiet: true, brand });
  const from = ['--from', join(dist, 'tizen'), '--out', dist, '--settings', made.settings];
  expect(await packageMain(['tizen', ...from])).toBe(0);
  expect(await packageMain(['webos', '--no-compare', ...from])).toBe(0);
  expect(await packageRokuMain(['--settings', made.settings, '--out', join(dist, 'roku')])).toBe(0);
  return { made, dist };
}

beforeAll(async () => {
  out = await makeFolder();
  [acme, other] = await Promise.all([
    make('acme', {}),
    make('other', {
      name: 'Other',
      accent: '#2e9be4',
      theme: { colors: { background: '#2a0616' } },
      texts: { en: { 'nav.home': 'Elsewhere' } },
    }),
  ]);
}, 300_000);

afterAll(async () => {
  await Promise.all([acme?.made.remove(), other?.made.remove(), out?.remove()]);
});

async function fileIn(folder: string, ending: string): Promise<Uint8Array> {
  const name = (await readdir(folder)).find((one) => one.endsWith(ending));
  return readFile(join(folder, name ?? ending));
}

async function colourOf(bytes: Uint8Array, x: number, y: number): Promise<string> {
  const region = { left: x, top: y, width: 1, height: 1 };
  const raw = await sharp(Buffer.from(bytes)).extract(region).removeAlpha().raw().toBuffer();
  return `#${raw.toString('hex')}`;
}

describe('two brands that are built at the same time', () => {
  it('have a .wgt each, with their settings, words, logo and colours', async () => {
    for (const [brand, name, home, ground, accent] of [
      [acme, 'ACME TV', 'Beginning', '#061a1f', '#e4572e'],
      [other, 'Other', 'Elsewhere', '#2a0616', '#2e9be4'],
    ] as const) {
      const files = unzipSync(await fileIn(brand.dist, '.wgt'));
      expect(strFromU8(files['config.xml'] ?? new Uint8Array())).toContain(`<name>${name}</name>`);
      expect(strFromU8(files['config.xml'] ?? new Uint8Array())).toContain('version="3.1.4"');
      const settings = strFromU8(files['settings.js'] ?? new Uint8Array());
      expect(settings).toContain(home);
      expect(settings).toContain(ground);
      expect(strFromU8(files['static/brand/logo.svg'] ?? new Uint8Array())).toContain(accent);
      const icon = files['icon.png'] ?? new Uint8Array();
      expect(await colourOf(icon, 2, 2)).toBe(ground);
      expect(await colourOf(icon, 256, 211)).toBe(accent);
    }
  });

  it('have an .ipk each', async () => {
    for (const brand of [acme, other]) {
      const ipk = await fileIn(brand.dist, '.ipk');
      expect(strFromU8(ipk.subarray(0, 8))).toBe('!<arch>\n');
    }
  });

  it('have a Roku zip each, with their words, logo, colours and version', async () => {
    for (const [brand, home, ground, accent] of [
      [acme, 'Beginning', '#061a1f', '#e4572e'],
      [other, 'Elsewhere', '#2a0616', '#2e9be4'],
    ] as const) {
      const files = unzipSync(await fileIn(join(brand.dist, 'roku'), '.zip'));
      const manifest = strFromU8(files.manifest ?? new Uint8Array());
      expect(manifest).toContain(`splash_color=${ground}`);
      expect(manifest).toContain('major_version=3\nminor_version=1\nbuild_version=4');
      expect(JSON.parse(strFromU8(files['texts/en.json'] ?? new Uint8Array()))['nav.home']).toBe(
        home,
      );
      expect(await colourOf(files['images/splash_fhd.png'] ?? new Uint8Array(), 960, 540)).toBe(
        accent,
      );
      expect(await colourOf(files['images/brand_logo.png'] ?? new Uint8Array(), 40, 40)).toBe(
        accent,
      );
    }
  });

  it('leave nothing in each other', async () => {
    const marks = {
      acme: /ACME|acme\.example|Beginning|e4572e/,
      other: /Other|other\.example|Elsewhere|2e9be4/,
    };
    const namesOf = async (folder: string) =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && /\.(json|js|css|html|svg|conf)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
    for (const [brand, foreign] of [
      [acme, marks.other],
      [other, marks.acme],
    ] as const) {
      for (const app of ['tizen', 'activate', 'hosting']) {
        for (const file of await namesOf(join(brand.dist, app))) {
          if (!/settings\.js|brand\.css|index\.html|logo\.svg|hosting/.test(file)) continue;
          expect(await readFile(file, 'utf8'), file).not.toMatch(foreign);
        }
      }
    }
    expect(await readdir(join(acme.dist, 'tizen', 'static', 'brand'))).toContain('regular.ttf');
    expect((await readdir(join(other.dist, 'tizen', 'static', 'brand'))).sort()).toEqual([
      'brand.css',
      'logo.svg',
    ]);
  });
});
