import { SettingsError, type SettingsFault } from './faults.ts';
import { jsonFaults } from './jsonFault.ts';

/**
 * What a settings file holds, from its bytes: UTF-8 or UTF-16, with or without a byte order mark. Says
 * what `JSON.parse` does not: the file's own name, line and column, and which key stands there twice.
 * Not part of what an app loads at its start.
 * @param name what the user calls the file
 * @throws SettingsError
 */
export function parseSettings(bytes: Uint8Array, name: string): unknown {
  const text = textOf(bytes);
  if (text === undefined) {
    throw new SettingsError([
      { key: name, wrong: 'is no text that can be read', allowed: 'a file in UTF-8 (or UTF-16)' },
    ]);
  }
  const faults = jsonFaults(text).map(({ sort, line, column, wrong, allowed }): SettingsFault => {
    if (wrong === '') return { key: name, wrong: 'is empty', allowed };
    const is = sort === 'twice' ? 'is ambiguous' : 'is not JSON';
    return { key: name, wrong: `${is}: line ${line}, column ${column}: ${wrong}`, allowed };
  });
  if (faults.length > 0) throw new SettingsError(faults);
  return JSON.parse(text);
}

/** Undefined for bytes that are no text in the encoding that they begin like. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    // The mark itself is dropped by the decoder.
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By the mark, else by the zero beside the first letter, which in JSON is always of ASCII. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== undefined && first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== undefined && second !== 0 ? 'utf-16be' : 'utf-8';
}
