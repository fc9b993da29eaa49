/** Canvases that are kept for reuse; usually one is enough. */
const kept = 2;

/**
 * Lightning reads every canvas (texts, shapes) back to make a texture of it. Reading a canvas in graphics memory,
 * where browsers usually keep it, means waiting for the graphics card, which takes most of a frame's time. So these
 * canvases are kept in main memory.
 */
export function canvasToRead(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  // The first call of getContext decides; later calls return the same context.
  canvas.getContext('2d', { willReadFrequently: true });
  return canvas;
}

/** The part of Lightning's stage that draws texts and rounded corners. */
export interface DrawingPlatform {
  getDrawingCanvas(): HTMLCanvasElement;
  getTextureOptionsForDrawingCanvas(canvas: HTMLCanvasElement): object;
}

/**
 * Makes Lightning draw its texts on canvases in main memory too, and reuse the same canvas: making a canvas takes
 * longer than drawing a line of text on it, and produces more garbage.
 */
export function drawWhereItIsRead(stage: { readonly platform: DrawingPlatform }): void {
  const { platform } = stage;
  const free: HTMLCanvasElement[] = [];
  const ofWords = new WeakSet<HTMLCanvasElement>();
  const optionsFor = platform.getTextureOptionsForDrawingCanvas.bind(platform);
  platform.getDrawingCanvas = () => {
    const canvas = free.pop() ?? canvasToRead();
    ofWords.add(canvas);
    return canvas;
  };
  // Called when a text has been drawn, and the text becomes a texture before another canvas is requested. A shape may
  // become a texture in a later frame, so shapes have canvases of their own.
  platform.getTextureOptionsForDrawingCanvas = (canvas) => {
    if (ofWords.delete(canvas) && free.length < kept) free.push(canvas);
    return optionsFor(canvas);
  };
}
