/**
 * What can be tried after a stream failed with a code.
 *
 * `outage`   no answer, or a failing server: the same request may succeed later
 * `refused`  a server refused it: another address may work, or another right
 * `page`     the answer is not a playlist, for example a web page
 * `other`    the stream arrived, and cannot be played
 */
export type FailureKind = 'outage' | 'refused' | 'page' | 'other';

export function kindOf(failure: string): FailureKind {
  // 408, 425 and 429: retry later. shaka-player: 1002 no answer, 1003 timeout, 1010 no retry attempted.
  if (/^http_(408|425|429|5\d\d)$/.test(failure)) return 'outage';
  if (/^(shaka_10(02|03|10)|media_2|drm_failed)$/.test(failure)) return 'outage';
  if (failure.startsWith('http_')) return 'refused';
  return isPlaylistMissing(failure) ? 'page' : 'other';
}

/** shaka-player: 4000 of unknown type, 4001 not XML, 4015 without the first line of HLS. */
function isPlaylistMissing(failure: string): boolean {
  return /^shaka_40(00|01|15)$/.test(failure);
}

/** ms until the next attempt, by the number of attempts; random, so that devices do not retry at the same time. */
export function gapOf(tries: number): number {
  const gap = tries < 3 ? 1_000 : tries < 10 ? 2_000 : 5_000;
  return gap * (0.75 + Math.random() / 2);
}
