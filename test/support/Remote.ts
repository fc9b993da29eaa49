import type { Page } from 'playwright-core';

interface Focusable {
  readonly id: string;
  readonly group: number;
  readonly column: number;
}

interface Mirrored {
  readonly screen: string;
  readonly title: string;
  readonly focused: string;
  readonly things: readonly Focusable[];
}

/** A viewer in front of the TV app: presses keys, and reads the screen only through the accessible mirror. */
export class Remote {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until the screen is shown and an element on it (or its heading) has focus. */
  async on(screen: string, limit = 20_000): Promise<Mirrored> {
    await this.page.waitForSelector(`#mirror[data-screen="${screen}"] [data-focused]`, {
      state: 'attached',
      timeout: limit,
    });
    return this.read();
  }

  async read(): Promise<Mirrored> {
    return this.page.evaluate(() => {
      const main = document.querySelector('#mirror');
      const groups = [...(main?.querySelectorAll('[data-group]') ?? [])];
      return {
        screen: main?.getAttribute('data-screen') ?? '',
        title: main?.getAttribute('aria-label') ?? '',
        focused: main?.querySelector('[data-focused]')?.getAttribute('data-id') ?? '',
        things: groups.flatMap((group, index) =>
          [...group.querySelectorAll('[data-id]')].map((thing, column) => ({
            id: thing.getAttribute('data-id') ?? '',
            group: index,
            column,
          })),
        ),
      };
    });
  }

  /** The text of a part of the screen; '' when the part is not there. */
  async text(id: string): Promise<string> {
    return this.page.evaluate(
      (wanted) => document.querySelector(`#mirror [data-id="${wanted}"]`)?.textContent ?? '',
      id,
    );
  }

  /** The words with which a screen reader reads a part of the screen. */
  async spoken(id: string): Promise<string> {
    return this.page.evaluate((wanted) => {
      const part = document.querySelector(`#mirror [data-id="${wanted}"]`);
      return part?.getAttribute('aria-label') ?? part?.textContent ?? '';
    }, id);
  }

  /** Waits until a part of the screen shows these words. */
  async says(id: string, words: string | RegExp, limit = 20_000): Promise<void> {
    const pattern =
      words instanceof RegExp ? words.source : words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    await this.page.waitForFunction(
      ([wanted, source]) =>
        new RegExp(source ?? '').test(
          document.querySelector(`#mirror [data-id="${wanted}"]`)?.textContent ?? '',
        ),
      [id, pattern] as const,
      { timeout: limit },
    );
  }

  /** Moves the focus there with the arrow keys, like a viewer; fails when the keys do not lead there. */
  async goTo(id: string): Promise<void> {
    await this.page.waitForSelector(`#mirror [data-group] [data-id="${id}"]`, {
      state: 'attached',
      timeout: 20_000,
    });
    for (let presses = 0; presses < 60; presses++) {
      const { focused, things } = await this.read();
      if (focused === id) return;
      const here = things.find((thing) => thing.id === focused);
      const there = things.find((thing) => thing.id === id);
      if (!there) throw new Error(`${id} is not on the screen any more`);
      const key = !here
        ? 'ArrowDown'
        : there.group !== here.group
          ? there.group > here.group
            ? 'ArrowDown'
            : 'ArrowUp'
          : there.column > here.column
            ? 'ArrowRight'
            : 'ArrowLeft';
      await this.press(key);
    }
    throw new Error(`no way by arrows to ${id}, focus is on ${(await this.read()).focused}`);
  }

  async choose(id: string): Promise<void> {
    await this.goTo(id);
    await this.press('Enter');
  }

  /** Opens a title from Home and presses the first button of its page: play, or sign in. */
  async play(id: string): Promise<void> {
    await this.choose(id);
    await this.on('title');
    await this.press('Enter');
  }

  /** Presses Back until Home is shown. */
  async backHome(): Promise<void> {
    for (let steps = 0; steps < 8 && (await this.read()).screen !== 'home'; steps++) {
      await this.press('Backspace');
    }
    await this.on('home');
  }

  /** The position of the video in s, and whether there is a video. */
  async video(): Promise<{ present: boolean; time: number }> {
    return this.page.evaluate(() => {
      const video = document.querySelector('video');
      return { present: video !== null && video.readyState > 0, time: video?.currentTime ?? 0 };
    });
  }

  async videoPlays(beyond: number): Promise<void> {
    await this.page.waitForFunction(
      (seconds) => (document.querySelector('video')?.currentTime ?? 0) > seconds,
      beyond,
      { timeout: 30_000 },
    );
  }
}
