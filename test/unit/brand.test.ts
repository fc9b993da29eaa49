import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { placeOf, readBrand } from '../../tools/brand/readBrand.ts';
import { settingsFor } from '../../tools/brand/settingsFor.ts';
import { dist, settingsFile } from '../../tools/paths.ts';
import { brandPage, lookOf } from '../../tools/rollup/brandPage.mjs';
import { type MadeBrand, makeBrand } from '../support/acme.ts';

let made: MadeBrand | undefined;
afterEach(async () => {
  await made?.remove();
  made = undefined;
});

type Changes = Parameters<typeof makeBrand>[0];

async function read(
  changes: Changes = {},
  prepare: (folder: string) => Promise<unknown> = async () => {},
) {
  made = await makeBrand(changes);
  await prepare(made.folder);
  return readBrand(made.settings);
}

const refusal = (changes: Changes, prepare?: (folder: string) => Promise<unknown>) =>
  read(changes, prepare).then(
    () => '',
    (error: Error) => error.message,
  );

describe('the folder of a brand', () => {
  it('becomes what the TV app and the phone page read', async () => {
    const brand = await read();
    expect(brand.warnings).toEqual([]);
    const tv = settingsFor(brand, 'tv').appSettings.brand;
    expect(tv).toEqual({
      name: 'ACME TV',
      accentColor: '#e4572e',
      logo: 'static/brand/logo.svg',
      artwork: 'static/brand/backdrop.png',
      theme: {
        colors: { background: '#061a1f', surface: '#0f2b33' },
        radius: 4,
        typeface: {
          regular: 'static/brand/regular.ttf',
          semibold: 'static/brand/regular.ttf',
          bold: 'static/brand/regular.ttf',
        },
      },
      texts: { en: { 'nav.home': 'Beginning' }, nl: { 'nav.home': 'Begin' } },
    });
    expect(settingsFor(brand, 'activate').appSettings.brand).toEqual({
      name: 'ACME TV',
      accentColor: '#e4572e',
      logo: 'static/brand/logo.svg',
      texts: { en: { codeTitle: 'Connect ACME' } },
    });
    expect(brand.css.activate).toContain('--ground: #eef6f7;');
    expect(brand.css.tv).toContain('url("regular.ttf")');
  });

  it('may have nothing in it but settings, and changes nothing then', async () => {
    const brand = await read({ theme: null, texts: null }, (folder) =>
      rm(join(folder, 'logo.svg')),
    );
    expect(settingsFor(brand, 'tv')).toEqual(brand.raw);
    expect(brand.css).toEqual({ tv: '', activate: '' });
  });

  it('is built in a folder of its own, and that of the repository in dist', () => {
    expect(placeOf(settingsFile)).toBe(dist);
    expect(placeOf('/x/acme/settings.json')).toBe(join(dist, 'brands', 'acme'));
    expect(placeOf('/x/acme/staging.json')).toBe(join(dist, 'brands', 'acme-staging'));
    expect(placeOf('/x/a b/settings.json')).toBe(join(dist, 'brands', 'a-b'));
  });
});

describe('what is wrong is named by its key, with what is allowed', () => {
  it.each<[string, Changes, string]>([
    [
      'an unknown key of a text',
      { texts: { en: { 'nav.hom': 'x' } } },
      'texts.json: en.nav.hom: is not a known key; allowed: such as nav.home; all keys are in',
    ],
    [
      'a place that nothing fills in',
      { texts: { en: { 'signIn.titleWith': 'Sign in with {providr}' } } },
      'texts.json: en.signIn.titleWith: has {providr} in it, which nothing fills in; allowed: {provider}',
    ],
    [
      'a language that the apps do not speak',
      { texts: { de: {} } },
      'texts.json: de: is not a language of the apps; allowed: en, es, fr, nl',
    ],
    [
      'a text without letters',
      { texts: { en: { 'nav.home': ' ' } } },
      'texts.json: en.nav.home: holds " ", which shows nothing; allowed: 1 to 500 letters on one line',
    ],
    [
      'an unknown colour',
      { theme: { colors: { backgroud: '#000000' } } },
      'theme.json: colors: backgroud: is not a known key; allowed: background,',
    ],
    [
      'a colour that is none',
      { theme: { colors: { background: 'black' } } },
      'theme.json: colors.background: holds "black"; allowed: a colour such as #ffb454',
    ],
    [
      'a radius that is too large',
      { theme: { radius: 40 } },
      'theme.json: radius: holds 40; allowed: a number from 0 to 32',
    ],
    [
      'a font that is not there',
      { theme: { typeface: { regular: 'fonts/none.ttf' } } },
      'theme.json: typeface.regular: names fonts/none.ttf, which is not there',
    ],
    [
      'a font that is none',
      { theme: { typeface: { regular: 'theme.json' } } },
      'theme.json: typeface.regular: names theme.json, which is no font of that type',
    ],
    [
      'a backdrop outside of the folder',
      { theme: { backdrop: '../../etc/passwd' } },
      'theme.json: backdrop: names ../../etc/passwd, which is not there',
    ],
    [
      'a logo that is not there',
      { settings: ({ brand }) => void Object.assign(brand ?? {}, { logo: 'nowhere.svg' }) },
      'appSettings.brand.logo: names nowhere.svg, which is not there; allowed: the path of a picture',
    ],
    [
      'a theme in settings.json',
      { settings: ({ brand }) => void Object.assign(brand ?? {}, { theme: {} }) },
      'appSettings.brand.theme: is made by the build; allowed: nothing here; write theme.json beside settings.json',
    ],
  ])('%s', async (_, changes, said) => {
    expect(await refusal(changes)).toContain(said);
  });

  it('art that no package has, or of another size', async () => {
    const said = await refusal({}, async (folder) => {
      await mkdir(join(folder, 'art'));
      await writeFile(join(folder, 'art', 'tizen.png'), '');
      const create = { width: 80, height: 81, channels: 3 as const, background: '#123456' };
      await writeFile(
        join(folder, 'art', 'webos-icon.png'),
        await sharp({ create }).png().toBuffer(),
      );
    });
    expect(said).toContain('art/tizen.png: is no picture that a package has; allowed: icon.png,');
    expect(said).toContain('art/webos-icon.png: is 80 x 81; allowed: a PNG picture of 80 x 80');
  });

  it('a file that is no JSON, by its own name and line', async () => {
    const broken = (folder: string) => writeFile(join(folder, 'theme.json'), '{ "radius": 4, }');
    expect(await refusal({}, broken)).toMatch(/^theme\.json: is not JSON: line 1, column 14/);
  });
});

describe('what can hardly be read is warned of', () => {
  it('text below the contrast that WCAG asks for', async () => {
    const { warnings } = await read({
      accent: '#ff8800',
      theme: { colors: { textQuiet: '#44506a' }, phone: { light: { ink: '#999999' } } },
    });
    const said = warnings.join('\n');
    expect(said).toMatch(/colors: textQuiet on background has a contrast of 2\.\d:1.*4\.5:1/);
    expect(said).toMatch(/phone\.light: ink on ground has a contrast of 2\.\d:1/);
  });

  it('a logo that is hard to see on the phone page, and not once there is one for it', async () => {
    const white = await read({ accent: '#ffffff', theme: null });
    expect(white.warnings.join('\n')).toMatch(
      /logo\.svg has a contrast of 1\.\d:1 on the phone page’s light ground/,
    );
    await made?.remove();
    const other = await read({ accent: '#ffffff', theme: null }, (folder) =>
      writeFile(
        join(folder, 'phone-logo.svg'),
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#1f7f88"/></svg>',
      ),
    );
    expect(other.warnings).toEqual([]);
    expect(settingsFor(other, 'activate').appSettings.brand.logo).toBe(
      'static/brand/phone-logo.svg',
    );
  });

  it('a text that leaves out what the app fills in', async () => {
    const { warnings } = await read({ texts: { en: { 'signIn.titleWith': 'Sign in' } } });
    expect(warnings).toEqual([
      'texts.json: en.signIn.titleWith leaves out {provider}: viewers do not read it.',
    ]);
  });
});

describe('a page of an app', () => {
  const page =
    '<head>\n    <link rel="icon" href="./icon.svg" type="image/svg+xml" />\n    <link rel="stylesheet" href="./style.css" />\n  </head>';

  it('that was built for one brand is served for another', async () => {
    const brand = await read();
    const worn = brandPage(page, lookOf(brand, 'activate'));
    expect(worn).toContain(
      'href="./style.css" />\n    <link rel="stylesheet" href="static/brand/brand.css" />',
    );
    expect(brandPage(worn, { css: false })).toBe(page);
    expect(brandPage(worn, lookOf(brand, 'activate'))).toBe(worn);
  });
});
