/** What a player's code for support means for the machine and the screens. */

/**
 * The right to the stream, its address or its keys are over, or are not those that were given: what a new
 * decision may mend.
 */
export function isReleaseOver(failure: string): boolean {
  return /^(http_(401|403|404|410)|drm_(refused|expired|keys))$/.test(failure);
}
