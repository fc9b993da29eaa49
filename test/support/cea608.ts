import {
  box,
  boxesOf,
  fullBox,
  joined,
  numbers,
  viewOf,
} from '../../apps/network/streams/boxes.ts';

/** Captions inside the pictures of H.264, for tests. [CTA-608-E; ATSC A/53 part 4; ISO/IEC 14496-10, D.1.6] */

/** The two bytes of CEA-608 that a picture contains, without parity. */
type Pair = readonly [number, number];

/** A text, in ASCII, and the times from and until which it is shown, in s. */
export interface InBandCaption {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const resume: Pair = [0x14, 0x20];
const lastRow: Pair = [0x14, 0x70];
const show: Pair = [0x14, 0x2f];
const erase: Pair = [0x14, 0x2c];
const nothing: Pair = [0, 0];

/**
 * The segment with CC1 captions in its pictures.
 * @param first number of the segment's first picture in the stream
 * @param fps pictures per second
 */
export function withCaptions(
  segment: Uint8Array,
  captions: readonly InBandCaption[],
  first: number,
  fps: number,
): Uint8Array {
  const pairs = pairsOf(captions, fps);
  const boxes = boxesOf(segment);
  const moof = boxes.find(({ type }) => type === 'moof')?.body ?? new Uint8Array();
  const mdat = boxes.find(({ type }) => type === 'mdat')?.body ?? new Uint8Array();
  const sizes = sizesOf(moof);
  const units = sizes.map((_, index) => captionUnit(pairs.get(first + index) ?? nothing));
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [index, size] of sizes.entries()) {
    parts.push(units[index] ?? new Uint8Array(), mdat.subarray(at, at + size));
    at += size;
  }
  const growth = units.reduce((sum, { length }) => sum + length, 0);
  const changed = boxesOf(moof).map(({ type, body }, index) => {
    if (type !== 'traf') return box(type, body);
    const isVideo = index === 1;
    return box(
      type,
      ...boxesOf(body).map((each) => {
        if (each.type !== 'trun') return box(each.type, each.body);
        if (!isVideo) return box('trun', moved(each.body, growth));
        const grown = sizes.map((size, picture) => size + (units[picture]?.length ?? 0));
        return fullBox(
          'trun',
          0,
          0x205,
          each.body.subarray(4, 16),
          ...grown.map((size) => numbers([size, 4])),
        );
      }),
    );
  });
  return joined(box('moof', ...changed), box('mdat', ...parts, mdat.subarray(at)));
}

/** Texts are loaded before they are shown, one pair per picture; commands are sent twice. */
function pairsOf(captions: readonly InBandCaption[], fps: number): ReadonlyMap<number, Pair> {
  const pairs = new Map<number, Pair>();
  const put = (at: number, all: readonly Pair[]) => {
    all.forEach((pair, index) => {
      if (pairs.has(at + index)) throw new Error('two captions at the same time');
      pairs.set(at + index, pair);
    });
  };
  for (const { from, to, text } of captions) {
    const letters: Pair[] = [];
    for (let index = 0; index < text.length; index += 2)
      letters.push([text.charCodeAt(index), text.charCodeAt(index + 1) || 0]);
    const load = [resume, resume, lastRow, lastRow, ...letters];
    const shown = Math.round(from * fps);
    put(shown - load.length, [...load, show, show]);
    put(Math.round(to * fps), [erase, erase]);
  }
  return pairs;
}

/** An SEI unit with one pair of field 1, with its length in front. */
function captionUnit([a, b]: Pair): Uint8Array {
  const data = [0xb5, 0x00, 0x31, 0x47, 0x41, 0x39, 0x34, 0x03, 0xc1, 0xff, 0xfc, odd(a), odd(b)];
  const unit = Uint8Array.from([0x06, 0x04, data.length + 1, ...data, 0xff, 0x80]);
  return joined(numbers([unit.length, 4]), unit);
}

/** With odd parity in the highest bit. */
function odd(byte: number): number {
  const ones = byte.toString(2).replaceAll('0', '').length;
  return ones % 2 === 0 ? byte | 0x80 : byte;
}

/** The sizes of the pictures: the first track of the sandbox's clips is the video. */
function sizesOf(moof: Uint8Array): number[] {
  const traf = boxesOf(moof).find(({ type }) => type === 'traf')?.body ?? new Uint8Array();
  const trun = boxesOf(traf).find(({ type }) => type === 'trun')?.body ?? new Uint8Array();
  const view = viewOf(trun);
  if ((view.getUint32(0) & 0xffffff) !== 0x205) throw new Error('a track run of another form');
  return Array.from({ length: view.getUint32(4) }, (_, index) => view.getUint32(16 + index * 4));
}

/** A track run with its data `by` bytes later. */
function moved(trun: Uint8Array, by: number): Uint8Array {
  const changed = Uint8Array.from(trun);
  const view = viewOf(changed);
  view.setInt32(8, view.getInt32(8) + by);
  return changed;
}
