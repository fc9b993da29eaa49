import { boxOf, drawnBox, overlap, safeArea, sayBox, thingsOnStage, within } from './geometry.ts';
import { focusables, type StageElement, theApp } from './lightning.ts';
import { capture, eachPixel, luminanceAt, ratio } from './pixels.ts';
import { layOut, settle } from './time.ts';

/** WCAG 2.2, "Focus Appearance": the minimum contrast of the change, and the minimum width of the line. */
const rules = { contrast: 3, line: 2 } as const;

/** The greatest distance of the ring from the element. */
const around = 24;

/**
 * Compares an element with the focus and without it: a ring of the required width must appear outside the
 * element, and the element itself must grow.
 * @param ground grey behind the stage, 0 to 255
 */
export async function focusFaults(id: string, ground: number): Promise<string[]> {
  theApp().focusOn(id);
  await settle();
  const element = thingsOnStage().find((thing) => thing.id === id)?.element;
  if (!element) return [`${id} has the focus and is not on the stage`];
  const focused = drawnBox(element);
  const grown = widthOf(element);
  const region = {
    left: focused.left - around,
    top: focused.top - around,
    right: focused.right + around,
    bottom: focused.bottom + around,
  };
  const on = capture(ground, region);
  element._unfocus();
  await settle();
  const rest = drawnBox(element);
  const off = capture(ground, region);
  const small = widthOf(element);
  element._focus();
  await settle();

  const faults: string[] = [];
  let ring = 0;
  eachPixel(on, region, (at, x, y) => {
    const inside = overlap(rest, { left: x, top: y, right: x + 1, bottom: y + 1 }) > 0;
    if (!inside && ratio(luminanceAt(on, at), luminanceAt(off, at)) >= rules.contrast) ring += 1;
  });
  const needed = rules.line * 2 * (rest.right - rest.left + rest.bottom - rest.top);
  if (ring < needed) faults.push(`${id}: the ring has ${ring} px, not ${Math.round(needed)}`);
  if (grown < small * 1.02) faults.push(`${id} does not grow: ${small} to ${grown}`);
  if (!within(focused, safeArea)) faults.push(`${id} leaves the safe area: ${sayBox(focused)}`);
  return faults;
}

/** The first and the last element of each group. */
export function ends(): string[] {
  const groups = theApp().model?.groups ?? [];
  const ids = groups.flatMap(({ actions }) => [actions[0]?.id, actions[actions.length - 1]?.id]);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** The focusable elements that leave the safe area when they have the focus. */
export function outside(): string[] {
  const faults: string[] = [];
  for (const id of focusables()) {
    theApp().focusOn(id);
    layOut();
    const thing = thingsOnStage().find((candidate) => candidate.id === id);
    if (!thing) faults.push(`${id} has the focus and is not on the stage`);
    else if (!within(thing.box, safeArea)) {
      faults.push(`${id} leaves the safe area: ${sayBox(thing.box)}`);
    }
  }
  return faults;
}

/** The width of the element itself, without the ring around it. */
function widthOf(element: StageElement): number {
  const body = element.children.find(({ ref }) => ref === 'Body' || ref === 'Frame') ?? element;
  const box = boxOf(body);
  return Math.round(box.right - box.left);
}
