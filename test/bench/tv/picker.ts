import type { Browser } from 'playwright-core';
import type { BenchRow } from '../../../tools/commands/bench.ts';
import { Remote } from '../../support/Remote.ts';
import { median, ms } from './figures.ts';
import { type Opened, open } from './opened.ts';
import type { Pages } from './pages.ts';

const providers = 400;
const down = 40;
const lines = 40;
/** A tenth of a second: the repeat interval of a held arrow. */
const framesPerKey = 6;
/** ms */
const budget = 1000 / 60;

/**
 * Down forty lines of 400 providers with an arrow held down: frames whose own drawing took longer than one
 * and a half frames' time, and the time from a key until the focus has moved.
 */
export async function picking(browser: Browser, pages: Pages, slowed: number): Promise<BenchRow[]> {
  pages.rows();
  const rows: BenchRow[] = [];
  for (const slow of [1, slowed]) {
    const opened = await openList(browser, pages, slow);
    const seen = await opened.page.evaluate(
      async ([key, presses, frames]) => {
        const from = probe.frames.length;
        await probe.walk(key, presses, frames, true);
        return {
          took: probe.frames.slice(from).map(({ took }) => took),
          answers: probe.answers.slice(-presses),
        };
      },
      [down, lines, framesPerKey] as const,
    );
    const late = seen.took.filter((took) => took > budget * 1.5).length;
    const how = slow === 1 ? '' : `, ${slow} times slower`;
    rows.push({
      what: `${providers} providers: frames over 25 ms of ${seen.took.length}${how}`,
      measured: `${late} (median ${ms(median(seen.took))}, longest ${ms(Math.max(...seen.took))})`,
      allowed: '0',
    });
    rows.push({
      what: `${providers} providers: from a key to its frame, longest${how}`,
      measured: ms(Math.max(...seen.answers)),
      allowed: slow === 1 ? '100 ms' : '',
    });
    await opened.close();
  }
  return rows;
}

async function openList(browser: Browser, pages: Pages, slow: number): Promise<Opened> {
  const opened = await open(browser, pages, 'app', 1);
  const { page, devtools } = opened;
  await page.route('**/configuration', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.requestor.mvpds = Array.from({ length: providers }, (_, index) => ({
      id: `Many_${index}`,
      displayName: `${String.fromCharCode(65 + (index % 26))}ommon Cable ${index}`,
      logoUrl: `${pages.logos}/HarborTV.svg?of=${index}`,
    }));
    await route.fulfill({ response: answer, json: body });
  });
  const tv = new Remote(page);
  await tv.play('row-0-item-0');
  await tv.on('providers');
  await tv.choose('button-all');
  await tv.press('ArrowDown');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow });
  return opened;
}
