/**
 * The two archive formats of an .ipk in their simplest form: every time is 0 and every owner root, so that the
 * same files give the same bytes.
 */

export interface Entry {
  /** Without a leading slash; a folder's ends with one. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
}

const block = 512;

/** A ustar archive. Paths longer than the format's 100 + 155 bytes are an Error. */
export function writeTar(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap((entry) => [
    tarHeader(entry),
    entry.bytes,
    new Uint8Array((block - (entry.bytes.length % block)) % block),
  ]);
  return Buffer.concat([...parts, new Uint8Array(2 * block)]);
}

function tarHeader({ name, bytes, mode }: Entry): Uint8Array {
  const { prefix, rest } = splitPath(name);
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  header.write(rest, 0, 'latin1');
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes.length, 124, 12);
  octal(0, 136, 12);
  header.write(name.endsWith('/') ? '5' : '0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write('root', 265, 'latin1');
  header.write('root', 297, 'latin1');
  octal(0, 329, 8);
  octal(0, 337, 8);
  header.write(prefix, 345, 'latin1');
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function splitPath(name: string): { prefix: string; rest: string } {
  if (name.length <= 100) return { prefix: '', rest: name };
  for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (prefix.length <= 155 && rest.length > 0 && rest.length <= 100) return { prefix, rest };
  }
  throw new Error(`The path is too long for a package: ${name}`);
}

/** The files and folders of a ustar archive. @throws Error when it is cut off or no such archive */
export function readTar(archive: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + block <= archive.length; ) {
    const header = Buffer.from(archive.subarray(at, at + block));
    if (header.every((byte) => byte === 0)) return entries;
    const field = (from: number, length: number) =>
      header.toString('latin1', from, from + length).split('\0')[0] ?? '';
    const size = Number.parseInt(field(124, 12), 8);
    const prefix = field(345, 155);
    const isFolder = field(156, 1) === '5';
    const name = (prefix === '' ? '' : `${prefix}/`) + field(0, 100).replace(/^\.\//, '');
    const bytes = archive.subarray(at + block, at + block + size);
    if (!Number.isFinite(size) || bytes.length !== size) break;
    entries.push({
      name: isFolder ? name.replace(/\/*$/, '/') : name,
      bytes,
      mode: Number.parseInt(field(100, 8), 8) & 0o7777,
    });
    at += block + Math.ceil(size / block) * block;
  }
  throw new Error('The archive is cut short.');
}

const arMagic = '!<arch>\n';

/** An ar archive of plain files. Names have up to 15 letters. */
export function writeAr(entries: readonly Pick<Entry, 'name' | 'bytes'>[]): Uint8Array {
  const parts = entries.flatMap(({ name, bytes }) => [
    Buffer.from(
      `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}` +
        `${String(bytes.length).padEnd(10)}\`\n`,
      'latin1',
    ),
    bytes,
    Buffer.from(bytes.length % 2 === 1 ? '\n' : ''),
  ]);
  return Buffer.concat([Buffer.from(arMagic), ...parts]);
}

/** @throws Error when it is cut off or no ar archive */
export function readAr(archive: Uint8Array): Pick<Entry, 'name' | 'bytes'>[] {
  const whole = Buffer.from(archive);
  if (whole.toString('latin1', 0, 8) !== arMagic) throw new Error('This is not an ar archive.');
  const entries: Pick<Entry, 'name' | 'bytes'>[] = [];
  for (let at = 8; at < whole.length; ) {
    const name = whole
      .toString('latin1', at, at + 16)
      .trim()
      .replace(/\/$/, '');
    const size = Number(whole.toString('latin1', at + 48, at + 58).trim());
    const bytes = whole.subarray(at + 60, at + 60 + size);
    if (at + 60 > whole.length || !Number.isInteger(size) || bytes.length !== size) {
      throw new Error('The archive is cut short.');
    }
    entries.push({ name, bytes });
    at += 60 + size + (size % 2);
  }
  return entries;
}
