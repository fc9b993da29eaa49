import { type PathResult, steps } from './tvPath.ts';

/** Engine x step, in seconds. */
export function pathTable(results: readonly PathResult[]): string {
  const rows = results.map(({ engine, product, target, video, took, failed }) => [
    engine,
    product,
    target,
    video || '-',
    ...steps.map((step) => {
      const ms = took[step];
      if (ms !== undefined) return (ms / 1000).toFixed(1);
      return failed?.step === step ? 'FAILED' : '-';
    }),
  ]);
  const all = [['engine', 'version', 'package', 'video', ...steps], ...rows];
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
