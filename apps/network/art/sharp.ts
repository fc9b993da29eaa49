/** A picture cannot be drawn; the message has the command that installs what is missing. */
export class PictureError extends Error {}

/**
 * Loads sharp for the first picture only: it is native code, and not installed by default.
 * @throws PictureError when it is not installed
 */
export async function loadSharp(): Promise<typeof import('sharp').default> {
  try {
    const { default: sharp } = await import('sharp');
    return sharp;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new PictureError(
      'Pictures as JPEG and PNG need the package sharp, which is not installed: npm install sharp@0.35',
      { cause: error },
    );
  }
}

/** @throws PictureError when sharp is not installed */
export async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const sharp = await loadSharp();
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
