import { operationOf } from '../operations.ts';
import { field } from '../traffic.ts';
import { readAnswer } from './bodies.ts';
import type { Entry } from './entry.ts';

/**
 * Whether a file without dates lists the newest request first, as some tools do: then access tokens and codes
 * are used in entries before the one that issues them.
 */
export function isReversed(entries: readonly Entry[]): boolean {
  let [before, after, looked] = [0, 0, 0];
  for (const [place, entry] of entries.entries()) {
    const given = givenBy(entry);
    if (given === '') continue;
    looked += 1;
    for (const [other, { url, headers }] of entries.entries()) {
      const isUsed = url.pathname.includes(given) || headers.authorization?.includes(given);
      if (other === place || !isUsed) continue;
      if (other < place) before += 1;
      else after += 1;
    }
    // A few uses are enough.
    if (before + after > 20 || looked > 50) break;
  }
  return before > after;
}

/** The access token or the code in an answer; '' when the answer contains none. */
function givenBy({ method, url, answer }: Entry): string {
  const { name } = operationOf({ method, path: url.pathname });
  if (name === 'token') return field(readAnswer(answer()), 'access_token');
  const gives = name === 'createSession' || name === 'createRegcode';
  const code = gives ? field(readAnswer(answer()), 'code') : '';
  // A shorter code may occur in a path by chance.
  return code.length >= 6 ? code : '';
}
