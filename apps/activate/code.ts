/**
 * The code from the television. Adobe documents neither its length nor its alphabet (samples: six or
 * seven capitals and digits), so look-alike letters are not replaced, and no length is required.
 */

/** Longer than any code; longer text, pasted by mistake, is not sent. */
const longestCode = 32;

/** Removes spaces and dashes, and returns only capitals and digits. */
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

/** Position of the caret in `groupCode(normaliseCode(typed))` when it was at `caret` in `typed`. */
export function caretInGroups(typed: string, caret: number): number {
  const before = normaliseCode(typed.slice(0, caret)).length;
  return before === 0 ? 0 : before + Math.floor((before - 1) / 4);
}

/**
 * The code in an address, normalised; '' for none. `#code=` is never written to a server's
 * log, and takes precedence over `?code=`.
 */
export function codeInAddress(href: string): string {
  const { hash, searchParams } = new URL(href);
  const inFragment = new URLSearchParams(hash.slice(1)).get('code');
  return normaliseCode(inFragment ?? searchParams.get('code') ?? '');
}

/** The page's own address without query and fragment. */
export function bareAddress(href: string): string {
  const { origin, pathname } = new URL(href);
  return origin + pathname;
}

/**
 * The address where the provider's login ends: this page, with the code in the fragment, so that any
 * browser can request the result from the service, even a browser in which this page was never open.
 * Adobe: "Resume authentication session", `redirectUrl`.
 */
export function returnAddress(home: string, code: string): string {
  return `${home}#return=${code}`;
}

/**
 * The code of a login that has ended at this address; '' for none. Text that a service may have added
 * after the code (`#return=8BLW4RW?state=1`) is ignored.
 */
export function codeOfReturn(href: string): string {
  const returned = new URLSearchParams(new URL(href).hash.slice(1)).get('return') ?? '';
  return normaliseCode(/^\w*/.exec(returned)?.[0] ?? '');
}
