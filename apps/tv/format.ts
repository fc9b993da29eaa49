/** Times and dates in readable form. */

/** `28:41`, `1:02:03`; negative counts as 0. `seconds` may be fractional. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Time left of something that ends at `endsAt`, both in ms on one clock; never below `0:00`. */
export function countdown(endsAt: number, now: number): string {
  // Rounded up: "0:01" is shown until the time is over.
  return clockTime(Math.ceil((endsAt - now) / 1000));
}

/** `14 March 2026` in the viewer's language. `time` in ms since the epoch. */
export function longDate(time: number, language: string): string {
  return date(time, language, 'long');
}

/** `14 Mar 2026`, for small spaces. */
export function shortDate(time: number, language: string): string {
  return date(time, language, 'short');
}

function date(time: number, language: string, month: 'long' | 'short'): string {
  const options = { day: 'numeric', month, year: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat(language, options).format(time);
  } catch {
    // A device may report a language tag that Intl refuses.
    return new Intl.DateTimeFormat('en', options).format(time);
  }
}

/** Whole hours and minutes of a running time in seconds, at least one minute. */
export function hoursAndMinutes(seconds: number): { hours: number; minutes: number } {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** A code in the form that a voice guide reads letter by letter: `8 B L W 4 R W`. */
export function spelled(code: string): string {
  return [...code].join(' ');
}

/**
 * A code in groups that are easy to read off a screen: the first half is the longer one, so seven
 * letters become 4 + 3. Up to four letters stay together.
 */
export function codeGroups(code: string): string[] {
  const letters = [...code];
  if (letters.length <= 4) return letters.length === 0 ? [] : [code];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half).join(''), letters.slice(half).join('')];
}

/** `3F2A-91C0`: identifies a device in a call to support. A checksum, from which the id cannot be computed. */
export function deviceLabelOf(id: string): string {
  let sum = 0x811c9dc5;
  for (const letter of id) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const hex = sum.toString(16).padStart(8, '0').toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}
