import { basename } from 'node:path';
import { brandFonts, coloursOf, css, ownColor } from '@couchpass/tv';
import { phoneSchemes, phoneVariables } from './phone.ts';
import type { Theme, Weight } from './theme.ts';

export interface Look {
  readonly accentColor: string;
  readonly theme: Theme;
  /** Paths in the apps. */
  readonly typeface: Readonly<Record<Weight, string>> | undefined;
}

const fallback = '"Atkinson Hyperlegible Next"';

/** The style sheet that a brand adds to the TV app's page: its typeface, and the page around the canvas. */
export function televisionCss({ theme, typeface }: Look): string {
  const colours = { ...coloursOf(theme) };
  const changed = Object.keys(theme.colors).length > 0;
  const faces = typeface
    ? (Object.keys(brandFonts) as Weight[]).map((weight) =>
        faceOf(brandFonts[weight], typeface[weight]),
      )
    : [];
  const rules = [
    ...(typeface
      ? [`body, .fault { font-family: "${brandFonts.regular}", ${fallback}, sans-serif; }`]
      : []),
    ...(changed
      ? [`html, body { background: ${css(colours.background)}; color: ${css(colours.text)}; }`]
      : []),
  ];
  return joined([...faces, ...rules]);
}

/** The style sheet that a brand adds to the second-screen page. */
export function phoneCss({ accentColor, theme, typeface }: Look): string {
  const variables = (scheme: (typeof phoneSchemes)[number]) =>
    `:root {\n${phoneVariables(scheme, theme.phone[scheme] ?? {}, accentColor)}\n}`;
  const weighted = { 400: 'regular', 600: 'semibold', 700: 'bold' } as const;
  const faces = typeface
    ? Object.entries(weighted).map(([weight, name]) =>
        faceOf('Brand', typeface[name], `  font-weight: ${weight};\n  font-display: swap;\n`),
      )
    : [];
  const named = phoneSchemes.some((scheme) => theme.phone[scheme] !== undefined);
  return joined([
    ...faces,
    ...(typeface ? [`body { font-family: "Brand", ${fallback}, system-ui, sans-serif; }`] : []),
    ...(theme.radius === undefined ? [] : [`:root { --round: ${theme.radius / 16}; }`]),
    ...(named
      ? [variables('light'), `@media (prefers-color-scheme: dark) {\n${variables('dark')}\n}`]
      : []),
  ]);
}

/** The style sheet is in the same folder as the font files. */
function faceOf(family: string, path: string, more = ''): string {
  return `@font-face {\n  font-family: "${family}";\n${more}  src: url("${basename(path)}");\n}`;
}

function joined(rules: readonly string[]): string {
  return rules.length === 0 ? '' : `${rules.join('\n\n')}\n`;
}

/** Colours of the TV app as `#rrggbb`, for manifests and pictures. */
export function backgroundOf({ colors }: Theme): string {
  return colors.background ?? `#${(ownColor.background & 0xffffff).toString(16).padStart(6, '0')}`;
}
