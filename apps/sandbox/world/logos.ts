import type { Mvpd } from './providers.ts';

/**
 * Logos drawn for the invented providers: a coloured tile and a white mark on a 96 by 96 field. Every
 * tile shape and mark differs, so that providers can be told apart without colour.
 */
const tiles = {
  circle: (color: string) => `<circle cx="48" cy="48" r="46" fill="${color}"/>`,
  square: (color: string) => `<rect x="3" y="3" width="90" height="90" rx="22" fill="${color}"/>`,
  peak: (color: string) =>
    `<path d="M43 7a6 6 0 0 1 10 0l40 74a6 6 0 0 1-5 9H8a6 6 0 0 1-5-9z" fill="${color}"/>`,
  drop: (color: string) => `<path d="M3 48a45 45 0 1 1 45 45H9a6 6 0 0 1-6-6z" fill="${color}"/>`,
};

const line = (d: string, width = 9) =>
  `<path d="${d}" fill="none" stroke="#fff" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const fill = (d: string) => `<path d="${d}" fill="#fff"/>`;

const marks: Readonly<Record<string, { tile: keyof typeof tiles; drawing: string }>> = {
  valley: { tile: 'circle', drawing: line('M24 38q24 44 48 0') },
  harbor: { tile: 'square', drawing: line('M48 26v42M30 44h36M26 56q4 16 22 16t22-16') },
  summit: { tile: 'peak', drawing: line('M33 72l15-28 15 28', 8) },
  prairie: { tile: 'drop', drawing: line('M26 62h44M26 48h44M34 34h28') },
  cedar: { tile: 'circle', drawing: line('M48 22v52M32 42l16-14 16 14M28 62l20-18 20 18', 8) },
  ridge: { tile: 'square', drawing: line('M20 64l16-26 12 16 14-24 14 34') },
  lake: { tile: 'drop', drawing: line('M24 42q12-10 24 0t24 0M24 60q12-10 24 0t24 0') },
  metro: { tile: 'circle', drawing: line('M26 66V36l22 20 22-20v30') },
  canyon: { tile: 'square', drawing: line('M30 66q0-36 36-36M30 66h.1M44 66q0-22 22-22') },
  orchard: {
    tile: 'drop',
    drawing:
      fill('M48 40c-8-8-24-4-24 12 0 14 12 22 24 18 12 4 24-4 24-18 0-16-16-20-24-12z') +
      line('M48 38q0-12 10-16', 7),
  },
  polar: {
    tile: 'circle',
    drawing: fill('M48 16l7 25 25 7-25 7-7 25-7-25-25-7 25-7z'),
  },
  way: { tile: 'square', drawing: line('M34 74l8-52M62 74l-8-52M48 34v6M48 50v6M48 66v6', 7) },
  preview: { tile: 'circle', drawing: line('M48 26v22l14 10') },
};

/** The provider's logo as an SVG document. */
export function logoSvg(mvpd: Mvpd): string {
  const mark = marks[mvpd.mark];
  if (!mark) throw new Error(`no drawing named ${mvpd.mark}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="192" height="192" role="img" aria-label="${mvpd.displayName}">${tiles[mark.tile](mvpd.color)}${mark.drawing}</svg>`;
}
