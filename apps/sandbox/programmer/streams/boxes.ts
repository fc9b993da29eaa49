/** A box of an ISO base media file. [ISO/IEC 14496-12, 4.2] */
export interface Box {
  readonly type: string;
  /** The content of the box, without size and type. */
  readonly body: Uint8Array;
}

/** Reads a sequence of boxes. */
export function boxesOf(bytes: Uint8Array): Box[] {
  const found: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = viewOf(bytes).getUint32(at);
    // The clips have no boxes with a 64-bit size, and none that extend to the end of the file.
    if (size < 8) throw new Error('a box of a size that is not read here');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    found.push({ type, body: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return found;
}

export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 8);
  return joined(numbers([size, 4]), ascii(type), ...parts);
}

/** A box with a version and flags. */
export function fullBox(
  type: string,
  version: number,
  flags: number,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  return box(type, numbers([version, 1], [flags, 3]), ...parts);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Encodes whole numbers, each in the given number of bytes. */
export function numbers(
  ...given: readonly (readonly [value: number, bytes: number])[]
): Uint8Array {
  const all: number[] = [];
  for (const [value, bytes] of given) {
    for (let left = bytes - 1; left >= 0; left--) all.push(Math.floor(value / 256 ** left) % 256);
  }
  return Uint8Array.from(all);
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The same boxes, with new content for the types in `types`. */
export function replaced(
  bytes: Uint8Array,
  types: Readonly<Record<string, (body: Uint8Array) => Uint8Array>>,
): Uint8Array {
  return joined(
    ...boxesOf(bytes).map(({ type, body }) => {
      const change = Object.hasOwn(types, type) ? types[type] : undefined;
      return box(type, change ? change(body) : body);
    }),
  );
}
