/** An MVPD id as words, for when its display name is not known: `ValleyCable` becomes `Valley Cable`. */
export function sayMvpd(id: string): string {
  return id
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim();
}
