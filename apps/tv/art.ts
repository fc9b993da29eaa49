import { canvasToRead } from './canvases.ts';

/** A picture in the form that LightningJS takes. */
export interface LoadedArt {
  readonly source: ImageBitmap | HTMLCanvasElement;
  readonly hasAlpha: boolean;
}

type Done = (error: unknown, art?: LoadedArt) => void;

/**
 * Loads a picture at the size at which it is drawn: a television has memory for few pictures of the size that
 * feeds send, and no texture may be wider than the graphics card supports.
 * @param w px; width of the element, which the picture fills without keeping its own proportions
 * @returns cancels the loading
 */
export function loadArt(address: string, w: number, h: number, done: Done): () => void {
  // XMLHttpRequest, because pictures in packages have addresses (file:) that `fetch` refuses.
  const request = new XMLHttpRequest();
  let over = false;
  const end: Done = (error, art) => {
    if (over) return;
    over = true;
    done(error, art);
  };
  request.open('GET', address);
  request.responseType = 'blob';
  request.onerror = () => end(new Error('The picture could not be loaded.'));
  request.onload = () => {
    const blob = request.response as Blob;
    resized(blob, w, h)
      .catch(() => drawnSmaller(blob, w, h))
      .then(
        (source) => end(null, { source, hasAlpha: blob.type !== 'image/jpeg' }),
        (error: unknown) => end(error),
      );
  };
  request.send();
  return () => {
    over = true;
    request.abort();
  };
}

/** Resized by the engine, outside the page's thread. Engines before Chromium 54 return the original size. */
async function resized(blob: Blob, w: number, h: number): Promise<ImageBitmap> {
  if (typeof createImageBitmap !== 'function') throw new Error('no createImageBitmap');
  const bitmap = await createImageBitmap(blob, {
    resizeWidth: w,
    resizeHeight: h,
    resizeQuality: 'high',
    premultiplyAlpha: 'premultiply',
    colorSpaceConversion: 'none',
  });
  if (bitmap.width === w && bitmap.height === h) return bitmap;
  bitmap.close?.();
  throw new Error('not resized');
}

/** For old engines, and for pictures that only an element can decode (SVG). */
function drawnSmaller(blob: Blob, w: number, h: number): Promise<HTMLCanvasElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const address = URL.createObjectURL(blob);
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error('The picture cannot be decoded.'));
    };
    image.onload = () => {
      URL.revokeObjectURL(address);
      const canvas = canvasToRead();
      canvas.width = w;
      canvas.height = h;
      const context = canvas.getContext('2d');
      if (!context) return reject(new Error('no 2D canvas'));
      context.drawImage(image, 0, 0, w, h);
      resolve(canvas);
    };
    image.src = address;
  });
}
