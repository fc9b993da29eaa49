import { type PathResult, steps } from './tvPath.ts';

/** Engine x step, in seconds. */
export function pathTable(results: readonly PathResult[]): string {
  const rows = results.map(({ engine, product, target, walked, failed }) => [
    engine,
    product,
    target,
    ...steps.map((step) => {
      const { ms = 0, not } = walked[step] ?? {};
      if (not !== undefined) return not || (ms / 1000).toFixed(1);
      return failed?.step === step ? 'FAILED' : '-';
    }),
  ]);
  const all = [['engine', 'version', 'package', ...steps], ...rows];
  const widths = all[0]?.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  const lines = all.map((row) => row.map((cell, i) => cell.padEnd(widths?.[i] ?? 0)).join('  '));
  const faults = results.flatMap(({ engine, target, failed, complaints }) => [
    ...(failed ? [`${engine} ${target}, ${failed.step}: ${failed.why}`] : []),
    ...complaints.map((complaint) => `${engine} ${target}, uncaught: ${complaint}`),
  ]);
  return ['', ...lines, ...faults, ''].join('\n');
}
