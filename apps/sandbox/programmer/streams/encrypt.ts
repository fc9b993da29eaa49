import { createCipheriv } from 'node:crypto';
import { ascii, box, boxesOf, fullBox, joined, numbers, replaced, viewOf } from './boxes.ts';

/** One key of a protected stream, 16 bytes each. */
export interface ContentKey {
  readonly kid: Uint8Array;
  readonly key: Uint8Array;
}

/** W3C: "cenc" Initialization Data Format, the common system id. */
const commonSystem = Buffer.from('1077efecc0b24d02ace33c1e52e2fb4b', 'hex');
/** Bytes of a sample entry before the boxes in it. [ISO/IEC 14496-12, 12.1.3 and 12.2.3] */
const entryHeads: Readonly<Record<string, number>> = { avc1: 78, vp09: 78, mp4a: 28, Opus: 28 };
/** Bytes of each picture that are not encrypted: its headers. */
const head = 96;

/** The kind of each track, by track id. */
export type TrackKinds = ReadonlyMap<number, 'avc' | 'other-video' | 'audio'>;

/** An initialization segment whose samples will be protected by `cenc`. [ISO/IEC 23001-7] */
export function protectInit(init: Uint8Array, { kid }: ContentKey): Uint8Array {
  const pssh = fullBox('pssh', 1, 0, commonSystem, numbers([1, 4]), kid, numbers([0, 4]));
  const stsd = (body: Uint8Array) =>
    joined(
      body.subarray(0, 8),
      ...boxesOf(body.subarray(8)).map(({ type, body: entry }) => protectEntry(type, entry, kid)),
    );
  const minf = (body: Uint8Array) => replaced(body, { stbl: (inner) => replaced(inner, { stsd }) });
  const trak = (body: Uint8Array) => replaced(body, { mdia: (inner) => replaced(inner, { minf }) });
  return replaced(init, { moov: (body) => joined(replaced(body, { trak }), pssh) });
}

function protectEntry(type: string, entry: Uint8Array, kid: Uint8Array): Uint8Array {
  const isAudio = type === 'mp4a' || type === 'Opus';
  const tenc = fullBox('tenc', 0, 0, numbers([0, 2], [1, 1], [8, 1]), kid);
  const schm = fullBox('schm', 0, 0, ascii('cenc'), numbers([0x10000, 4]));
  const sinf = box('sinf', box('frma', ascii(type)), schm, box('schi', tenc));
  return box(isAudio ? 'enca' : 'encv', entry, sinf);
}

export function trackKindsOf(init: Uint8Array): TrackKinds {
  const kinds = new Map<number, 'avc' | 'other-video' | 'audio'>();
  const within = (body: Uint8Array, type: string) =>
    boxesOf(body).find((each) => each.type === type)?.body ?? new Uint8Array();
  for (const { type, body } of boxesOf(within(init, 'moov'))) {
    if (type !== 'trak') continue;
    const tkhd = within(body, 'tkhd');
    const id = viewOf(tkhd).getUint32(tkhd[0] === 1 ? 20 : 12);
    const stsd = within(within(within(within(body, 'mdia'), 'minf'), 'stbl'), 'stsd');
    const [entry] = boxesOf(stsd.subarray(8));
    if (!entry || !Object.hasOwn(entryHeads, entry.type)) continue;
    const isAudio = entryHeads[entry.type] === 28;
    kinds.set(id, isAudio ? 'audio' : entry.type === 'avc1' ? 'avc' : 'other-video');
  }
  return kinds;
}

/** A media segment with its samples encrypted by AES-CTR. @param number makes the counters unique to the segment */
export function protectSegment(
  segment: Uint8Array,
  kinds: TrackKinds,
  { key }: ContentKey,
  number: number,
): Uint8Array {
  const parts: Uint8Array[] = [];
  const boxes = boxesOf(segment);
  for (let index = 0; index < boxes.length; index++) {
    const { type, body } = boxes[index] as (typeof boxes)[number];
    const mdat = boxes[index + 1];
    if (type !== 'moof' || mdat?.type !== 'mdat') {
      parts.push(box(type, body));
      continue;
    }
    const data = Uint8Array.from(mdat.body);
    parts.push(protectFragment(body, data, kinds, key, number), box('mdat', data));
    index++;
  }
  return joined(...parts);
}

interface Sample {
  readonly from: number;
  readonly size: number;
}

function protectFragment(
  moof: Uint8Array,
  data: Uint8Array,
  kinds: TrackKinds,
  key: Uint8Array,
  number: number,
): Uint8Array {
  // Offsets of samples are relative to the start of this box; the samples start after it and the head of `mdat`.
  const dataAt = moof.length + 16;
  let counter = 0;
  const added = boxesOf(moof).map(({ type, body }) => {
    if (type !== 'traf') return { type, body, more: new Uint8Array() };
    const { track, samples } = samplesOf(body, dataAt);
    const kind = kinds.get(track) ?? 'audio';
    const entries = samples.map(({ from, size }) => {
      counter += 1;
      const iv = numbers([number, 4], [counter, 4]);
      const spans = spansOf(data.subarray(from, from + size), kind);
      encrypt(data.subarray(from, from + size), spans, key, iv);
      if (kind === 'audio') return iv;
      return joined(
        ...[iv, numbers([spans.length, 2])],
        ...spans.map(({ clear, hidden }) => numbers([clear, 2], [hidden, 4])),
      );
    });
    const count = numbers([entries.length, 4]);
    const senc = fullBox('senc', 0, kind === 'audio' ? 0 : 2, count, ...entries);
    const saiz = fullBox(
      'saiz',
      0,
      0,
      numbers([0, 1]),
      count,
      Uint8Array.from(entries, (e) => e.length),
    );
    return { type, body, more: joined(saiz, senc), saizLength: saiz.length };
  });
  const saioLength = 20;
  const growth = added.reduce(
    (sum, { more }) => sum + (more.length === 0 ? 0 : more.length + saioLength),
    0,
  );
  const made: Uint8Array[] = [];
  let at = 8;
  for (const { type, body, more, saizLength = 0 } of added) {
    let content: Uint8Array = body;
    if (type === 'traf') {
      const moved = replaced(body, { trun: (trun) => shifted(trun, growth) });
      // The entries start after the head of `senc` and its count.
      const auxiliary = at + 8 + moved.length + saioLength + saizLength + 16;
      const saio = fullBox('saio', 0, 0, numbers([1, 4], [auxiliary, 4]));
      content = joined(moved, saio, more);
    }
    const whole = box(type, content);
    at += whole.length;
    made.push(whole);
  }
  return box('moof', ...made);
}

/** A `trun` with its data offset, the position of the first sample, increased by `by`. */
function shifted(trun: Uint8Array, by: number): Uint8Array {
  const moved = Uint8Array.from(trun);
  const view = viewOf(moved);
  if (view.getUint32(0) & 1) view.setInt32(8, view.getInt32(8) + by);
  return moved;
}

/** The positions of the samples in the data. [ISO/IEC 14496-12, 8.8.7 and 8.8.8] */
function samplesOf(traf: Uint8Array, dataAt: number): { track: number; samples: Sample[] } {
  let track = 0;
  let defaultSize = 0;
  let next = 0;
  const samples: Sample[] = [];
  for (const { type, body } of boxesOf(traf)) {
    const view = viewOf(body);
    if (type === 'tfhd') {
      const flags = view.getUint32(0) & 0xffffff;
      track = view.getUint32(4);
      let at = 8;
      if (flags & 0x1) throw new Error('places from the beginning of the file are not read here');
      if (flags & 0x2) at += 4;
      if (flags & 0x8) at += 4;
      if (flags & 0x10) defaultSize = view.getUint32(at);
    }
    if (type !== 'trun') continue;
    const flags = view.getUint32(0) & 0xffffff;
    const count = view.getUint32(4);
    let at = 8;
    if (flags & 0x1) {
      next = view.getInt32(at) - dataAt;
      at += 4;
    }
    if (flags & 0x4) at += 4;
    for (let index = 0; index < count; index++) {
      if (flags & 0x100) at += 4;
      const size = flags & 0x200 ? view.getUint32(at) : defaultSize;
      if (flags & 0x200) at += 4;
      if (flags & 0x400) at += 4;
      if (flags & 0x800) at += 4;
      samples.push({ from: next, size });
      next += size;
    }
  }
  return { track, samples };
}

interface Span {
  readonly clear: number;
  readonly hidden: number;
}

/** The clear and the encrypted parts of a sample. */
function spansOf(sample: Uint8Array, kind: 'avc' | 'other-video' | 'audio'): Span[] {
  if (kind === 'audio') return [{ clear: 0, hidden: sample.length }];
  if (kind === 'other-video') return [spanOf(sample.length)];
  const spans: Span[] = [];
  const view = viewOf(sample);
  for (let at = 0; at + 4 < sample.length; ) {
    const length = 4 + view.getUint32(at);
    const unit = (sample[at + 4] ?? 0) & 0x1f;
    spans.push(unit === 1 || unit === 5 ? spanOf(length) : { clear: length, hidden: 0 });
    at += length;
  }
  return spans;
}

/** Encrypts whole blocks at the end, and leaves at least the headers clear. */
function spanOf(length: number): Span {
  const hidden = Math.max(0, Math.floor((length - head) / 16)) * 16;
  return { clear: length - hidden, hidden };
}

/** Encrypts in place; the hidden bytes of a sample form one continuous plaintext. */
function encrypt(
  sample: Uint8Array,
  spans: readonly Span[],
  key: Uint8Array,
  iv: Uint8Array,
): void {
  const cipher = createCipheriv('aes-128-ctr', key, joined(iv, new Uint8Array(8)));
  let at = 0;
  for (const { clear, hidden } of spans) {
    at += clear;
    if (hidden > 0) sample.set(cipher.update(sample.subarray(at, at + hidden)), at);
    at += hidden;
  }
}
