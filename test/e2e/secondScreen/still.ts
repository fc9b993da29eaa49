import type { Frame, Page } from 'playwright-core';

/** The second screen: the page itself, or the frame that contains it. */
export function secondScreen(page: Page): Frame {
  return page.frames().at(-1) ?? page.mainFrame();
}

/** Loads every picture, including those that load only when scrolled to. */
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

/** Stops all movement; finished animations keep their end state. */
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

/** The px by which the second screen is wider than its window. */
export function tooWide(page: Page): Promise<number> {
  return secondScreen(page).evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Doubles the text size, or restores it. */
export async function twice(page: Page, on: boolean): Promise<void> {
  await secondScreen(page).evaluate(
    (size) => {
      document.documentElement.style.fontSize = size;
    },
    on ? '200%' : '',
  );
}
