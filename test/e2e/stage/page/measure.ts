import {
  type Box,
  drawnBox,
  faceAround,
  overlap,
  safeArea,
  sayBox,
  type Thing,
  thingsOnStage,
  type Words,
  within,
  wordsOnStage,
} from './geometry.ts';
import { find, theApp } from './lightning.ts';
import { capture, distanceAt, eachPixel, luminanceAt, type Picture, ratio } from './pixels.ts';

/** Minimum sizes and contrast of words on a television. */
const rules = { text: 28, code: 96, contrast: 4.5 } as const;

/** Stands in for missing art, and lies behind all art: nothing that a viewer must read. */
const decoration = /\.Initial$/;

export interface Measured {
  readonly faults: string[];
  /** The lowest contrast of any text, and the text that has it. */
  readonly contrast: { readonly ratio: number; readonly of: string };
  readonly texts: number;
  /** Texts of which only the beginning is shown; without the "…". */
  readonly cut: string[];
}

/**
 * Measures what is on the stage by its geometry and by the canvas's own pixels: drawn once with its words
 * and once without, so that the difference is the ink.
 * @param grounds greys, 0 to 255, that may lie behind the stage
 */
export function measure(grounds: readonly number[]): Measured {
  const faults: string[] = [];
  const things = thingsOnStage();
  const readable = wordsOnStage().filter((words) => isToBeRead(words, things));
  let lowest = { ratio: 21, of: '' };
  const inks = new Map<Words, Box>();
  const bare = drawnWith(readable, []);
  for (const layer of layersOf(readable)) {
    const drawn = drawnWith(readable, layer);
    for (const words of layer) {
      const named = `${words.path} "${words.text.slice(0, 40)}"`;
      for (const ground of grounds) {
        const found = inkOf(words, { ...drawn, ground }, { ...bare, ground });
        if (!found) {
          faults.push(`${named} cannot be seen on ${ground}`);
          continue;
        }
        inks.set(words, found.ink);
        if (found.contrast < lowest.ratio) lowest = { ratio: found.contrast, of: named };
        if (found.contrast < rules.contrast) {
          faults.push(`${named}: contrast ${found.contrast.toFixed(2)} on ${ground}`);
        }
      }
    }
  }
  for (const [words, ink] of inks) faults.push(...placeFaults(words, ink, things));
  faults.push(...collisions([...inks], things));
  return {
    faults: [...new Set(faults)],
    contrast: lowest,
    texts: readable.length,
    cut: cutOff(readable),
  };
}

/** Texts that end in "…" although no text of the screen does. */
function cutOff(readable: readonly Words[]): string[] {
  const whole = JSON.stringify(theApp().model).replace(/\\[nt]|\s/g, '');
  return readable
    .filter(({ text }) => text.endsWith('…'))
    .map(({ text }) => text.slice(0, -1).trim())
    .filter(
      (text) =>
        !whole.includes(
          JSON.stringify(`${text}…`)
            .slice(1, -1)
            .replace(/\\n|\s/g, ''),
        ),
    );
}

/**
 * Words that the window cuts off, or that fade at its edge, are read when their element has the focus,
 * because the focus scrolls it inside.
 */
function isToBeRead({ path, owner, box }: Words, things: readonly Thing[]): boolean {
  if (decoration.test(path) || isCovered(path, box)) return false;
  const thing = things.find(({ id }) => id === owner);
  if (!thing) return true;
  if (owner === theApp().grid.current) return true;
  return thing.alpha > 0.99 && within(thing.box, safeArea) && overlap(box, safeArea) > 0;
}

/** While a list covers a part of the screen, only the list is read there. */
function isCovered(path: string, box: Box): boolean {
  const list = find(({ ref, active }) => ref === 'Choices' && active);
  return list !== undefined && !/\.Choices\./.test(path) && overlap(drawnBox(list), box) > 0;
}

/** Words whose boxes overlap are measured one after the other: boxes are taller than their ink. */
function layersOf(readable: readonly Words[]): Words[][] {
  const layers: Words[][] = [];
  for (const words of readable) {
    const free = layers.find((layer) => layer.every(({ box }) => overlap(box, words.box) <= 0));
    if (free) free.push(words);
    else layers.push([words]);
  }
  return layers;
}

/** The pixels when of all words only `shown` are drawn. */
function drawnWith(all: readonly Words[], shown: readonly Words[]): Picture {
  const hidden = all.filter((words) => !shown.includes(words));
  const before = hidden.map(({ element }) => element.alpha);
  // Not 0: an invisible element loses its texture.
  for (const { element } of hidden) element.alpha = 0.0005;
  const picture = capture(0);
  hidden.forEach(({ element }, index) => {
    element.alpha = before[index] ?? 1;
  });
  return picture;
}

function inkOf(
  { box }: Words,
  drawn: Picture,
  bare: Picture,
): { ink: Box; contrast: number } | null {
  let most = 0;
  eachPixel(drawn, box, (at) => {
    most = Math.max(most, distanceAt(drawn, bare, at));
  });
  if (most < 24) return null;
  const ink = { left: 1e9, top: 1e9, right: -1e9, bottom: -1e9 };
  const ratios: number[] = [];
  eachPixel(drawn, box, (at, x, y) => {
    const distance = distanceAt(drawn, bare, at);
    if (distance > most * 0.3) {
      ink.left = Math.min(ink.left, x);
      ink.top = Math.min(ink.top, y);
      ink.right = Math.max(ink.right, x + 1);
      ink.bottom = Math.max(ink.bottom, y + 1);
    }
    // Only the middle of the strokes: their edges are mixed with the background.
    if (distance > most * 0.92) ratios.push(ratio(luminanceAt(drawn, at), luminanceAt(bare, at)));
  });
  ratios.sort((a, b) => a - b);
  // Of a few hundred pixels, a few may lie on an edge of the background.
  return { ink, contrast: ratios[Math.floor(ratios.length * 0.05)] ?? 1 };
}

function placeFaults(words: Words, ink: Box, things: readonly Thing[]): string[] {
  const faults: string[] = [];
  const named = `${words.path} "${words.text.slice(0, 40)}"`;
  if (!within(ink, safeArea)) faults.push(`${named} leaves the safe area: ${sayBox(ink)}`);
  const least = /\.Letter$/.test(words.path) ? rules.code : rules.text;
  if (words.fontSize < least - 0.01) {
    faults.push(`${named} is ${words.fontSize.toFixed(1)} px, not ${least}`);
  }
  const face = faceAround(words.element);
  if (face && !within(ink, face)) {
    faults.push(`${named} is wider than its box: ${sayBox(ink)} in ${sayBox(face)}`);
  }
  const thing = things.find(({ id }) => id === words.owner);
  if (thing && !within(ink, thing.box)) faults.push(`${named} leaves ${thing.id}`);
  return faults;
}

/**
 * px by which boxes around ink may overlap. A mark above or below one letter makes the box of the whole
 * line taller, though the other letters have no ink there.
 */
function marked(text: string): number {
  return /\p{M}/u.test(text) ? 6 : 2;
}

/** Words that overlap other words, or an element that is not theirs. */
function collisions(inks: readonly (readonly [Words, Box])[], things: readonly Thing[]): string[] {
  const faults: string[] = [];
  inks.forEach(([one, box], index) => {
    for (const [other, otherBox] of inks.slice(index + 1)) {
      if (overlap(box, otherBox) > marked(one.text + other.text)) {
        faults.push(
          `${one.path} "${one.text}" runs ${overlap(box, otherBox)} px into ${other.path} "${other.text}": ${sayBox(box)}, ${sayBox(otherBox)}`,
        );
      }
    }
    for (const thing of things) {
      if (thing.id === one.owner || thing.alpha < 0.3) continue;
      if (overlap(box, thing.box) > 2) faults.push(`${one.path} "${one.text}" lies on ${thing.id}`);
    }
  });
  things.forEach((one, index) => {
    for (const other of things.slice(index + 1)) {
      // A focused element is larger, and may overlap its neighbour's margin.
      if (overlap(one.box, other.box) > 14) faults.push(`${one.id} lies on ${other.id}`);
    }
  });
  return faults;
}
