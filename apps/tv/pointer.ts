import { stage } from './theme.ts';

/** What the pointer can find and do on the screen. Positions are in stage pixels. */
export interface PointerTarget {
  /** Ids of all elements that can be focused now, topmost first. */
  things(): readonly string[];
  /** Corners of an element, as LightningJS returns them: x and y of each of the four. */
  corners(id: string): readonly number[] | null;
  wanted(id: string): void;
  chosen(id: string): void;
  /** The pointer moved; returns true when the screen handled it. */
  moved(x: number, y: number): boolean;
  /** The pointer was pressed; returns true when the screen handled it. */
  pressed(x: number, y: number): boolean;
  /** The wheel was turned by one step. */
  turned(direction: 'Up' | 'Down', x: number, y: number): void;
}

/** ms between two steps of the wheel */
const wheelPause = 150;

/**
 * Handles a pointer on the stage: LG's Magic Remote, and a mouse. The element below it gets the focus, a click or a
 * press of the wheel chooses it, and the wheel moves up and down. The returned function removes the listeners.
 * LG: "Magic Remote".
 */
export function watchPointer(page: Document, target: PointerTarget): () => void {
  let turnedAt = Number.NEGATIVE_INFINITY;
  let last = '';
  let rests = false;
  const placeOf = ({ clientX, clientY }: MouseEvent): readonly [number, number] | null => {
    const box = page.getElementById('stage')?.getBoundingClientRect();
    if (!box || box.width === 0 || box.height === 0) return null;
    const x = ((clientX - box.left) / box.width) * stage.width;
    const y = ((clientY - box.top) / box.height) * stage.height;
    return [x, y];
  };
  const under = (x: number, y: number) =>
    target.things().find((id) => isInside(target.corners(id), x, y)) ?? null;
  // Runs before lostContext.ts can stop the event, so that a pointer that was moved while the picture was lost counts
  // as resting once the picture is restored.
  const noted = (event: MouseEvent) => {
    const where = String(placeOf(event));
    rests = where === last;
    last = where;
  };
  const moved = (event: MouseEvent) => {
    const place = placeOf(event);
    // Engines also send mousemove for a resting pointer when something moves below it.
    if (place === null || rests) return;
    if (target.moved(...place)) return;
    const id = under(...place);
    if (id !== null) target.wanted(id);
  };
  const clicked = (event: MouseEvent) => {
    // A voice guide's click on the mirror has no position (`detail` is 0); the mirror handles it.
    if (event.detail === 0) return;
    const place = placeOf(event);
    if (place === null || target.pressed(...place)) return;
    const id = under(...place);
    if (id !== null) target.chosen(id);
  };
  const turned = (event: WheelEvent) => {
    if (event.deltaY === 0 || event.timeStamp - turnedAt < wheelPause) return;
    turnedAt = event.timeStamp;
    target.turned(event.deltaY > 0 ? 'Down' : 'Up', ...(placeOf(event) ?? [-1, -1]));
  };
  page.defaultView?.addEventListener('mousemove', noted, true);
  page.addEventListener('mousemove', moved);
  page.addEventListener('click', clicked);
  page.addEventListener('wheel', turned);
  return () => {
    page.defaultView?.removeEventListener('mousemove', noted, true);
    page.removeEventListener('mousemove', moved);
    page.removeEventListener('click', clicked);
    page.removeEventListener('wheel', turned);
  };
}

function isInside(corners: readonly number[] | null, x: number, y: number): boolean {
  if (corners === null || corners.length < 8) return false;
  const xs = corners.filter((_, index) => index % 2 === 0);
  const ys = corners.filter((_, index) => index % 2 === 1);
  const within = (value: number, all: readonly number[]) =>
    value >= Math.min(...all) && value <= Math.max(...all);
  return within(x, xs) && within(y, ys);
}
