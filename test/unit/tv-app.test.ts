import { describe, expect, it } from 'vitest';
import { App } from '../../apps/tv/App.ts';
import { FocusGrid } from '../../apps/tv/focus.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import { launched } from '../support/scripted.ts';

interface Chosen {
  readonly event?: MachineEvent;
  /** What the screen does before the event is sent. */
  readonly chosen?: (screen: { focus(id: string): void }) => void;
}

/** The parts of the app that a press of OK goes through, without a stage: the drawn screens are recorded. */
async function appOn({ event, chosen = () => {} }: Chosen) {
  const world = await launched();
  const drawn: string[] = [];
  const grid = new FocusGrid();
  const groups = [
    { id: 'group', actions: [{ id: 'one', ...(event && { event }) }, { id: 'two' }] },
  ];
  grid.set(groups as never, 'one');
  const inner = Object.assign(Object.create(App.prototype), {
    parts: { couchpass: world.app },
    grid,
    model: { groups },
    name: 'home',
    rendering: false,
    again: false,
    wantedFocus: null,
    draw: () => void drawn.push(`${world.app.view.screen} ${grid.current}`),
  });
  const focus = (id: string) => inner.focusOn(id);
  const screen = { key: () => false, chosen: () => chosen({ focus }) };
  inner.kept = new Map([['home', { screen, grid }]]);
  world.app.subscribe(() => inner.render(false));
  return { drawn, pressOk: () => inner._handleEnter() };
}

describe('OK on an action', () => {
  it('that changes the view draws the new view once', async () => {
    const { drawn, pressOk } = await appOn({ event: { type: 'ACCOUNT' } });
    pressOk();
    expect(drawn).toEqual(['account one']);
  });

  it('whose event changes nothing draws the screen once', async () => {
    const { drawn, pressOk } = await appOn({ event: { type: 'PAUSED' } });
    pressOk();
    expect(drawn).toEqual(['home one']);
  });

  it('without an event draws the screen once', async () => {
    const { drawn, pressOk } = await appOn({});
    pressOk();
    expect(drawn).toEqual(['home one']);
  });

  it('draws the screen with the focus that the screen has moved', async () => {
    const { drawn, pressOk } = await appOn({ chosen: ({ focus }) => focus('two') });
    pressOk();
    expect(drawn.at(-1)).toBe('home two');
  });
});
