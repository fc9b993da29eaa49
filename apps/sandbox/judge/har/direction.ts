import { operationOf } from '../operations.ts';
import { field } from '../traffic.ts';
import { readAnswer } from './bodies.ts';
import type { Entry } from './entry.ts';

/**
 * Whether a file without dates begins with what happened last, as some tools list it: access tokens and codes
 * are there used before they are given out, rather than after.
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
    // A few of them tell.
    if (before + after > 20 || looked > 50) break;
  }
  return before > after;
}

/** The access token or the code of an answer; '' when it gives none. */
function givenBy({ method, url, answer }: Entry): string {
  const { name } = operationOf({ method, path: url.pathname });
  if (name === 'token') return field(readAnswer(answer()), 'access_token');
  const gives = name === 'createSession' || name === 'createRegcode';
  const code = gives ? field(readAnswer(answer()), 'code') : '';
  // Shorter ones are found by accident.
  return code.length >= 6 ? code : '';
}
