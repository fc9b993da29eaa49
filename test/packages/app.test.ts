import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeApp } from '../../tools/package/app.ts';
import { drawIcon, pngSize } from '../../tools/package/icons.ts';
import { packTizen, packWebos } from '../../tools/package/pack.ts';
import type { Signers } from '../../tools/package/tizen/signature.ts';
import { makeSigners } from '../../tools/package/tizen/temporaryCertificates.ts';
import { makeFolder } from '../support/folder.ts';
import { content, tizenApp, webosApp } from './support/fixture.ts';
import { verifyWidget } from './support/verifyWidget.ts';

const closing: (() => Promise<void>)[] = [];
let signers: Signers;
beforeAll(async () => {
  signers = await makeSigners();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function refusal(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => '',
    (error: Error) => error.message,
  );
}

describe('what a package says of the app', () => {
  it('is what settings.json and package.json say', async () => {
    const { path, remove } = await makeFolder({ 'package.json': '{"version":"2.10.0"}' });
    closing.push(remove);
    const app = await describeApp('webos', 'settings.json', join(path, 'package.json'));
    expect(app).toMatchObject({
      id: 'example.northstar.tv',
      version: '2.10.0',
      name: 'Northstar',
      vendor: 'Northstar',
      accentColor: '#ffb454',
      icon: null,
    });
    const tizen = await describeApp('tizen', 'settings.json', join(path, 'package.json'));
    expect(tizen.id).toBe('NorthstTV1.Northstar');
  });

  it.each(['1.2.0-rc.1', '1.2', '01.2.0', ''])(
    'version "%s" is refused by its key',
    async (version) => {
      const { path, remove } = await makeFolder({ 'package.json': JSON.stringify({ version }) });
      closing.push(remove);
      const said = await refusal(describeApp('webos', 'settings.json', join(path, 'package.json')));
      expect(said).toMatch(/^package\.json: version: .*three numbers/);
    },
  );

  it.each([
    ['of forty letters', 'N'.repeat(40)],
    ['of forty letters that are two units each', '🛋'.repeat(40)],
    ['of one', 'N'],
  ])('a name %s is packed for both', async (_what, name) => {
    const { path, remove } = await makeFolder({
      'package.json': '{"version":"1.0.0"}',
      'settings.json': (await readFile('settings.json', 'utf8')).replace(
        '"name": "Northstar"',
        `"name": ${JSON.stringify(name)}`,
      ),
    });
    closing.push(remove);
    const of = (shell: 'webos' | 'tizen') =>
      describeApp(shell, join(path, 'settings.json'), join(path, 'package.json'));
    const { files } = await packWebos(await of('webos'), content);
    const info = (file: string) => JSON.parse(Buffer.from(files.get(file) ?? []).toString());
    expect(info('appinfo.json').title).toBe(name);
    for (const language of ['es', 'fr', 'nl']) {
      const local = info(`resources/${language}/appinfo.json`);
      expect(local.title).toBe(name);
      expect(local.appDescription.length).toBeLessThanOrEqual(60);
    }
    expect((await packTizen(await of('tizen'), content, { signers })).bytes.length).toBeGreaterThan(
      1_000,
    );
  });

  it('a version that only Samsung refuses is refused for Samsung', async () => {
    const app = { ...tizenApp, version: '1.2026.0' };
    expect(await refusal(packTizen(app, content, { signers }))).toMatch(
      /^config\.xml: widget version \(from package\.json: version\): holds "1\.2026\.0"; allowed: x\.y\.z with x and y up to 255/,
    );
    const { bytes } = await packWebos({ ...webosApp, version: '1.2026.0' }, content);
    expect(bytes.length).toBeGreaterThan(1000);
  });
});

describe('config.xml', () => {
  it('takes any name as it is', async () => {
    const app = { ...tizenApp, name: 'Ä & "B" <C>', vendor: "O'Hara & <sons>" };
    const { files } = await packTizen(app, content, { signers });
    const config = Buffer.from(files.get('config.xml') ?? []).toString('utf8');
    expect(config).toContain('<name>Ä &amp; &quot;B&quot; &lt;C&gt;</name>');
    expect(config).toContain("<author>O'Hara &amp; &lt;sons&gt;</author>");
    expect(verifyWidget(files).problems).toEqual([]);
  });

  it('names where Smart Hub gets the tiles, where the network has some', async () => {
    const config = async (previewUrl: string | null) => {
      const { files } = await packTizen({ ...tizenApp, previewUrl }, content, { signers });
      return Buffer.from(files.get('config.xml') ?? []).toString('utf8');
    };
    expect(await config('https://network.example/tiles.json?a=1&b=2')).toContain(
      '<tizen:metadata key="http://samsung.com/tv/metadata/use.preview" ' +
        'value="endpoint_URL=https://network.example/tiles.json?a=1&amp;b=2"/>\n',
    );
    expect(await config(null)).not.toContain('tizen:metadata');
  });

  it('asks older sets for less, and no set for a policy that shuts the service out', async () => {
    const config = async (oldEngines: boolean) => {
      const { files } = await packTizen(tizenApp, content, { signers, oldEngines });
      return Buffer.from(files.get('config.xml') ?? []).toString('utf8');
    };
    expect(await config(false)).toContain('required_version="5.0"');
    expect(await config(true)).toContain('required_version="2.4"');
    expect(await config(false)).not.toMatch(/content-security-policy|allow-navigation/);
    expect(await config(false)).toContain('<access origin="*" subdomains="true"/>');
  });
});

describe("the network's own icon", () => {
  async function icon(width: number, height: number): Promise<string> {
    const { path, remove } = await makeFolder();
    closing.push(remove);
    const file = join(path, 'icon.png');
    const picture = { width, height, channels: 3 as const, background: '#123456' };
    await writeFile(file, await sharp({ create: picture }).png().toBuffer());
    return file;
  }

  it('is drawn in every size that is wanted', async () => {
    const look = { ...webosApp, icon: await icon(600, 600) };
    for (const size of [
      { width: 80, height: 80 },
      { width: 512, height: 423 },
      { width: 1920, height: 1080 },
    ]) {
      const drawn = await drawIcon(look, size, 0.8);
      expect(pngSize(drawn)).toEqual(size);
      const [pixel] = (await sharp(drawn).stats()).channels;
      // The picture's own colour is in the middle, the app's colour around it.
      expect([pixel?.min, pixel?.max]).toEqual([0x0b, 0x12]);
    }
  });

  it.each([
    [300, 300, /which is 300 x 300; allowed: a square PNG of at least 512/],
    [600, 500, /which is 600 x 500/],
  ])('of %i x %i is refused in words', async (width, height, said) => {
    const app = { ...webosApp, icon: await icon(width, height) };
    expect(await refusal(packWebos(app, content))).toMatch(said);
  });

  it('that is not there, or no PNG, is refused in words', async () => {
    const file = await icon(600, 600);
    await writeFile(file, 'GIF89a');
    expect(await refusal(packWebos({ ...webosApp, icon: file }, content))).toMatch(/is not PNG/);
    await rm(file);
    expect(await refusal(packWebos({ ...webosApp, icon: file }, content))).toMatch(
      /cannot be read/,
    );
  });
});
