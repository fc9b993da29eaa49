import { type StageElement, theApp, theStage } from './lightning.ts';

/** In stage pixels: 1920 x 1080 whatever the size of the canvas. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Words {
  readonly element: StageElement;
  /** `Home.Hero.Title` */
  readonly path: string;
  readonly text: string;
  readonly box: Box;
  /** Stage pixels, after all scaling. */
  readonly fontSize: number;
  /** The focusable element that the words belong to. */
  readonly owner: string | null;
}

export interface Thing {
  readonly id: string;
  readonly element: StageElement;
  /** Everything that is drawn of the element except its glow. */
  readonly box: Box;
  readonly alpha: number;
}

/** The whole stage. */
export const screenBox: Box = { left: 0, top: 0, right: 1920, bottom: 1080 };

/** The area that must contain everything that is read or focused. */
export const safeArea: Box = { left: 96, top: 54, right: 1824, bottom: 1026 };

export function boxOf(element: StageElement): Box {
  const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = element.core.getCornerPoints();
  const scale = theStage().getRenderPrecision();
  return {
    left: Math.min(x1, x2) / scale,
    top: Math.min(y1, y2) / scale,
    right: Math.max(x1, x2) / scale,
    bottom: Math.max(y1, y2) / scale,
  };
}

export function within(inner: Box, outer: Box, tolerance = 0.5): boolean {
  return (
    inner.left >= outer.left - tolerance &&
    inner.top >= outer.top - tolerance &&
    inner.right <= outer.right + tolerance &&
    inner.bottom <= outer.bottom + tolerance
  );
}

/** The smaller side of the area that two boxes share; 0 or less when they do not overlap. */
export function overlap(a: Box, b: Box): number {
  return Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  );
}

export function sayBox({ left, top, right, bottom }: Box): string {
  return `${Math.round(left)},${Math.round(top)}–${Math.round(right)},${Math.round(bottom)}`;
}

/** Every text on the stage that is visible at all. */
export function wordsOnStage(): Words[] {
  const owners = new Map(thingsOnStage().map(({ element, id }) => [element, id]));
  const found: Words[] = [];
  visit(theStage().application, (element) => {
    const { texture } = element;
    const text = texture?.text?.trim() ?? '';
    if (text === '' || texture?.fontSize === undefined || alphaOf(element) < 0.01) return;
    const box = boxOf(element);
    if (overlap(box, screenBox) <= 0) return;
    const scale = element.core._worldContext.ta / theStage().getRenderPrecision();
    found.push({
      element,
      path: pathOf(element),
      text,
      box,
      fontSize: texture.fontSize * scale,
      owner: ownerOf(element, owners),
    });
  });
  return found;
}

/** Every focusable element that exists on the stage now; rows far below have none. */
export function thingsOnStage(): Thing[] {
  const { screen, model } = theApp();
  const ids = (model?.groups ?? []).flatMap(({ actions }) => actions.map(({ id }) => id));
  return ids.flatMap((id) => {
    const element = screen?.componentOf(id);
    if (!element?.active) return [];
    return [{ id, element, box: drawnBox(element), alpha: alphaOf(element) }];
  });
}

export function drawnBox(root: StageElement): Box {
  let box: Box | null = null;
  visit(root, (element) => {
    if (element.ref === 'Halo' || element.texture === null || alphaOf(element) < 0.01) return;
    const other = boxOf(element);
    box = box === null ? other : unite(box, other);
  });
  return box ?? boxOf(root);
}

export function unite(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

export function alphaOf(element: StageElement): number {
  return element.core._worldContext.alpha;
}

export function pathOf(element: StageElement): string {
  const refs: string[] = [];
  for (let at: StageElement | null = element; at; at = at.parent) if (at.ref) refs.unshift(at.ref);
  return refs.join('.');
}

/** The part of an element (or of a badge, a note) that its words must stay inside. */
export function faceAround(element: StageElement): Box | null {
  if (element.ref !== 'Text' && element.ref !== 'Label') return null;
  const face = element.parent?.children.find(({ ref, active }) => ref === 'Face' && active);
  return face ? boxOf(face) : null;
}

function ownerOf(element: StageElement, owners: Map<StageElement, string>): string | null {
  for (let at: StageElement | null = element; at; at = at.parent) {
    const id = owners.get(at);
    if (id !== undefined) return id;
  }
  return null;
}

function visit(element: StageElement, look: (element: StageElement) => void): void {
  if (!element.active) return;
  look(element);
  for (const child of element.children) visit(child, look);
}
