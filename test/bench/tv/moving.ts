import type { Browser } from 'playwright-core';
import type { BenchRow } from '../../../tools/commands/bench.ts';
import { inTurn, ms, noTimes, ratioRow } from './figures.ts';
import { open, workOf } from './opened.ts';
import type { Pages } from './pages.ts';

const rows = 40;
/** A quarter of a second: the duration of all movements that follow a key. */
const framesPerKey = 15;
const down = 40;

/**
 * Moves down through forty rows, each with art that was never shown: the main thread's work per frame.
 * Measured is the thread's processor time, which does not include other programs on this computer.
 */
export async function moving(
  browser: Browser,
  pages: Pages,
  slowed: number,
  turns: number,
): Promise<BenchRow[]> {
  pages.rows(rows);
  const work = noTimes();
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of inTurn) {
      const opened = await open(browser, pages, name, slowed);
      const before = await workOf(opened);
      await opened.page.evaluate(([key, presses, frames]) => probe.walk(key, presses, frames), [
        down,
        rows - 1,
        framesPerKey,
      ] as const);
      const after = await workOf(opened);
      work[name].push((after.work - before.work) / (after.frames - before.frames));
      await opened.close();
    }
  }
  const answered = await answers(browser, pages);
  const what = `main thread per frame through ${rows} rows, ${slowed} times slower`;
  return [
    ratioRow(what, work, 'bare', '1.2'),
    ratioRow(what, work, 'tuned', ''),
    {
      what: `${rows} rows: from a key to its frame, longest of ${answered.length}`,
      measured: ms(Math.max(...answered)),
      allowed: '100 ms',
    },
  ];
}

/** ms from each key to the end of the drawing that shows the moved focus, at full speed. */
async function answers(browser: Browser, pages: Pages): Promise<number[]> {
  const opened = await open(browser, pages, 'app', 1);
  const seen = await opened.page.evaluate(
    async ([key, presses, frames]) => {
      await probe.walk(key, presses, frames, true);
      return probe.answers.slice(-presses);
    },
    [down, rows - 1, framesPerKey] as const,
  );
  await opened.close();
  return seen;
}
