import type { Browser } from 'playwright-core';
import type { BenchRow } from '../../../tools/commands/bench.ts';
import { median, ms } from './figures.ts';
import { type Opened, open } from './opened.ts';
import type { Pages } from './pages.ts';

const rows = 400;
const titlesInRow = 25;
const down = 40;
const up = 38;
/** A tenth of a second: the repeat interval of a held arrow. */
const framesPerKey = 6;
const megabyte = 1024 * 1024;

/**
 * A feed of ten thousand titles: the time until Home is complete, compared with the sandbox's feed; the time from a
 * key to its frame through all rows; and the memory that a second walk through all rows adds to the first.
 */
export async function large(
  browser: Browser,
  pages: Pages,
  slowed: number,
  turns: number,
): Promise<BenchRow[]> {
  const what = `${rows * titlesInRow} titles in ${rows} rows`;
  const few: number[] = [];
  const many: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    pages.rows();
    few.push(await timeToHome(browser, pages, slowed));
    pages.rows(rows, titlesInRow);
    many.push(await timeToHome(browser, pages, slowed));
  }
  const opened = await open(browser, pages, 'app', 1);
  const first = await walk(opened);
  const before = await heapOf(opened);
  const second = await walk(opened);
  const after = await heapOf(opened);
  await opened.close();
  pages.rows();
  const answers = [...first, ...second];
  return [
    {
      what: `${what}: Home complete, ${slowed} times slower`,
      measured: `${ms(median(many))} (${ms(median(few))} with the sandbox's feed)`,
      allowed: '',
    },
    {
      what: `${what}: from a key to its frame, longest of ${answers.length}`,
      measured: `${ms(Math.max(...answers))} (median ${ms(median(answers))})`,
      allowed: '100 ms',
    },
    {
      what: `${what}: memory after all rows were shown twice : once`,
      measured: `${(after / before).toFixed(2)} (${size(after)} : ${size(before)})`,
      allowed: '1.1',
    },
  ];
}

/** ms from the start of the navigation until all words and art of the first Home are on the canvas. */
async function timeToHome(browser: Browser, pages: Pages, slow: number): Promise<number> {
  const opened = await open(browser, pages, 'app', slow);
  const took = await opened.page.evaluate(() => probe.whole);
  await opened.close();
  return took ?? Number.NaN;
}

/** Moves down to the last row and back up; ms from each key to the end of the drawing of its frame. */
async function walk({ page }: Opened): Promise<number[]> {
  return page.evaluate(
    async ([keys, presses, frames]) => {
      const from = probe.answers.length;
      for (const key of keys) await probe.walk(key, presses, frames, true);
      return probe.answers.slice(from);
    },
    [[down, up], rows - 1, framesPerKey] as const,
  );
}

/** Bytes of the page's own objects that are in use, after unused ones were removed. */
async function heapOf({ devtools }: Opened): Promise<number> {
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

function size(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}
