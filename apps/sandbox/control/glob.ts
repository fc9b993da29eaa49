/** A matcher that never takes longer than the pattern's length times the path's. */
export interface Glob {
  test(path: string): boolean;
}

export const LONGEST_PATTERN = 500;

/** One letter, or a run of any: of all letters, or of all but the slash. */
type Part = string | { readonly any: 'segment' | 'anything' };

/**
 * `*` stands for one path segment or a part of one, `**` for anything. All ways of matching are followed at
 * once, letter by letter: a regular expression would try them one after the other, and there may be billions.
 */
export function compileGlob(pattern: string): Glob {
  const parts = pattern
    .split(/(\*\*|\*)/)
    .flatMap<Part>((piece) =>
      piece === '**' ? { any: 'anything' } : piece === '*' ? { any: 'segment' } : [...piece],
    );
  return { test: (path) => matches(parts, path) };
}

function matches(parts: readonly Part[], path: string): boolean {
  /** 1 at each place in the pattern that what was read so far may have led to. */
  let at = new Uint8Array(parts.length + 1);
  let next = new Uint8Array(parts.length + 1);
  at[0] = 1;
  for (const letter of path) {
    skipRuns(parts, at);
    next.fill(0);
    for (let index = 0; index < parts.length; index++) {
      if (at[index] === 0) continue;
      const part = parts[index];
      if (typeof part !== 'object') {
        if (part === letter) next[index + 1] = 1;
      } else if (part.any === 'anything' || letter !== '/') next[index] = 1;
    }
    [at, next] = [next, at];
  }
  skipRuns(parts, at);
  return at[parts.length] === 1;
}

/** A run may be empty: whoever is before it is behind it as well. */
function skipRuns(parts: readonly Part[], at: Uint8Array): void {
  for (let index = 0; index < parts.length; index++)
    if (at[index] === 1 && typeof parts[index] === 'object') at[index + 1] = 1;
}
