import type { Bench } from '../../tools/commands/bench.ts';
import { launchBrowser } from '../support/browser.ts';
import { moving } from './tv/moving.ts';
import { startPages } from './tv/pages.ts';
import { picking } from './tv/picker.ts';
import { starting } from './tv/starting.ts';

/** How many times slower a television's processor is than this computer's. */
const slowed = 6;

/**
 * The TV app compared with a bare LightningJS page (`tv/bare.ts` describes it): the same browser, taking
 * turns, with a slowed processor.
 */
const bench: Bench = async () => {
  const [pages, browser] = await Promise.all([startPages(), launchBrowser()]);
  try {
    return [
      ...(await starting(browser, pages, slowed, 7)),
      ...(await moving(browser, pages, slowed, 3)),
      ...(await picking(browser, pages, slowed)),
    ];
  } finally {
    await browser.close();
    await pages.close();
  }
};

export default bench;
