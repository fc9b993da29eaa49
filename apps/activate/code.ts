/**
 * The code from the television. Adobe documents neither its length nor its alphabet (samples: six or
 * seven capitals and digits), so nothing is guessed: no look-alikes are swapped, no length is asked for.
 */

/** Longer than any code: what is pasted by mistake is not sent on. */
const longestCode = 32;

/** Any case, spaces and dashes in; bare capitals and digits out. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, longestCode);
}

/** In groups of four, as the television shows it. */
export function groupCode(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** Where the caret belongs in `groupCode(normaliseCode(typed))` when it stood at `caret` in `typed`. */
export function caretInGroups(typed: string, caret: number): number {
  const before = normaliseCode(typed.slice(0, caret)).length;
  return before === 0 ? 0 : before + Math.floor((before - 1) / 4);
}

/**
 * The code that an address brings along, normalised; '' for none. `#code=` never reaches a server's
 * log and wins over `?code=`.
 */
export function codeInAddress(href: string): string {
  const { hash, searchParams } = new URL(href);
  const inFragment = new URLSearchParams(hash.slice(1)).get('code');
  return normaliseCode(inFragment ?? searchParams.get('code') ?? '');
}

/** The page's own address with nothing of the visit in it: no query, no fragment. */
export function bareAddress(href: string): string {
  const { origin, pathname } = new URL(href);
  return origin + pathname;
}

/**
 * Where the provider's login is to end: this page, with the code in the fragment, so that any browser can
 * ask the service how it went, also one in which this page was never open.
 * Adobe: "Resume authentication session", `redirectUrl`.
 */
export function returnAddress(home: string, code: string): string {
  return `${home}#return=${code}`;
}

/**
 * The code of a login that has ended at this address; '' for none. What a service may have put behind it
 * (`#return=8BLW4RW?state=1`) is left aside.
 */
export function codeOfReturn(href: string): string {
  const returned = new URLSearchParams(new URL(href).hash.slice(1)).get('return') ?? '';
  return normaliseCode(/^\w*/.exec(returned)?.[0] ?? '');
}
