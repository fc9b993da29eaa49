import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { root, settingsFile } from '../../tools/paths.ts';
import { makeFolder } from './folder.ts';

export interface MadeBrand {
  readonly folder: string;
  readonly settings: string;
  remove(): Promise<void>;
}

interface Changes {
  readonly name?: string;
  readonly accent?: string;
  readonly theme?: object | null;
  readonly texts?: object | null;
  readonly settings?: (appSettings: Record<string, Record<string, unknown>>) => void;
}

const fonts = join(root, 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next');

/** A logo that is one rectangle of this colour. */
export const logoOf = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="90"><rect width="420" height="90" fill="${colour}"/></svg>`;

/** A brand folder as docs/brand.md describes it, outside the repository. */
export async function makeBrand({
  name = 'ACME TV',
  accent = '#e4572e',
  theme = {
    colors: { background: '#061a1f', surface: '#0f2b33' },
    phone: { light: { ground: '#eef6f7' } },
    backdrop: 'backdrop.png',
    typeface: { regular: 'fonts/regular.ttf' },
    radius: 4,
  },
  texts = {
    en: { 'nav.home': 'Beginning', codeTitle: 'Connect ACME', 'link.notHere': 'Not at ACME.' },
    nl: { 'nav.home': 'Begin' },
  },
  settings = () => {},
}: Changes = {}): Promise<MadeBrand> {
  const made = await makeFolder({ 'logo.svg': logoOf(accent) });
  const shipped = JSON.parse(await readFile(settingsFile, 'utf8'));
  const { appSettings } = shipped;
  appSettings.brand = { name, accentColor: accent };
  appSettings.version = '3.1.4';
  settings(appSettings);
  const put = (file: string, value: object | null) =>
    value === null ? null : writeFile(join(made.path, file), JSON.stringify(value));
  await mkdir(join(made.path, 'fonts'));
  await cp(
    join(fonts, '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'),
    join(made.path, 'fonts/regular.ttf'),
  );
  const backdrop = { width: 128, height: 72, channels: 3 as const, background: '#1f6f78' };
  await writeFile(
    join(made.path, 'backdrop.png'),
    await sharp({ create: backdrop }).png().toBuffer(),
  );
  await put('settings.json', shipped);
  await put('theme.json', theme);
  await put('texts.json', texts);
  return { folder: made.path, settings: join(made.path, 'settings.json'), remove: made.remove };
}
