/** The caption style in a television's own settings; the app's own style is used for absent values. */
export interface CaptionStyle {
  /** Factor of the app's own size. */
  readonly size?: number;
  /** CSS `font-family` */
  readonly family?: string;
  readonly weight?: 'bold';
  readonly slant?: 'italic';
  /** CSS colours, with their opacity. */
  readonly color?: string;
  readonly background?: string;
  /** CSS `text-shadow` */
  readonly edge?: string;
}

const id = 'caption-style';

/** Class of captions that the page itself draws. */
export const captionClass = 'caption';

/**
 * Applies the style to captions drawn by the engine (`::cue`) or by the page. Written into a separate style sheet,
 * because engines before Chromium 49 do not support variables.
 */
export function applyCaptionStyle(page: Document, style: CaptionStyle): void {
  const known = page.getElementById(id);
  const sheet = known ?? page.createElement('style');
  sheet.id = id;
  sheet.textContent = captionCss(style);
  if (!known) page.head.appendChild(sheet);
}

/** @returns '' when no value differs from the app's own style */
export function captionCss(style: CaptionStyle): string {
  const { size, family, weight, slant, color, background, edge } = style;
  const shared = [
    family === undefined ? '' : `font-family: ${family};`,
    weight === undefined ? '' : `font-weight: ${weight};`,
    slant === undefined ? '' : `font-style: ${slant};`,
    color === undefined ? '' : `color: ${color};`,
    edge === undefined ? '' : `text-shadow: ${edge};`,
    background === undefined ? '' : `background: ${background};`,
  ]
    .filter((rule) => rule !== '')
    .join(' ');
  const cue = [shared, size === undefined ? '' : `font-size: ${size}em;`].join(' ').trim();
  const own = [shared, size === undefined ? '' : `font-size: ${ownSize * size}vh;`]
    .join(' ')
    .trim();
  // The id and class are repeated, so that these rules override the app's own in any order of loading.
  return cue === ''
    ? ''
    : `#video#video::cue { ${cue} }\n.${captionClass}.${captionClass} > span { ${own} }`;
}

/** vh; size of captions that the page draws. */
export const ownSize = 4.4;
