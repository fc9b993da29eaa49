import type { Browser } from 'playwright-core';
import type { BenchRow } from '../../../tools/commands/bench.ts';
import { Remote } from '../../support/Remote.ts';
import { inTurn, noTimes, ratioRow, sayCensus, type Times } from './figures.ts';
import { type Kept, open } from './opened.ts';
import type { PageName, Pages } from './pages.ts';
import type { Census } from './probe.ts';

/**
 * From the address to Home, in a browser without an earlier visit. For the app twice: with a signed-in
 * viewer, and at its very first launch, where it must register with the service and request the profiles
 * before it may show anything: three exchanges one after another, which the bare page does not need.
 */
export async function starting(
  browser: Browser,
  pages: Pages,
  slowed: number,
  turns: number,
): Promise<BenchRow[]> {
  pages.rows();
  const kept = await signedIn(browser, pages);
  const words = { again: noTimes(), first: noTimes() };
  const whole = { again: noTimes(), first: noTimes() };
  const drawn: Partial<Record<PageName, Census>> = {};
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of inTurn) {
      for (const visit of name === 'app' ? (['again', 'first'] as const) : (['again'] as const)) {
        const opened = await open(
          browser,
          pages,
          name,
          slowed,
          visit === 'again' ? kept : undefined,
        );
        const seen = await opened.page.evaluate(() => ({
          words: probe.words ?? Number.NaN,
          whole: probe.whole ?? Number.NaN,
          census: probe.census(),
        }));
        words[visit][name].push(seen.words);
        whole[visit][name].push(seen.whole);
        if (visit === 'first' || name !== 'app') drawn[name] = seen.census;
        await opened.close();
      }
    }
  }
  const slow = `${slowed} times slower`;
  const first = (times: { again: Times; first: Times }): Times => ({
    ...times.again,
    app: times.first.app,
  });
  return [
    ...(['bare', 'app'] as const).flatMap((name) => {
      const census = drawn[name];
      if (!census) return [];
      return [
        { what: `drawn on the first Home: ${name}`, measured: sayCensus(census), allowed: '' },
      ];
    }),
    ...(['bare', 'tuned'] as const).flatMap((other) => {
      const allowed = other === 'bare' ? '1.25' : '';
      return [
        ratioRow(`Home with its words, ${slow}`, words.again, other, allowed),
        ratioRow(`Home with all its art, ${slow}`, whole.again, other, allowed),
        ratioRow(`words on the very first launch, ${slow}`, first(words), other, ''),
        ratioRow(`art on the very first launch, ${slow}`, first(whole), other, ''),
      ];
    }),
  ];
}

/** The stored data of a television whose viewer has signed in. */
async function signedIn(browser: Browser, pages: Pages): Promise<Kept> {
  const { page, close } = await open(browser, pages, 'app', 1);
  const tv = new Remote(page);
  await tv.choose('nav-sign-in');
  await tv.on('providers');
  await tv.choose('provider-HarborTV');
  await tv.on('signIn');
  await tv.says('code', /^[A-Z0-9]{7}$/);
  pages.signIn(await tv.text('code'));
  await tv.on('home');
  const kept = await page.context().storageState({ indexedDB: true });
  await close();
  return kept;
}
