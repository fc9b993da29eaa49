/** Sorts and keeps the order of equal elements; the sort of older engines is not stable. */
export function stableSort<T>(list: readonly T[], compare: (a: T, b: T) => number): T[] {
  return list
    .map((one, at) => ({ one, at }))
    .sort((a, b) => compare(a.one, b.one) || a.at - b.at)
    .map(({ one }) => one);
}
