import { beforeEach, describe, expect, it } from 'vitest';
import { type Direction, FocusGrid, type FocusGroup } from '../../apps/tv/focus.ts';

const group = (id: string, count: number): FocusGroup => ({
  id,
  actions: Array.from({ length: count }, (_, index) => ({ id: `${id}-${index}` })),
});
const home = [group('nav', 3), group('row-0', 6), group('row-1', 2)];

let grid: FocusGrid;
const press = (...keys: Direction[]) => {
  for (const key of keys) grid.move(key);
};

beforeEach(() => {
  grid = new FocusGrid();
  grid.set(home, 'row-0-0');
});

describe('moving', () => {
  it('starts at what the screen prefers', () => {
    expect(grid.current).toBe('row-0-0');
  });

  it('goes along a row and stops at its ends', () => {
    press('Right', 'Right');
    expect(grid.current).toBe('row-0-2');
    press('Left', 'Left', 'Left');
    expect(grid.current).toBe('row-0-0');
    expect(grid.move('Left')).toBe(false);
  });

  it('each row remembers its column', () => {
    press('Right', 'Right', 'Right', 'Down', 'Right', 'Up');
    expect(grid.current).toBe('row-0-3');
    press('Down');
    expect(grid.current).toBe('row-1-1');
  });

  it('reaches the menu from the rows and comes back to the same card', () => {
    press('Right', 'Right', 'Up', 'Right', 'Down');
    expect(grid.current).toBe('row-0-2');
    expect(grid.columnIn('nav')).toBe(1);
  });
});

describe('rows that change', () => {
  const row = (id: string, name: string, items: string): FocusGroup => ({
    id,
    actions: [...items].map((item, at) => ({ id: `${id}-item-${at}`, stands: `${name} ${item}` })),
  });

  it('leave the focus on the same title of the same row, wherever that is now', () => {
    grid.set([row('row-0', 'New', 'abc'), row('row-1', 'Old', 'abc')], null);
    grid.focus('row-1-item-1');
    grid.set(
      [row('row-0', 'Live', 'b'), row('row-1', 'New', 'bac'), row('row-2', 'Old', 'xxab')],
      null,
    );
    expect(grid.current).toBe('row-2-item-3');
  });

  it('leave it at the same place when the title is gone', () => {
    grid.set([row('row-0', 'New', 'abc')], null);
    grid.focus('row-0-item-1');
    grid.set([row('row-0', 'New', 'acd')], 'row-0-item-0');
    expect(grid.current).toBe('row-0-item-1');
    grid.set([row('row-0', 'New', 'd')], null);
    expect(grid.current).toBe('row-0-item-0');
  });
});

describe('a grid of lines that share a column', () => {
  beforeEach(() => {
    const tiles = (id: string, count: number) => ({ ...group(id, count), shares: 'tiles' });
    grid = new FocusGrid();
    grid.set([tiles('a', 4), tiles('b', 4), tiles('c', 2), group('actions', 3)], 'a-0');
  });

  it('goes straight down, and back up past a line that is shorter', () => {
    press('Right', 'Right', 'Right', 'Down');
    expect(grid.current).toBe('b-3');
    press('Down');
    expect(grid.current).toBe('c-1');
    press('Up');
    expect(grid.current).toBe('b-3');
  });

  it('leaves the column of other groups alone', () => {
    press('Right', 'Right', 'Down', 'Down', 'Down');
    expect(grid.current).toBe('actions-0');
    press('Right', 'Up', 'Up');
    expect(grid.current).toBe('b-2');
  });
});

describe('when the screen changes', () => {
  it('follows what is preferred until the viewer moves', () => {
    grid = new FocusGrid();
    grid.set([group('nav', 3)], 'nav-0');
    grid.set(home, 'row-0-0');
    expect(grid.current).toBe('row-0-0');
  });

  it('stays with the viewer once they moved', () => {
    grid = new FocusGrid();
    grid.set([group('nav', 3)], 'nav-0');
    press('Right');
    grid.set(home, 'row-0-0');
    expect(grid.current).toBe('nav-1');
  });

  it('goes to what is preferred when the focused thing is gone', () => {
    press('Down');
    grid.set([group('nav', 3), group('actions', 1)], 'actions-0');
    expect(grid.current).toBe('actions-0');
  });

  it('stays inside a row that got shorter', () => {
    press('Right', 'Right', 'Right', 'Right', 'Right');
    grid.set([group('nav', 3), group('row-0', 2)], null);
    expect(grid.current).toBe('row-0-1');
  });

  it('has no focus only when there is nothing to focus', () => {
    grid.set([group('row-0', 0)], 'row-0-0');
    expect(grid.current).toBeNull();
    expect(grid.move('Down')).toBe(false);
    grid.set(home, 'row-0-0');
    expect(grid.current).not.toBeNull();
  });

  it('goes where a voice guide wants it, and nowhere else', () => {
    expect(grid.focus('row-1-1')).toBe(true);
    expect(grid.current).toBe('row-1-1');
    expect(grid.focus('gone')).toBe(false);
    expect(grid.current).toBe('row-1-1');
  });
});

it('focus is never lost, whatever is pressed and whatever changes', () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed % below;
  };
  const directions: Direction[] = ['Up', 'Down', 'Left', 'Right'];
  for (let step = 0; step < 5_000; step += 1) {
    if (random(20) === 0) {
      const rows = Array.from({ length: random(4) }, (_, index) =>
        group(`row-${index}`, random(5)),
      );
      grid.set([group('nav', 2), ...rows], random(2) ? 'row-0-0' : null);
    } else {
      press(directions[random(4)] ?? 'Up');
    }
    expect(grid.current).toMatch(/^(nav|row-\d)-\d$/);
  }
});
