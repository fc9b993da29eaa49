import { until } from '../support/condition.ts';
import type { EnginePage, Key } from './page.ts';

export interface Seen {
  readonly screen: string;
  readonly focused: string;
  readonly things: readonly {
    readonly id: string;
    readonly label: string;
    readonly group: number;
    readonly column: number;
  }[];
  readonly texts: Readonly<Record<string, string>>;
}

/** Written for the oldest engine, because an evaluated script is not translated. */
const look = `(function () {
  var main = document.querySelector('#mirror');
  var out = { screen: '', focused: '', things: [], texts: {} };
  if (!main) return out;
  out.screen = main.getAttribute('data-screen') || '';
  var focused = main.querySelector('[data-focused]');
  out.focused = focused ? focused.getAttribute('data-id') : '';
  var groups = main.querySelectorAll('[data-group]');
  for (var g = 0; g < groups.length; g += 1) {
    var inside = groups[g].querySelectorAll('[data-id]');
    for (var c = 0; c < inside.length; c += 1) {
      var label = inside[c].textContent;
      out.things.push({ id: inside[c].getAttribute('data-id'), label: label, group: g, column: c });
    }
  }
  var said = main.querySelectorAll('[data-part="texts"] [data-id]');
  for (var t = 0; t < said.length; t += 1) {
    out.texts[said[t].getAttribute('data-id')] = said[t].textContent;
  }
  return out;
})()`;

/** A viewer with a television's remote, who reads the screen only through the mirror. */
export class SimulatedTv {
  private readonly page: EnginePage;

  constructor(page: EnginePage) {
    this.page = page;
  }

  press(key: Key): Promise<void> {
    return this.page.press(key);
  }

  see(): Promise<Seen> {
    return this.page.evaluate<Seen>(look);
  }

  /** Waits for one of these screens. @param limit ms */
  async on(screens: string | readonly string[], limit = 40_000): Promise<Seen> {
    let last: Seen | null = null;
    try {
      return await until(
        async () => {
          last = await this.see();
          return screens.includes(last.screen) && last.focused ? last : null;
        },
        { limit },
      );
    } catch {
      throw new Error(`waited for ${String(screens)}, the screen is "${sayScreen(last)}"`);
    }
  }

  /** Waits until another screen is shown. */
  async leaves(screen: string, limit = 40_000): Promise<Seen> {
    return until(
      async () => {
        const seen = await this.see();
        return seen.screen !== screen && seen.focused ? seen : null;
      },
      { limit, what: `leaving ${screen}` },
    );
  }

  /** Moves to an element with the arrows and presses OK. */
  async choose(id: string): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      const { focused, things, screen } = await this.see();
      if (focused === id) return this.press('Enter');
      const here = things.find((thing) => thing.id === focused);
      const there = things.find((thing) => thing.id === id);
      if (!there) throw new Error(`${id} is not on the screen ${screen}`);
      if (!here) await this.press('Down');
      else if (there.group !== here.group)
        await this.press(there.group > here.group ? 'Down' : 'Up');
      else await this.press(there.column > here.column ? 'Right' : 'Left');
    }
    throw new Error(`no way by arrows to ${id}`);
  }

  /** Moves to the first element whose label contains these words, and presses OK. */
  async chooseLabelled(words: string): Promise<void> {
    const { things, screen } = await this.see();
    const found = things.find(({ label }) => label.includes(words));
    if (!found) throw new Error(`nothing on the screen ${screen} says ${words}`);
    return this.choose(found.id);
  }

  /** Moves the pointer along the top bar, from its end, until the element has the focus, and clicks there. */
  async pointAt(id: string): Promise<void> {
    for (const y of [60, 40, 80, 100]) {
      for (let x = 1240; x >= 40; x -= 40) {
        await this.page.point(x, y, false);
        if ((await this.see()).focused !== id) continue;
        return this.page.point(x, y, true);
      }
    }
    throw new Error(`the pointer never finds ${id}`);
  }

  /** Presses OK on each screen until one of these is shown. */
  async okUntil(screens: readonly string[]): Promise<Seen> {
    for (let presses = 0; presses < 4; presses += 1) {
      const { screen } = await this.see();
      await this.press('Enter');
      const seen = await this.leaves(screen);
      if (screens.includes(seen.screen)) return seen;
      if (seen.screen === 'authorizing') return this.on(screens);
    }
    throw new Error(`OK never leads to ${screens.join(' or ')}`);
  }

  /** Presses Back until this screen is shown. */
  async backTo(screen: string): Promise<Seen> {
    for (let presses = 0; presses < 4; presses += 1) {
      const seen = await this.see();
      if (seen.screen === screen) return seen;
      await this.press('Back');
      await this.leaves(seen.screen);
    }
    return this.on(screen);
  }
}

function sayScreen(seen: Seen | null): string {
  return seen ? `${seen.screen}: ${JSON.stringify(seen.texts)}` : 'nothing';
}
