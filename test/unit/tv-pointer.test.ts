import { describe, expect, it } from 'vitest';
import { watchPointer } from '../../apps/tv/pointer.ts';

/** Corners of a box on the stage, in LightningJS's form. */
const box = (x: number, y: number, w: number, h: number) => [
  x,
  y,
  x + w,
  y,
  x,
  y + h,
  x + w,
  y + h,
];

/** A page that shows the stage of 1920 x 1080 at half its size, 100 px from the left. */
function pointed(corners: Readonly<Record<string, readonly number[] | null>>, taken = false) {
  const events = new EventTarget();
  const defaultView = new EventTarget();
  let shown = { left: 100, top: 0, width: 960, height: 540 };
  const heard: string[] = [];
  watchPointer(
    Object.assign(events, {
      defaultView,
      getElementById: () => ({ getBoundingClientRect: () => shown }),
    }) as unknown as Document,
    {
      things: () => Object.keys(corners),
      corners: (id) => corners[id] ?? null,
      wanted: (id) => heard.push(`wanted ${id}`),
      chosen: (id) => heard.push(`chosen ${id}`),
      moved: (x, y) => {
        if (taken) heard.push(`moved ${x},${y}`);
        return taken;
      },
      pressed: (x, y) => {
        if (taken) heard.push(`pressed ${x},${y}`);
        return taken;
      },
      turned: (direction) => heard.push(direction),
    },
  );
  let isHeld = false;
  const send = (type: string, facts: object) => {
    const made = () => {
      const event = new Event(type);
      for (const [key, value] of Object.entries(facts))
        Object.defineProperty(event, key, { value });
      return event;
    };
    // In the window's capture phase, where the event may be stopped.
    defaultView.dispatchEvent(made());
    if (!isHeld) events.dispatchEvent(made());
  };
  return {
    heard,
    /** As while the stage shows no picture. */
    holdBack: (held: boolean) => {
      isHeld = held;
    },
    hide: () => {
      shown = { left: 0, top: 0, width: 0, height: 0 };
    },
    move: (clientX: number, clientY: number) => send('mousemove', { clientX, clientY }),
    click: (clientX: number, clientY: number, detail = 1) =>
      send('click', { clientX, clientY, detail }),
    wheel: (deltaY: number, timeStamp: number) => send('wheel', { deltaY, timeStamp }),
  };
}

const two = { card: box(200, 100, 300, 200), button: box(1000, 900, 200, 80) };

describe('LG, "Magic Remote": the pointer', () => {
  it('gives the focus to what it is on, wherever the stage lies on the page', () => {
    const { move, heard } = pointed(two);
    move(100 + 210 / 2, 110 / 2);
    move(100 + 1190 / 2, 970 / 2);
    expect(heard).toEqual(['wanted card', 'wanted button']);
  });

  it('takes nothing that it came to rest on while it was held back, until it moves again', () => {
    const { move, heard, holdBack } = pointed(two);
    holdBack(true);
    move(100 + 210 / 2, 110 / 2);
    holdBack(false);
    // The engine reports the resting pointer, because a picture appears below it.
    move(100 + 210 / 2, 110 / 2);
    expect(heard).toEqual([]);
    move(100 + 212 / 2, 110 / 2);
    expect(heard).toEqual(['wanted card']);
  });

  it('leaves the focus where it is between things, and on things that are not drawn', () => {
    const { move, heard, hide } = pointed({ ...two, gone: null });
    move(100 + 600 / 2, 110 / 2);
    move(100 + 199 / 2, 110 / 2);
    hide();
    move(100 + 210 / 2, 110 / 2);
    expect(heard).toEqual([]);
  });

  it('chooses by a click, which is OK pressed on the pointer', () => {
    const { click, heard } = pointed(two);
    click(100 + 210 / 2, 110 / 2);
    click(100 + 600 / 2, 110 / 2);
    expect(heard).toEqual(['chosen card']);
  });

  it('does not take the click of a voice guide for its own: that has no place', () => {
    const { click, heard } = pointed(two);
    click(100 + 210 / 2, 110 / 2, 0);
    expect(heard).toEqual([]);
  });

  it('takes the first of things that lie over each other', () => {
    const { move, heard } = pointed({ panel: box(0, 0, 900, 900), ...two });
    move(100 + 210 / 2, 110 / 2);
    expect(heard).toEqual(['wanted panel']);
  });

  it('goes up and down by the wheel, one step for one turn', () => {
    const { wheel, heard } = pointed(two);
    wheel(120, 1_000);
    wheel(120, 1_100);
    wheel(-120, 1_200);
    wheel(0, 2_000);
    wheel(120, 3_000);
    expect(heard).toEqual(['Down', 'Up', 'Down']);
  });

  it('leaves to the screen what that takes for itself, such as a bar, in pixels of the stage', () => {
    const { move, click, heard } = pointed(two, true);
    move(100 + 210 / 2, 110 / 2);
    click(100 + 210 / 2, 110 / 2);
    expect(heard).toEqual(['moved 210,110', 'pressed 210,110']);
  });

  it('that rests is told only once: what moves below it does not get the focus', () => {
    const { move, heard } = pointed(two);
    move(100 + 210 / 2, 110 / 2);
    move(100 + 210 / 2, 110 / 2);
    expect(heard).toEqual(['wanted card']);
  });
});
