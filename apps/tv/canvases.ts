import type { StageLike } from './lightning.ts';

/** Canvases that wait for their next words. More are seldom drawn in one frame. */
const kept = 12;

/**
 * Lightning reads every canvas back (words, shapes) to make a texture of it. Of one that lies in graphics
 * memory, as a browser's usually does, that means to wait for the graphics card: by far the most of a
 * frame's time. So these lie in plain memory.
 */
export function canvasToRead(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  // The first context decides; whoever asks for it again gets the same one.
  canvas.getContext('2d', { willReadFrequently: true });
  return canvas;
}

/**
 * Lets Lightning draw its words, too, where they can be read, and again and again on the same few canvases:
 * making one takes longer than drawing a line of words on it, and throws more away.
 */
export function drawWhereItIsRead(stage: StageLike): void {
  const { platform } = stage;
  const free: HTMLCanvasElement[] = [];
  const words = new WeakSet<HTMLCanvasElement>();
  const optionsFor = platform.getTextureOptionsForDrawingCanvas.bind(platform);
  platform.getDrawingCanvas = () => {
    const canvas = free.pop() ?? canvasToRead();
    words.add(canvas);
    return canvas;
  };
  // Asked when words are drawn; in the same breath they become a texture. That of a shape may wait for a
  // later frame: its canvas is its own.
  platform.getTextureOptionsForDrawingCanvas = (canvas) => {
    if (words.delete(canvas)) void Promise.resolve().then(() => keep(canvas));
    return optionsFor(canvas);
  };
  function keep(canvas: HTMLCanvasElement): void {
    if (free.length >= kept) return;
    canvas.width = 1;
    canvas.height = 1;
    free.push(canvas);
  }
}
