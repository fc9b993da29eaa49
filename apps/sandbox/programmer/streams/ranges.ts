/** Bytes `from` to `to`, both included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a `Range` header for a body of `size` bytes: `whole` when there is none, or one that may be
 * ignored (other unit, several ranges, not well-formed); `unsatisfiable` leads to a 416. [RFC 9110, 14.2]
 */
export function readRange(
  header: string | undefined,
  size: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match) return 'whole';
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return 'whole';
  if (from >= size) return 'unsatisfiable';
  return { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

/** Answers with the requested bytes: 200, 206 or 416. */
export function byteResponse(
  bytes: Uint8Array,
  rangeHeader: string | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  const range = readRange(rangeHeader, bytes.length);
  const common = { ...headers, 'Accept-Ranges': 'bytes' };
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { 'Accept-Ranges': 'bytes', 'Content-Range': `bytes */${bytes.length}` },
    });
  }
  if (range === 'whole') {
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { ...common, 'Content-Length': String(bytes.length) },
    });
  }
  const { from, to } = range;
  return new Response(bytes.slice(from, to + 1), {
    status: 206,
    headers: {
      ...common,
      'Content-Length': String(to - from + 1),
      'Content-Range': `bytes ${from}-${to}/${bytes.length}`,
    },
  });
}
