/** The meaning of a player's failure code for the machine and the screens. */

/**
 * The permission for the stream, its address or its keys have expired or were refused: a new decision may help.
 */
export function isReleaseOver(failure: string): boolean {
  return /^(http_(401|403|404|410)|drm_(refused|expired|keys))$/.test(failure);
}
