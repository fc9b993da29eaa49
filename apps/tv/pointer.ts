import { stage } from './theme.ts';

/** What the pointer finds on the screen, and does there. */
export interface PointerTarget {
  /** Ids of all that can be focused now, topmost first. */
  things(): readonly string[];
  /** Corners of a thing in stage pixels, as LightningJS gives them: x and y of each of four. */
  corners(id: string): readonly number[] | null;
  wanted(id: string): void;
  chosen(id: string): void;
  /** The wheel turned: one step up or down. */
  turned(direction: 'Up' | 'Down'): void;
}

/** ms between two steps of the wheel */
const wheelPause = 150;

/**
 * A pointer on the stage: LG's Magic Remote, and a mouse. What it points at gets the focus, a click or
 * press of the wheel chooses it, and turning the wheel goes up and down. Until the returned function is called.
 * LG: "Magic Remote".
 */
export function watchPointer(page: Document, target: PointerTarget): () => void {
  let turnedAt = Number.NEGATIVE_INFINITY;
  const under = (event: MouseEvent): string | null => {
    const box = page.getElementById('stage')?.getBoundingClientRect();
    if (!box || box.width === 0 || box.height === 0) return null;
    const x = ((event.clientX - box.left) / box.width) * stage.width;
    const y = ((event.clientY - box.top) / box.height) * stage.height;
    return target.things().find((id) => isInside(target.corners(id), x, y)) ?? null;
  };
  const moved = (event: MouseEvent) => {
    const id = under(event);
    if (id !== null) target.wanted(id);
  };
  const clicked = (event: MouseEvent) => {
    // The mirror has clicks of its own: those of voice guides, which come from nowhere.
    if (event.detail === 0) return;
    const id = under(event);
    if (id !== null) target.chosen(id);
  };
  const turned = (event: WheelEvent) => {
    if (event.deltaY === 0 || event.timeStamp - turnedAt < wheelPause) return;
    turnedAt = event.timeStamp;
    target.turned(event.deltaY > 0 ? 'Down' : 'Up');
  };
  page.addEventListener('mousemove', moved);
  page.addEventListener('click', clicked);
  page.addEventListener('wheel', turned);
  return () => {
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
