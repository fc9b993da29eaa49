/** How a television's own settings want captions to look; what is absent is left to the app. */
export interface CaptionStyle {
  /** Times the app's own size. */
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

/** Name of the class of captions that are drawn by the page itself. */
export const captionClass = 'caption';

/**
 * Makes captions look so, whoever draws them: the engine (`::cue`) or the page. Written into a stylesheet of its own,
 * because engines before Chromium 49 know no variables.
 */
export function applyCaptionStyle(page: Document, style: CaptionStyle): void {
  const known = page.getElementById(id);
  const sheet = known ?? page.createElement('style');
  sheet.id = id;
  sheet.textContent = captionCss(style);
  if (!known) page.head.appendChild(sheet);
}

/** @returns '' where the set wants nothing special */
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
  // More than once the id: these rules come after the app's own, whatever order they are loaded in.
  return cue === ''
    ? ''
    : `#video#video::cue { ${cue} }\n.${captionClass}.${captionClass} > span { ${own} }`;
}

/** vh; of captions that the page draws. */
export const ownSize = 4.4;
