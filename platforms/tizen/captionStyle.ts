import type { Lifecycle } from '../platform.ts';
import type { CaptionStyle } from '../television/captionStyle.ts';
import type { Features } from '../television/Features.ts';
import type { TizenHost } from './host.ts';

/** `TvInfoMenuKey`. Samsung: "TvInfo API". */
const keys = {
  size: 2,
  font: 3,
  color: 4,
  opacity: 5,
  background: 6,
  backgroundOpacity: 7,
  edge: 8,
  edgeColor: 9,
  style: 21,
} as const;

/** In the order of the values CAPTION_SIZE_SMALL and so on; the first is the default. */
const sizes = [undefined, 0.75, 1, 1.4, 1.8] as const;
/** CAPTION_COLOR_WHITE and so on: red, green and blue. */
const colors = [
  undefined,
  '255, 255, 255',
  '0, 0, 0',
  '255, 0, 0',
  '0, 255, 0',
  '0, 0, 255',
  '255, 255, 0',
  '255, 0, 255',
  '0, 255, 255',
] as const;
/** CAPTION_OPACITY_SOLID, FLASH, TRANSLUCENT, TRANSPARENT, DEFAULT, HIGHLY and SLIGHTLY_TRANSLUCENT. */
const opacities = [1, 1, 0.5, 0, undefined, 0.25, 0.75] as const;
/** The eight font styles of the FCC rules, for which each television has its own fonts. */
const families = [
  undefined,
  undefined,
  '"Courier New", monospace',
  'Georgia, serif',
  '"Lucida Console", monospace',
  'Arial, sans-serif',
  '"Comic Sans MS", cursive',
  '"Brush Script MT", cursive',
] as const;

/** Reports the style at once, at every change of it, and when the viewer returns to the app. */
export function followCaptionStyle(
  host: TizenHost,
  features: Features,
  lifecycle: Lifecycle,
  tell: (style: CaptionStyle) => void,
): void {
  const look = () => tell(tizenCaptionStyle(host, features));
  look();
  lifecycle.subscribe((visible) => {
    if (visible) look();
  });
  for (const key of Object.values(keys)) {
    features.attempt('tvinfo.addCaptionChangeListener', () =>
      host.webapis?.tvinfo?.addCaptionChangeListener(key as never, look),
    );
  }
}

/** The caption style that the viewer set in the television's own menu; {} where it reports none. */
export function tizenCaptionStyle({ webapis }: TizenHost, features: Features): CaptionStyle {
  const value = (key: keyof typeof keys): number => {
    const found = features.attempt('tvinfo.getMenuValue (caption style)', () =>
      Number(webapis?.tvinfo?.getMenuValue(keys[key] as never)),
    );
    return found === undefined || Number.isNaN(found) ? -1 : found;
  };
  const size = sizes[value('size')];
  const family = families[value('font')];
  const color = colorOf(value('color'), value('opacity'), '244, 246, 255', 1);
  const background = colorOf(value('background'), value('backgroundOpacity'), '5, 6, 10', 0.78);
  const edge = edgeOf(value('edge'), colors[value('edgeColor')] ?? '0, 0, 0');
  const style = value('style');
  return {
    ...(size === undefined ? {} : { size }),
    ...(family === undefined ? {} : { family }),
    ...(style === 1 ? { weight: 'bold' as const } : {}),
    ...(style === 2 ? { slant: 'italic' as const } : {}),
    ...(color === undefined ? {} : { color }),
    ...(background === undefined ? {} : { background }),
    ...(edge === undefined ? {} : { edge }),
  };
}

/** @param own the app's colour, for a default colour in the menu; `ownOpacity` likewise for a default opacity */
function colorOf(
  color: number,
  opacity: number,
  own: string,
  ownOpacity: number,
): string | undefined {
  const [found, seen] = [colors[color], opacities[opacity]];
  if (found === undefined && seen === undefined) return undefined;
  return `rgba(${found ?? own}, ${seen ?? (found === undefined ? ownOpacity : 1)})`;
}

/** CAPTION_EDGE_NONE, RAISED, DEPRESSED, UNIFORM, DROP_SHADOWED; for NONE the app's own edge is used. */
function edgeOf(edge: number, color: string): string | undefined {
  const ink = `rgb(${color})`;
  if (edge === 1) return `1px 1px 0 ${ink}, 2px 2px 0 ${ink}`;
  if (edge === 2) return `-1px -1px 0 ${ink}, -2px -2px 0 ${ink}`;
  if (edge === 3) return `-2px 0 0 ${ink}, 2px 0 0 ${ink}, 0 -2px 0 ${ink}, 0 2px 0 ${ink}`;
  if (edge === 4) return `3px 3px 4px ${ink}`;
  return undefined;
}
