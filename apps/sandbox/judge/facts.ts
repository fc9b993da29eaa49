/**
 * Properties of values that are later kept only as hashes. They are determined while the clear value is
 * available, and never contain the value itself.
 */
export interface Facts {
  /** "Header - AP-Device-Identifier": `fingerprint`, a space, Base64. */
  readonly deviceIdentifier?: 'well formed' | 'malformed';
  /**
   * `hash`         looks like a digest
   * `generated`    a UUID or other long random text
   * `raw`          looks like an address, serial number or Android id that the system provides
   * `device name`  is one of the values of X-Device-Info, so that all devices of that kind share it
   */
  readonly deviceIdentifierKind?: 'hash' | 'generated' | 'raw' | 'device name';
  /** "Header - AP-TempPass-Identity": Base64 of JSON, or of text; `clear` when it identifies a person. */
  readonly tempPassIdentity?: 'hash' | 'clear' | 'malformed';
  /** "Header - AP-Partner-Framework-Status": Base64 of JSON. */
  readonly partnerStatus?: 'well formed' | 'malformed';
}

/** @param header by lower-case name; undefined when absent */
export function factsOf(header: (name: string) => string | null | undefined): Facts {
  const identifier = header('ap-device-identifier');
  const identity = header('ap-temppass-identity');
  const status = header('ap-partner-framework-status');
  return {
    ...(identifier ? deviceFacts(identifier, header('x-device-info') ?? '') : {}),
    ...(identity ? { tempPassIdentity: identityKind(identity) } : {}),
    ...(status ? { partnerStatus: readObject(status) ? 'well formed' : 'malformed' } : {}),
  };
}

/** Both Base64 alphabets: the page shows the standard one and does not mention the other. */
const BASE64 = /^[\w+/-]+={0,2}$/;

function deviceFacts(header: string, deviceInfo: string): Facts {
  const encoded = /^fingerprint (.+)$/.exec(header)?.[1];
  if (!encoded || !BASE64.test(encoded)) return { deviceIdentifier: 'malformed' };
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length === 0) return { deviceIdentifier: 'malformed' };
  const kind = identifierKind(bytes, readObject(deviceInfo));
  return {
    deviceIdentifier: 'well formed',
    ...(kind === undefined ? {} : { deviceIdentifierKind: kind }),
  };
}

function identifierKind(
  bytes: Buffer,
  info: Record<string, unknown> | undefined,
): Facts['deviceIdentifierKind'] {
  const text = bytes.toString('utf8').trim();
  const names = Object.values(info ?? {}).filter((value) => typeof value === 'string');
  if (names.some((name) => name !== '' && name.toLowerCase() === text.toLowerCase()))
    return 'device name';
  // The encoding of the digest is not documented: it may be hexadecimal text or the bytes themselves.
  if (/^([\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i.test(text)) return 'hash';
  if (bytes.length === 32 && text.includes('\ufffd')) return 'hash';
  if (/^([\da-f]{2}[:-]){5}[\da-f]{2}$/i.test(text)) return 'raw';
  if (/^\d{14,16}$/.test(text) || /^[\da-f]{16}$/i.test(text)) return 'raw';
  return text.length >= 20 ? 'generated' : undefined;
}

function identityKind(header: string): Facts['tempPassIdentity'] {
  if (!BASE64.test(header)) return 'malformed';
  const text = Buffer.from(header, 'base64').toString('utf8');
  const values = Object.values(readObject(header) ?? { value: text }).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  if (values.some((value) => value.includes('@') || /^\+?[\d ()-]{6,20}$/.test(value)))
    return 'clear';
  return values.some((value) => /^[\w+/=-]{40,}$/.test(value)) ? 'hash' : 'clear';
}

function readObject(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
