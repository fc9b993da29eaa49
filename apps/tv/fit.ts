/**
 * How wide things in a row may be so that all of them fit: the widest are cut first, equally.
 * @param room for the things alone, without the gaps between them
 * @returns Infinity when nothing has to be cut
 */
export function widest(widths: readonly number[], room: number): number {
  const sorted = [...widths].sort((a, b) => a - b);
  let left = room;
  for (const [index, width] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (width > share) return Math.max(0, Math.floor(share));
    left -= width;
  }
  return Number.POSITIVE_INFINITY;
}
