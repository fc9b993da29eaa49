/**
 * Whether this is WebKit on GStreamer: on Linux, in set-top boxes, and on other systems than Apple's. Chromium also
 * names WebKit in its user agent, but has Google as its vendor.
 */
export function isGStreamerWebKit({
  vendor,
  platform,
}: Pick<Navigator, 'vendor' | 'platform'>): boolean {
  return /^Apple/.test(vendor) && !/^(Mac|iP)/.test(platform);
}

interface Buffers {
  readonly SourceBuffer?: { readonly prototype: SourceBuffer } | undefined;
}

/**
 * In this engine `SourceBuffer.abort()` also drops the initialization segment, which it must keep (W3C, "Media Source
 * Extensions", "Reset Parser State"): segments that are appended later are never buffered. So the last
 * initialization segment is added in front of the next segment after an `abort()`.
 */
export function keepInitialization(host: Buffers): void {
  const prototype = host.SourceBuffer?.prototype;
  if (!prototype) return;
  const { abort, appendBuffer } = prototype;
  const kept = new WeakMap<SourceBuffer, Uint8Array<ArrayBuffer>>();
  const forgotten = new WeakSet<SourceBuffer>();
  prototype.abort = function (this: SourceBuffer) {
    abort.call(this);
    forgotten.add(this);
  };
  prototype.appendBuffer = function (this: SourceBuffer, data: BufferSource) {
    const bytes = bytesOf(data);
    if (isInitialization(bytes)) {
      kept.set(this, bytes.slice());
      forgotten.delete(this);
    }
    const first = forgotten.has(this) ? kept.get(this) : undefined;
    forgotten.delete(this);
    appendBuffer.call(this, first ? joined(first, bytes) : data);
  };
}

/** MP4: the first box is `ftyp` or `moov` (media begins with `styp`, `moof`, `sidx`, `emsg`, …). WebM: an EBML head. */
function isInitialization(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  const isWebm = bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3;
  return isWebm || type === 'ftyp' || type === 'moov';
}

function bytesOf(data: BufferSource): Uint8Array<ArrayBuffer> {
  if (ArrayBuffer.isView(data)) {
    const { buffer, byteOffset, byteLength } = data as ArrayBufferView<ArrayBuffer>;
    return new Uint8Array(buffer, byteOffset, byteLength);
  }
  return new Uint8Array(data as ArrayBuffer);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
