import { getOwn } from '../getOwn.ts';
import { marks, tiles } from './logoMarks.ts';
import type { Mvpd } from './providers.ts';

/**
 * Logos of the invented providers: a coloured tile and a white mark. Tile shape and mark differ, so that
 * providers can be distinguished without colour.
 * @returns an SVG document
 */
export function logoSvg(mvpd: Mvpd): string {
  const mark = getOwn(marks, mvpd.mark) ?? initials(mvpd);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="192" height="192" role="img" aria-label="${escaped(mvpd.displayName)}">${tiles[mark.tile](mvpd.color)}${mark.drawing}</svg>`;
}

/** The logo of a declared provider, which has no drawing: the first letters of its first two words. */
function initials({ displayName }: Mvpd): { tile: keyof typeof tiles; drawing: string } {
  const letters = displayName.match(/[\p{L}\p{N}]+/gu)?.map((word) => [...word][0]) ?? ['?'];
  const text = escaped(letters.slice(0, 2).join('').toUpperCase());
  const drawing = `<text x="48" y="62" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="40" fill="#fff">${text}</text>`;
  return { tile: 'square', drawing };
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
