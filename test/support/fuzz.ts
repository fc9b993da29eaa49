import fc from 'fast-check';
import { expect } from 'vitest';

/**
 * For more runs, or another seed: `FUZZ_RUNS=20000 FUZZ_SEED=7 npx vitest run --project unit
 * test/unit/fuzz`.
 */
export const fuzz = (runs: number) => ({
  numRuns: Number(process.env.FUZZ_RUNS ?? runs),
  /** The same seed every time, so that a new failure comes from a change of the code. */
  seed: Number(process.env.FUZZ_SEED ?? 1),
});

/**
 * ms for one input of up to a megabyte, on a machine that also runs other work; most inputs take a
 * hundredth of it.
 */
const limit = 2_000;

/**
 * What `reader` returns for one input; undefined where it throws its documented error. Fails when it takes
 * longer than the limit or throws another error.
 */
export function read<T>(
  what: string,
  reader: () => T,
  isExpected: (thrown: unknown) => boolean = () => false,
): T | undefined {
  const began = performance.now();
  const before = process.cpuUsage();
  let result: T | undefined;
  try {
    result = reader();
  } catch (thrown) {
    if (!isExpected(thrown))
      throw new Error(`unexpected: ${what.slice(0, 200)}`, { cause: thrown });
  }
  // Time that other programs of the machine take is not counted.
  const { user, system } = process.cpuUsage(before);
  const took = Math.min(performance.now() - began, (user + system) / 1_000);
  expect(took, `${what.slice(0, 200)} took ${Math.round(took)} ms`).toBeLessThan(limit);
  return result;
}

/** `unit` repeated to a megabyte, for readers that may look at a letter more than once. */
export const megabyteOf = (unit: string) =>
  unit.repeat(Math.ceil(1_000_000 / unit.length)).slice(0, 1_000_000);

/** Any text: of letters, of the format's own pieces, or of both. */
export const textOf = (...pieces: readonly string[]) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 60 })
      .map((all) => all.join('')),
  );

/** A valid text with one piece removed, changed or inserted. */
export const damaged = (whole: fc.Arbitrary<string>, ...pieces: readonly string[]) =>
  fc
    .tuple(
      whole,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(20),
      fc.constantFrom('', ...pieces),
    )
    .map(([text, place, length, piece]) => {
      const at = Math.floor(place * text.length);
      return text.slice(0, at) + piece + text.slice(at + length);
    });

/** Names that every object inherits. */
export const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

/** Any JSON value, made of the names and values that a reader looks for and of unexpected ones. */
export function jsonOf(names: readonly string[], values: readonly unknown[]) {
  const name = fc.constantFrom(...names, ...inherited);
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(...values),
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1e308,
      '',
      ' ',
      '\u0000',
      '\ud800',
      'a'.repeat(5_000),
    ),
  );
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc
        .array(fc.tuple(name, tie('value')), { maxLength: 6 })
        .map((all) => Object.fromEntries(all)),
    ),
  })).value;
}
