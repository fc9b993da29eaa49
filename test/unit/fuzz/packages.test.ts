import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DeviceError } from '../../../tools/devices/failure.ts';
import { readWidget } from '../../../tools/devices/tizen/actions.ts';
import { parseCapabilities } from '../../../tools/devices/tizen/device.ts';
import { commands, Decoder, encode } from '../../../tools/devices/tizen/wire.ts';
import { readAr, readTar, writeAr, writeTar } from '../../../tools/package/webos/archive.ts';
import { readIpk, writeIpk } from '../../../tools/package/webos/ipk.ts';
import { fuzz, megabyteOf, read } from '../../support/fuzz.ts';

/** The bytes of a valid package with some bytes changed, or cut off. */
const spoilt = (whole: Uint8Array) =>
  fc
    .record({
      places: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
      end: fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
    })
    .map(({ places, end }) => {
      const bytes = Buffer.from(whole);
      for (const [at, byte] of places) bytes[at] = byte;
      return bytes.subarray(0, end);
    });
const bytesOf = (whole: Uint8Array) => fc.oneof(spoilt(whole), fc.uint8Array({ maxLength: 2_000 }));

/** Has a printable message, and is none of the language's own errors. */
const isSaid = (thrown: unknown) =>
  thrown instanceof Error &&
  Object.getPrototypeOf(thrown) === Error.prototype &&
  /^[\x20-\x7e]{10,}\.$/.test(thrown.message);

const entry = (name: string, text: string) => ({ name, bytes: Buffer.from(text), mode: 0o644 });
const tar = writeTar([entry('a/b.txt', 'one'), entry(`${'d/'.repeat(70)}x`, 'two')]);
const ar = writeAr([entry('debian-binary', '2.0\n'), entry('x', 'odd')]);
const ipk = writeIpk(
  { id: 'com.example.tv', version: '1.2.3' },
  new Map([['a.js', Buffer.from('1')]]),
);

describe('archives that others wrote', { timeout: 60_000 }, () => {
  it.each<[string, Uint8Array, (bytes: Uint8Array) => { length: number }]>([
    ['tar', tar, readTar],
    ['ar', ar, readAr],
    ['ipk', ipk, (bytes) => [readIpk(bytes)]],
  ])('%s: read, or refused in words', (name, whole, reader) => {
    let wasRead = 0;
    fc.assert(
      fc.property(bytesOf(whole), (bytes) => {
        const found = read(
          `${name} ${Buffer.from(bytes).toString('hex')}`,
          () => reader(bytes),
          isSaid,
        );
        if (found) wasRead += 1;
      }),
      fuzz(1_500),
    );
    expect(wasRead).toBeGreaterThan(0);
  });

  it.each<[string, Uint8Array]>([
    ['zeros', Buffer.alloc(1_000_000)],
    ['empty files of a tar', Buffer.concat(Array.from({ length: 1_900 }, () => tarOf(0)))],
    ['a size below nothing', tarOf(-512)],
    ['a size that nothing has', tarOf(2 ** 32)],
    [
      'empty members of an ar',
      Buffer.concat([ar.slice(0, 8), ...Array.from({ length: 16_000 }, () => arOf('0'))]),
    ],
    ['an ar whose member goes back', Buffer.concat([ar.slice(0, 8), arOf('-60')])],
    ['an ar whose member has no end', Buffer.concat([ar.slice(0, 8), arOf('1e9')])],
    ['half a head of an ar', Buffer.concat([ar.slice(0, 8), Buffer.from('x')])],
    ['an ipk that fills the memory', ipkOf(gzipSync(Buffer.alloc(110_000_000)))],
    [
      'an ipk that says that it is large',
      ipkOf(Buffer.concat([gzipSync('x').subarray(0, -4), Buffer.alloc(4, 0xff)])),
    ],
  ])('take no time: %s', (what, bytes) => {
    read(what, () => readTar(bytes), isSaid);
    read(what, () => readAr(bytes), isSaid);
    read(what, () => readIpk(bytes), isSaid);
  });

  it('is cut short when it ends within the head of a member', () => {
    expect(() => readAr(Buffer.concat([ar, Buffer.from('name')]))).toThrow('cut short');
  });
});

describe('a widget that others packed', { timeout: 60_000 }, () => {
  const config = `<widget id="http://a.example" version="1.2.3"><tizen:application id="exampleTV1.App"/></widget>`;
  const wgt = (text: string) =>
    Buffer.from(
      zipSync({
        'config.xml': Buffer.from(text),
        'author-signature.xml': Buffer.from('s'),
        'signature1.xml': Buffer.from('s'),
      }),
    );
  const isRefused = (thrown: unknown) => thrown instanceof DeviceError;

  it('has an id and a version that a shell takes as one word, or is refused', () => {
    expect(readWidget(wgt(config))).toEqual({ id: 'exampleTV1.App', version: '1.2.3' });
    fc.assert(
      fc.property(
        fc.oneof(
          bytesOf(wgt(config)),
          spoilt(Buffer.from(config)).map((text) => wgt(text.toString('latin1'))),
        ),
        (bytes) => {
          const widget = read(
            Buffer.from(bytes).toString('hex'),
            () => readWidget(Buffer.from(bytes)),
            isRefused,
          );
          if (widget)
            expect(`${widget.id} ${widget.version}`).toMatch(/^[A-Za-z0-9]+\.[A-Za-z0-9]+ [\d.]+$/);
        },
      ),
      fuzz(500),
    );
  });

  it.each([
    '<widget ',
    '<tizen:application ',
    '<widget version="',
    '<widget version',
    '<tizen:application id="aaaaaaaaaa.',
    ' version=',
  ])(
    'takes no time for a megabyte of %j',
    (unit) =>
      void read(
        unit,
        () => readWidget(wgt(`<widget ${megabyteOf(unit).slice(0, 990_000)}`)),
        isRefused,
      ),
  );
});

describe('what speaks in the place of a television', { timeout: 60_000 }, () => {
  const messages = Buffer.concat(
    commands.map((command, i) =>
      encode({ command, arg0: i, arg1: 2 ** 32 - 1, data: Buffer.alloc(i * 7, i) }),
    ),
  );

  it('is understood, waited for, or told to be another protocol', () => {
    fc.assert(
      fc.property(bytesOf(messages), fc.integer({ min: 1, max: 100 }), (bytes, step) => {
        const inPieces = (size: number) => {
          const decoder = new Decoder();
          const found = [];
          try {
            for (let at = 0; at < bytes.length; at += size) {
              found.push(...decoder.push(Buffer.from(bytes.subarray(at, at + size))));
            }
          } catch (thrown) {
            if (!isSaid(thrown)) throw thrown;
            return 'another protocol';
          }
          return found;
        };
        const what = Buffer.from(bytes).toString('hex');
        expect(read(what, () => inPieces(step))).toEqual(read(what, () => inPieces(10_000)));
      }),
      fuzz(1_000),
    );
  });

  it('takes no time with a megabyte, four bytes at a time', () => {
    const data = Buffer.alloc(1_000_000, 'x');
    const bytes = encode({ command: 'WRTE', arg0: 1, arg1: 1, data });
    read('one message in small pieces', () => {
      const decoder = new Decoder();
      let found = 0;
      for (let at = 0; at < bytes.length; at += 4)
        found += decoder.push(bytes.subarray(at, at + 4)).length;
      expect(found).toBe(1);
    });
    const small = Buffer.concat(
      Array.from({ length: 40_000 }, () =>
        encode({ command: 'OKAY', arg0: 1, arg1: 1, data: Buffer.alloc(0) }),
      ),
    );
    expect(read('many messages at once', () => new Decoder().push(small))).toHaveLength(40_000);
  });

  it.each(['a:', 'a', ':', '\n', '\r\n', 'a-', '-:\r'])('%j in what it says it can', (unit) => {
    read(unit, () => parseCapabilities(megabyteOf(unit)));
  });
});

function tarOf(size: number): Buffer {
  const header = Buffer.from(tar.slice(0, 512));
  header.write(`${size.toString(8).padStart(11, '0')}\0`.slice(0, 12), 124, 'latin1');
  return header;
}

function arOf(size: string): Buffer {
  return Buffer.from(`${'x'.padEnd(48)}${size.padEnd(10)}\`\n`);
}

function ipkOf(member: Uint8Array): Uint8Array {
  return writeAr([
    { name: 'debian-binary', bytes: Buffer.from('2.0\n') },
    { name: 'control.tar.gz', bytes: member },
    { name: 'data.tar.gz', bytes: member },
  ]);
}
