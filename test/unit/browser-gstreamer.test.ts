import { describe, expect, it } from 'vitest';
import { isGStreamerWebKit, keepInitialization } from '../../platforms/browser/gstreamer.ts';

const init = [0, 0, 0, 8, ...[...'ftyp'].map((letter) => letter.charCodeAt(0)), 1];
const media = [0, 0, 0, 8, ...[...'moof'].map((letter) => letter.charCodeAt(0)), 2];
const webm = [0x1a, 0x45, 0xdf, 0xa3, 0, 0, 0, 0];

function buffers() {
  const appended: number[][] = [];
  class SourceBuffer {
    abort(): void {}
    appendBuffer(data: ArrayBuffer | Uint8Array): void {
      appended.push([...new Uint8Array(data as ArrayBuffer)]);
    }
  }
  keepInitialization({ SourceBuffer } as never);
  return { appended, make: () => new SourceBuffer() };
}

describe('SourceBuffer.abort() on WebKits with GStreamer', () => {
  it.each([
    ['MP4', init],
    ['WebM', webm],
  ])('the initialization segment of %s goes before what is appended next, once', (_, first) => {
    const { appended, make } = buffers();
    const buffer = make();
    buffer.appendBuffer(new Uint8Array(first));
    buffer.abort();
    buffer.appendBuffer(new Uint8Array(media).buffer);
    buffer.appendBuffer(new Uint8Array(media));
    expect(appended).toEqual([first, [...first, ...media], media]);
  });

  it('a new one takes the place of the old, and each buffer has its own', () => {
    const { appended, make } = buffers();
    const [one, other] = [make(), make()];
    one.appendBuffer(new Uint8Array(init));
    one.abort();
    one.appendBuffer(new Uint8Array([...init, 9]));
    one.appendBuffer(new Uint8Array(media));
    other.abort();
    other.appendBuffer(new Uint8Array(media));
    expect(appended).toEqual([init, [...init, 9], media, media]);
  });
});

it.each([
  ['Apple Computer, Inc.', 'Linux x86_64', true],
  ['Apple Computer, Inc.', 'MacIntel', false],
  ['Apple Computer, Inc.', 'iPhone', false],
  ['Google Inc.', 'Linux x86_64', false],
  ['', 'Linux x86_64', false],
])('%s on %s: %s', (vendor, platform, is) => {
  expect(isGStreamerWebKit({ vendor, platform })).toBe(is);
});
