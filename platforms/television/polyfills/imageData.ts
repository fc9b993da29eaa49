/**
 * `new ImageData(…)`, which Chromium has since version 42: LightningJS uses it where it draws without WebGL.
 * @param target the page's window
 */
function installImageData(target: { ImageData?: typeof ImageData }): void {
  try {
    new (target.ImageData as typeof ImageData)(1, 1);
  } catch {
    const made = (first: number | Uint8ClampedArray, second: number, third?: number) => {
      const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
      if (typeof first === 'number') return context.createImageData(first, second);
      const image = context.createImageData(second, third ?? first.length / 4 / second);
      image.data.set(first);
      return image;
    };
    // A plain function: called with `new`, it returns the object that `made` returns.
    const replacement = function ImageData(...sizes: Parameters<typeof made>) {
      return made(...sizes);
    };
    if (target.ImageData) replacement.prototype = target.ImageData.prototype;
    target.ImageData = replacement as never;
  }
}

installImageData(window);
