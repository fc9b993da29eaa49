/** A matcher whose time is at most proportional to the pattern's length times the path's. */
export interface Glob {
  test(path: string): boolean;
}

export const LONGEST_PATTERN = 500;

/** One character, or a run of any length: of any characters, or of any except the slash. */
type Part = string | { readonly any: 'segment' | 'anything' };

/**
 * `*` stands for one path segment or a part of one, `**` for anything. All possible matches are followed in
 * parallel, character by character: a regular expression would try them one after the other, possibly billions.
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
  /** 1 at each position in the pattern that the characters read so far can lead to. */
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

/** A run may be empty: a match that has reached its start has reached its end as well. */
function skipRuns(parts: readonly Part[], at: Uint8Array): void {
  for (let index = 0; index < parts.length; index++)
    if (at[index] === 1 && typeof parts[index] === 'object') at[index + 1] = 1;
}
