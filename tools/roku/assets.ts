import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SettingsError } from '@couchpass/core';
import sharp from 'sharp';
import type { Brand } from '../brand/brand.ts';
import { dist, root } from '../paths.ts';
import { quoted } from './brightscript.ts';
import { classOf, lettersIn } from './letters.ts';

/** The app's own font, in the two weights that the channel uses, with the letters of every Latin alphabet. */
const fontFolder = join(root, 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next');
const fontFiles = {
  400: '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  700: '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
} as const;

/** The parts of a brand that the channel uses; the app's own where there is none. */
export type Look = Pick<Brand, 'art' | 'background' | 'files' | 'logo' | 'typeface'>;

/**
 * The fonts of the channel: the brand's, when they are of a type that a Roku can draw.
 * @returns null for the app's own
 */
export function brandFonts({ typeface, files }: Look): Record<400 | 700, string> | null {
  if (typeface === undefined) return null;
  const [regular, bold] = [files.get(typeface.regular), files.get(typeface.bold)];
  const draws = (file = '') => /\.(ttf|otf)$/i.test(file);
  return draws(regular) && draws(bold) ? { 400: regular as string, 700: bold as string } : null;
}

function fontsOf(look: Look): [weight: string, file: string][] {
  const own = Object.entries(fontFiles).map(
    ([weight, file]) => [weight, join(fontFolder, file)] as [string, string],
  );
  return Object.entries(brandFonts(look) ?? Object.fromEntries(own));
}

/**
 * BrightScript with the letters that the fonts contain: a text with any other is shown in the system's font.
 * @throws SettingsError when a font of the brand does not list its letters
 */
export async function lettersSource(look: Look): Promise<string> {
  const [regular, bold] = await Promise.all(
    fontsOf(look).map(async ([, file]) => {
      try {
        return lettersIn(await readFile(file));
      } catch {
        throw new SettingsError([
          {
            key: 'theme.json: typeface',
            wrong: `names ${file}, which has no table of the letters in it`,
            allowed: 'TTF or OTF with a table "cmap" of format 4',
          },
        ]);
      }
    }),
  );
  const both = (regular ?? []).filter((code) => bold?.includes(code));
  return [
    "' Letters that the app's own font holds, as a class of a regular expression.",
    'function lettersOfFonts() as string',
    `  return ${quoted(classOf(both))}`,
    'end function',
    '',
  ].join('\n');
}

/** All files that are drawn or converted for the package: fonts, shapes, icons and the splash screen. */
export async function assetsOf(brand: { name: string; accent: string }, look: Look) {
  const fonts = new Map<string, Buffer>();
  for (const [weight, file] of fontsOf(look)) {
    fonts.set(`fonts/${weight}.ttf`, await readFile(file));
  }
  const own = await readFile(join(fontFolder, fontFiles[700]));
  return new Map<string, Uint8Array>([
    ...fonts,
    ['fonts/LICENSE.txt', await readFile(join(fontFolder, 'LICENSE_FONT'))],
    [
      'images/round.9.png',
      await ninePatch('<rect x="1" y="1" width="48" height="48" rx="16" fill="#fff"/>'),
    ],
    [
      'images/ring.9.png',
      await ninePatch(
        '<rect x="4" y="4" width="42" height="42" rx="17" fill="none" stroke="#fff" stroke-width="6"/>',
      ),
    ],
    // The area outside rounded corners, drawn over pictures in the colour of their background.
    [
      'images/corners.9.png',
      await ninePatch(
        '<path fill="#fff" fill-rule="evenodd" d="M1 1h48v48h-48zM17 1a16 16 0 0 0-16 16v16a16 16 0 0 0 16 16h16a16 16 0 0 0 16-16v-16a16 16 0 0 0-16-16z"/>',
      ),
    ],
    ['images/shade.png', await shade(look.background)],
    ['images/glow.png', await glow()],
    ['images/spinner.png', await spinner()],
    ['images/up.png', await arrowUp()],
    ...(await brandPictures(brand, look, own)),
  ]);
}

/** A picture that stretches in its middle: the black marks at the edges show where. */
async function ninePatch(shape: string): Promise<Buffer> {
  const marks = [
    '<rect x="18" y="0" width="14" height="1"/>',
    '<rect x="0" y="18" width="1" height="14"/>',
    '<rect x="1" y="49" width="48" height="1"/>',
    '<rect x="49" y="1" width="1" height="48"/>',
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50">${shape}${marks.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** From the background's colour at the left and the bottom to transparent: text stays readable on any art. */
async function shade(css: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><defs>
    <linearGradient id="a"><stop offset="0" stop-color="${css}"/><stop offset=".35" stop-color="${css}" stop-opacity=".86"/><stop offset="1" stop-color="${css}" stop-opacity="0"/></linearGradient>
    <linearGradient id="b" x1="0" y1="1" x2="0" y2="0"><stop offset="0" stop-color="${css}"/><stop offset=".6" stop-color="${css}" stop-opacity="0"/></linearGradient></defs>
    <rect width="640" height="360" fill="url(#a)"/><rect width="640" height="360" fill="url(#b)"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** White, to be coloured: a soft light in the middle that is transparent before the edges. */
async function glow(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="375" height="275"><defs><radialGradient id="a">
    <stop offset="0" stop-color="#fff" stop-opacity=".8"/><stop offset=".5" stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
    <rect width="375" height="275" fill="url(#a)"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** White, to be coloured: most of a ring, in its final size. */
async function spinner(): Promise<Buffer> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 80 80" fill="none" stroke="#fff" stroke-width="11">' +
    '<circle cx="40" cy="40" r="32" stroke-opacity=".25"/><path d="M40 8a32 32 0 1 1-30 21" stroke-linecap="round"/></svg>';
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** White, to be coloured: the arrow key for the item beside it. */
async function arrowUp(): Promise<Buffer> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28"><path d="M14 5L25 21H3z" fill="#fff"/></svg>';
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** Sizes are Roku's: "Channel manifest", mm_icon_focus and splash_screen. */
const pictures = [
  ['images/icon_fhd.png', 540, 405, 300, 'roku-icon-fhd.png'],
  ['images/icon_hd.png', 290, 218, 170, 'roku-icon-hd.png'],
  ['images/splash_fhd.png', 1920, 1080, 640, 'roku-splash-fhd.png'],
  ['images/splash_hd.png', 1280, 720, 430, 'roku-splash-hd.png'],
] as const;

async function brandPictures(
  { name, accent }: { name: string; accent: string },
  look: Look,
  font: Buffer,
): Promise<[string, Buffer][]> {
  // Always the same path: the library that draws the text keeps a font's path while the process runs.
  const fontfile = join(dist, 'roku-fonts', 'bold.ttf');
  await mkdir(dirname(fontfile), { recursive: true });
  await writeFile(fontfile, font);
  const safe = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = `<span foreground="#eaecf4">${safe}</span>`;
  const words = await sharp({
    text: { text, font: 'Atkinson Hyperlegible Next Bold', fontfile, rgba: true, dpi: 600 },
  })
    .png()
    .toBuffer();
  const { art, background } = look;
  const logo = look.files.get(look.logo ?? '');
  return await Promise.all(
    pictures.map(async ([path, width, height, wide, name]) => {
      const own = art[name] ?? (path.includes('icon') ? art['icon.png'] : undefined);
      if (own !== undefined) return [path, await fitted(own, width, height, background)];
      if (logo !== undefined)
        return [path, await fitted(logo, width, height, background, wide / width)];
      const mark = await sharp(words).resize({ width: wide }).png().toBuffer();
      const dot = Math.round(wide / 12);
      const circle = Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${dot}" height="${dot}"><circle cx="${dot / 2}" cy="${dot / 2}" r="${dot / 2}" fill="${accent}"/></svg>`,
      );
      const image = await sharp({ create: { width, height, channels: 3, background } })
        .composite([
          { input: mark },
          {
            input: circle,
            left: Math.round((width - dot) / 2),
            top: Math.round(height / 2 - wide / 3.2),
          },
        ])
        .png({ palette: true })
        .toBuffer();
      return [path, image] as [string, Buffer];
    }),
  );
}

/** A picture of the network, uncut, on the background of its screens. */
async function fitted(
  file: string,
  width: number,
  height: number,
  background: string,
  part = 1,
): Promise<Buffer> {
  const size = { width: Math.round(width * part), height: Math.round(height * part) };
  const mark = await sharp(await readFile(file), { density: 300 })
    .resize({ ...size, fit: 'inside' })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: mark }])
    .png()
    .toBuffer();
}
