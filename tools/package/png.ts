/** px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width and height of a PNG file; null for other files. */
export function pngSize(bytes: Uint8Array | undefined): Size | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes === undefined || bytes.length < 24) return null;
  if (signature.some((byte, index) => bytes[index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
