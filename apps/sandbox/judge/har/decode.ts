import { gunzipSync, inflateSync } from 'node:zlib';
import { HarError } from './HarError.ts';

/** Node cannot hold a much longer text; a browser's recording of several hours is smaller. */
export const MOST_BYTES = 500 * 1024 * 1024;

/**
 * The text of a file in any encoding that tools write: UTF-8 with or without a byte order mark, UTF-16, and each
 * of them compressed (gzip, or zlib as in mitmproxy's `.zhar`).
 * @throws HarError when the file cannot be decompressed or is too large
 */
export function decodeFile(bytes: Uint8Array): string {
  const plain = unpack(bytes);
  if (plain.length > MOST_BYTES) throw new HarError('the file is larger than 500 MB');
  return textOf(plain);
}

function unpack(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const isGzip = first === 0x1f && second === 0x8b;
  const isZlib = first === 0x78 && second !== undefined && (0x7800 + second) % 31 === 0;
  if (!isGzip && !isZlib) return bytes;
  try {
    const options = { maxOutputLength: MOST_BYTES };
    return isGzip ? gunzipSync(bytes, options) : inflateSync(bytes, options);
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new HarError(
      tooLong
        ? 'the file is larger than 500 MB when it is unpacked'
        : 'the file cannot be unpacked',
    );
  }
}

function textOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  const decode = (encoding: string) => new TextDecoder(encoding).decode(bytes);
  // JSON begins with an ASCII character: the position of its zero byte shows the byte order.
  if (first === 0xff && second === 0xfe) return decode('utf-16le');
  if (first === 0xfe && second === 0xff) return decode('utf-16be');
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return decode('utf-16le');
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return decode('utf-16be');
  return decode('utf-8');
}
