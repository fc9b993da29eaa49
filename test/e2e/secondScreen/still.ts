import type { Frame, Page } from 'playwright-core';

/** The second screen: the page itself, or the frame that somebody put it in. */
export function secondScreen(page: Page): Frame {
  return page.frames().at(-1) ?? page.mainFrame();
}

/** Every picture is there, also those that would wait to be scrolled to. */
export async function allPictures(page: Page): Promise<void> {
  await secondScreen(page).evaluate(() =>
    Promise.all(
      [...document.images].map((image) => {
        image.loading = 'eager';
        if (image.complete) return null;
        return new Promise((resolve) => {
          image.addEventListener('load', resolve);
          image.addEventListener('error', resolve);
        });
      }),
    ),
  );
}

/** Nothing moves from here on; what has moved to its end stays there. */
export async function standStill(page: Page): Promise<void> {
  await secondScreen(page).evaluate(() => {
    document.documentElement.style.caretColor = 'transparent';
    for (const animation of document.getAnimations()) {
      if (animation.playState === 'finished') continue;
      animation.currentTime = 0;
      animation.pause();
    }
  });
}

/** By how much the second screen is wider than its window, px. */
export function tooWide(page: Page): Promise<number> {
  return secondScreen(page).evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Letters of twice the size, or of the usual again. */
export async function twice(page: Page, on: boolean): Promise<void> {
  await secondScreen(page).evaluate(
    (size) => {
      document.documentElement.style.fontSize = size;
    },
    on ? '200%' : '',
  );
}
