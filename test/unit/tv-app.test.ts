import { describe, expect, it, vi } from 'vitest';
import { App } from '../../apps/tv/App.ts';
import { FocusGrid } from '../../apps/tv/focus.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import { launched } from '../support/scripted.ts';

/** The parts of the app that a key press goes through, without a stage: what is drawn is recorded. */
async function appOn(
  event: MachineEvent | null,
  chosen: (app: { refresh(): void }) => void = () => {},
) {
  const world = await launched();
  const drawn: string[] = [];
  const grid = new FocusGrid();
  grid.set([{ id: 'group', actions: [{ id: 'one' }] }] as never, 'one');
  const inner = Object.assign(Object.create(App.prototype), {
    parts: { couchpass: world.app },
    grid,
    model: { groups: [{ id: 'group', actions: [{ id: 'one', ...(event && { event }) }] }] },
    name: 'home',
    rendering: false,
    again: false,
    wantedFocus: null,
    draw: () => void drawn.push(world.app.view.screen),
  });
  const screen = { key: () => false, chosen: () => chosen({ refresh: () => inner.render(false) }) };
  inner.kept = new Map([['home', { screen, grid }]]);
  world.app.subscribe(() => inner.render(false));
  return { drawn, pressOk: () => inner._handleEnter() };
}

describe('OK on an action', () => {
  it('that changes the view draws the new view once', async () => {
    const { drawn, pressOk } = await appOn({ type: 'ACCOUNT' });
    pressOk();
    expect(drawn).toEqual(['account']);
  });

  it('that also changes the screen itself draws both once', async () => {
    const { drawn, pressOk } = await appOn({ type: 'ACCOUNT' }, ({ refresh }) => refresh());
    pressOk();
    expect(drawn).toEqual(['account']);
  });

  it('that changes nothing in the view draws the screen once', async () => {
    const { drawn, pressOk } = await appOn(null);
    pressOk();
    expect(drawn).toEqual(['home']);
  });

  it('that fails does not keep later views from being drawn', async () => {
    const fails = vi.fn(() => {
      throw new Error('a defect');
    });
    const { drawn, pressOk } = await appOn({ type: 'ACCOUNT' }, fails);
    expect(pressOk).toThrow('a defect');
    fails.mockImplementation((() => {}) as never);
    pressOk();
    expect(drawn).toEqual(['account']);
  });
});
