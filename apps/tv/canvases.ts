/** Canvases that wait for their next words: mostly one is enough. */
const kept = 2;

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

/** What Lightning's stage draws texts and rounded corners with. */
export interface DrawingPlatform {
  getDrawingCanvas(): HTMLCanvasElement;
  getTextureOptionsForDrawingCanvas(canvas: HTMLCanvasElement): object;
}

/**
 * Lets Lightning draw its words, too, where they can be read, and all of them on the same canvas: making one
 * takes longer than drawing a line of words on it, and throws more away.
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
  // Asked when words are drawn; before anything else can want a canvas they are a texture. A shape, which
  // may wait for that until a later frame, has a canvas of its own.
  platform.getTextureOptionsForDrawingCanvas = (canvas) => {
    if (ofWords.delete(canvas) && free.length < kept) free.push(canvas);
    return optionsFor(canvas);
  };
}
