import { type PathResult, steps } from './tvPath.ts';

/** Engine x step, in seconds. */
export function pathTable(results: readonly PathResult[]): string {
  const shown = steps.filter((step) =>
    results.some(({ walked, failed }) => walked[step] || failed?.step === step),
  );
  const withPhone = results.some(({ secondScreen }) => secondScreen !== undefined);
  const head = ['engine', 'version', 'package', ...shown, ...(withPhone ? ['second screen'] : [])];
  const rows = results.map(({ engine, product, target, walked, failed, secondScreen }) => [
    engine,
    product,
    target,
    ...shown.map((step) => {
      const { ms = 0, not } = walked[step] ?? {};
      if (not !== undefined) return not || inSeconds(ms);
      return failed?.step === step ? 'FAILED' : '-';
    }),
    ...(withPhone ? [sayPhone(secondScreen)] : []),
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return ['', ...lines, ...results.flatMap(faultsOf), ''].join('\n');
}

/** The faults of a walk, one per line. */
export function faultsOf({
  engine,
  target,
  failed,
  complaints,
  secondScreen,
}: PathResult): string[] {
  return [
    ...(failed ? [`${engine} ${target}, ${failed.step}: ${failed.why}`] : []),
    ...complaints.map((complaint) => `${engine} ${target}, uncaught: ${complaint}`),
    ...(typeof secondScreen === 'string' ? [`${engine}, second screen: ${secondScreen}`] : []),
  ];
}

function sayPhone(secondScreen: number | string | undefined): string {
  if (secondScreen === undefined) return '-';
  return typeof secondScreen === 'string' ? 'FAILED' : inSeconds(secondScreen);
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
