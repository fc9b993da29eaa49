/** The constants of FIPS 180-4, computed instead of copied: fractions of roots of the first primes. */
const primes: number[] = [];
for (let candidate = 2; primes.length < 64; candidate += 1) {
  if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
}
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/**
 * SHA-256 of a text's UTF-8 bytes, lower-case hex. Implemented here, because `crypto.subtle` is absent on the
 * oldest televisions and on pages that are not secure, and a device id must never depend on that.
 */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const blocks = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(blocks.length - 4, bytes.length * 8);
  let state = start.slice();
  for (let offset = 0; offset < blocks.length; offset += 64) state = compress(state, view, offset);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function compress(state: readonly number[], block: DataView, offset: number): number[] {
  const w: number[] = [];
  for (let i = 0; i < 64; i += 1) w.push(i < 16 ? block.getInt32(offset + i * 4) : extended(w, i));
  let [a, b, c, d, e, f, g, h] = state as Eight;
  for (let i = 0; i < 64; i += 1) {
    const sum1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const t1 = (h + sum1 + ((e & f) ^ (~e & g)) + at(constants, i) + at(w, i)) | 0;
    const sum0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const t2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + at(state, i)) | 0);
}

function extended(w: readonly number[], i: number): number {
  const [before15, before2] = [at(w, i - 15), at(w, i - 2)];
  const low = turned(before15, 7) ^ turned(before15, 18) ^ (before15 >>> 3);
  const high = turned(before2, 17) ^ turned(before2, 19) ^ (before2 >>> 10);
  return (at(w, i - 16) + low + at(w, i - 7) + high) | 0;
}

type Eight = [number, number, number, number, number, number, number, number];

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function at(words: readonly number[], index: number): number {
  return words[index] ?? 0;
}
