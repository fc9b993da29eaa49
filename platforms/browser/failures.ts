/**
 * What a code of a broken stream means for what can be tried.
 *
 * `outage`   nothing came, or a server that is down: the same may work in a moment
 * `refused`  a server refused it: another address may work, or another right
 * `page`     something came that is no playlist, such as a page for people
 * `other`    it came, and cannot be played
 */
export type FailureKind = 'outage' | 'refused' | 'page' | 'other';

export function kindOf(failure: string): FailureKind {
  // 408, 425 and 429: later. shaka-player: 1002 no answer, 1003 none in time, 1010 not even asked again.
  if (/^http_(408|425|429|5\d\d)$/.test(failure)) return 'outage';
  if (/^(shaka_10(02|03|10)|media_2|drm_failed)$/.test(failure)) return 'outage';
  if (failure.startsWith('http_')) return 'refused';
  return isPlaylistMissing(failure) ? 'page' : 'other';
}

/** shaka-player: 4000 of no kind, 4001 no XML, 4015 without the first line of HLS. */
function isPlaylistMissing(failure: string): boolean {
  return /^shaka_40(00|01|15)$/.test(failure);
}

/** ms until the next of several tries, by how many there were; not everybody's at once. */
export function gapOf(tries: number): number {
  const gap = tries < 3 ? 1_000 : tries < 10 ? 2_000 : 5_000;
  return gap * (0.75 + Math.random() / 2);
}
