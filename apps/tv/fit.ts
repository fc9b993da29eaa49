/**
 * Maximum width of the elements in a row so that all of them fit: the widest are cut first, to equal widths.
 * @param room for the elements only, without the gaps between them
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
