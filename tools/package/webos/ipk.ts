import { gunzipSync } from 'node:zlib';
import { gzipSync } from 'fflate';
import type { Files } from '../content.ts';
import { type Entry, readAr, readTar, writeAr, writeTar } from './archive.ts';

export interface IpkIdentity {
  readonly id: string;
  readonly version: string;
}

/** The name that LG's packager gives: `<id>_<version>_all.ipk`. */
export function ipkName({ id, version }: IpkIdentity): string {
  return `${id}_${version}_all.ipk`;
}

/**
 * An .ipk with the members and fields that LG's packager writes, but without the time of packing, so
 * that the same app gives the same bytes.
 */
export function writeIpk({ id, version }: IpkIdentity, files: Files): Uint8Array {
  const home = `usr/palm/applications/${id}/`;
  const info = `usr/palm/packages/${id}/`;
  const packageInfo = Buffer.from(`${JSON.stringify({ id, version, app: id }, null, 2)}\n`);
  const content = [...files].map(([name, bytes]) => file(home + name, bytes));
  const size = [...content, { bytes: packageInfo }].reduce(
    (sum, { bytes }) => sum + bytes.length,
    0,
  );
  const data = [...content, file(`${info}packageinfo.json`, packageInfo)];
  return writeAr([
    { name: 'debian-binary', bytes: Buffer.from('2.0\n') },
    {
      name: 'control.tar.gz',
      bytes: zipped([file('control', Buffer.from(control(id, version, size)))]),
    },
    { name: 'data.tar.gz', bytes: zipped([...foldersOf(data), ...data]) },
  ]);
}

export interface Ipk {
  /** The fields of its control file. */
  readonly control: Readonly<Record<string, string>>;
  /** The files that a set unpacks, by path, without folders. */
  readonly data: ReadonlyMap<string, Entry>;
}

/** @throws Error when the bytes are not an .ipk */
export function readIpk(bytes: Uint8Array): Ipk {
  const members = new Map(readAr(bytes).map((entry) => [entry.name, entry.bytes]));
  if (Buffer.from(members.get('debian-binary') ?? []).toString() !== '2.0\n') {
    throw new Error('Its debian-binary is missing or of another version.');
  }
  const open = (name: string) => {
    const member = members.get(name);
    if (member === undefined) throw new Error(`It has no ${name}.`);
    return readTar(unpacked(name, member));
  };
  const text = open('control.tar.gz').find(({ name }) => name === 'control');
  if (text === undefined) throw new Error('It has no control file.');
  const fields = Buffer.from(text.bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => /^([\w-]+): (.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, key = '', value = '']) => [key, value]);
  const data = open('data.tar.gz').filter(({ name }) => !name.endsWith('/'));
  return {
    control: Object.fromEntries(fields),
    data: new Map(data.map((entry) => [entry.name, entry])),
  };
}

/** Bytes; an app of this project is a twentieth of it. More than this is refused, because it may be made to fill the memory. */
const most = 100_000_000;

function unpacked(name: string, member: Uint8Array): Uint8Array {
  try {
    return gunzipSync(member, { maxOutputLength: most });
  } catch {
    throw new Error(`Its ${name} cannot be unpacked.`);
  }
}

function control(id: string, version: string, size: number): string {
  return `Package: ${id}
Version: ${version}
Section: misc
Priority: optional
Architecture: all
Installed-Size: ${size}
Maintainer: N/A <nobody@example.com>
Description: This is a webOS application.
webOS-Package-Format-Version: 2
webOS-Packager-Version: x.y.x
`;
}

function file(name: string, bytes: Uint8Array): Entry {
  return { name, bytes, mode: 0o644 };
}

function foldersOf(entries: readonly Entry[]): Entry[] {
  const names = new Set<string>();
  for (const { name } of entries) {
    for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) {
      names.add(name.slice(0, at + 1));
    }
  }
  return [...names].sort().map((name) => ({ name, bytes: new Uint8Array(), mode: 0o755 }));
}

function zipped(entries: readonly Entry[]): Uint8Array {
  return gzipSync(writeTar(entries), { level: 9, mtime: 0 });
}
