import { marks, tiles } from './logoMarks.ts';
import type { Mvpd } from './providers.ts';

/**
 * Logos drawn for the invented providers: a coloured tile and a white mark. Tile shape and mark differ,
 * so that providers can be told apart without colour.
 * @returns an SVG document
 */
export function logoSvg(mvpd: Mvpd): string {
  const mark = marks[mvpd.mark];
  if (!mark) throw new Error(`no drawing named ${mvpd.mark}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="192" height="192" role="img" aria-label="${mvpd.displayName}">${tiles[mark.tile](mvpd.color)}${mark.drawing}</svg>`;
}
