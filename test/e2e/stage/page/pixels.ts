import { type Box, screenBox } from './geometry.ts';
import { theStage } from './lightning.ts';
import { frame } from './time.ts';

/** Pixels of the real canvas over a plain background; places in stage pixels, whatever the canvas's size. */
export interface Picture {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha, premultiplied, the lowest line first, as WebGL returns them. */
  readonly data: Uint8Array;
  /** The grey behind the stage, 0 to 255. */
  readonly ground: number;
}

/**
 * The pixels of a part of the stage, as a viewer sees them.
 * @param ground grey behind the stage, 0 to 255
 */
export function capture(ground: number, box: Box = screenBox): Picture {
  const { gl } = theStage();
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const width = Math.min(screenBox.right, Math.ceil(box.right)) - left;
  const height = Math.min(screenBox.bottom, Math.ceil(box.bottom)) - top;
  const data = new Uint8Array(width * height * 4);
  // In the same task as the drawing: afterwards the browser clears the pixels.
  frame();
  gl.readPixels(left, 1080 - top - height, width, height, gl.RGBA, gl.UNSIGNED_BYTE, data);
  return { left, top, width, height, data, ground };
}

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** WCAG 2 relative luminance of the pixel at `at`. */
export function luminanceAt({ data, ground }: Picture, at: number): number {
  const behind = (ground * (255 - (data[at + 3] ?? 255))) / 255;
  const light = (offset: number) =>
    linear[Math.min(255, Math.round((data[at + offset] ?? 0) + behind))] ?? 0;
  return 0.2126 * light(0) + 0.7152 * light(1) + 0.0722 * light(2);
}

/** 0 to 1020: the difference of one pixel's colours and alpha between two pictures. */
export function distanceAt(a: Picture, b: Picture, at: number): number {
  let sum = 0;
  for (let offset = at; offset < at + 4; offset += 1) {
    sum += Math.abs((a.data[offset] ?? 0) - (b.data[offset] ?? 0));
  }
  return sum;
}

export function ratio(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Calls `look` with the index of each pixel of `box` in the data of `picture`. */
export function eachPixel(
  picture: Picture,
  box: Box,
  look: (at: number, x: number, y: number) => void,
): void {
  const left = Math.max(picture.left, Math.floor(box.left));
  const right = Math.min(picture.left + picture.width, Math.ceil(box.right));
  const top = Math.max(picture.top, Math.floor(box.top));
  const bottom = Math.min(picture.top + picture.height, Math.ceil(box.bottom));
  for (let y = top; y < bottom; y += 1) {
    const line = picture.top + picture.height - 1 - y;
    for (let x = left; x < right; x += 1) {
      look((line * picture.width + (x - picture.left)) * 4, x, y);
    }
  }
}
