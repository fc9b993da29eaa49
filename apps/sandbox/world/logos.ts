import { readFile } from 'node:fs/promises';
import { escapeXml, getOwn } from '@couchpass/network';
import { marks, tiles } from './logoMarks.ts';
import { type Mvpd, mvpds } from './providers.ts';

/**
 * Logos of the invented providers: a coloured tile and a white mark. Tile shape and mark differ, so that
 * providers can be distinguished without colour.
 * @returns an SVG document
 */
export function logoSvg(mvpd: Mvpd): string {
  const mark = getOwn(marks, mvpd.mark) ?? initials(mvpd);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="192" height="192" role="img" aria-label="${escapeXml(mvpd.displayName)}">${tiles[mark.tile](mvpd.color)}${mark.drawing}</svg>`;
}

/** The path of a provider's PNG logo, which `npm run art` draws, below the folder `logos`. */
export function logoFile({ id }: Mvpd): string {
  return `${id}.png`;
}

/** The PNG logo; undefined for providers other than the sandbox's own, for which none is drawn. */
export async function logoPng(mvpd: Mvpd): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const isDrawn = mvpds.some(
    ({ id, mark, color }) => id === mvpd.id && mark === mvpd.mark && color === mvpd.color,
  );
  if (!isDrawn) return undefined;
  return new Uint8Array(await readFile(new URL(`logos/${logoFile(mvpd)}`, import.meta.url)));
}

/** The logo of a declared provider, which has no drawing: the first letters of its first two words. */
function initials({ displayName }: Mvpd): { tile: keyof typeof tiles; drawing: string } {
  const letters = displayName.match(/[\p{L}\p{N}]+/gu)?.map((word) => [...word][0]) ?? ['?'];
  const text = escapeXml(letters.slice(0, 2).join('').toUpperCase());
  const drawing = `<text x="48" y="62" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="40" fill="#fff">${text}</text>`;
  return { tile: 'square', drawing };
}
