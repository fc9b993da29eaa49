import { SettingsError, type SettingsFault } from './faults.ts';
import { jsonFaults } from './jsonFault.ts';

/**
 * Parses the bytes of a settings file: UTF-8 or UTF-16, with or without a byte order mark. Its faults contain
 * what those of `JSON.parse` do not: the file's own name, line and column, and keys that are there twice.
 * An app does not load this code at its start.
 * @param name the file's name for the user
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

/** Undefined for bytes that are no text in the encoding that their beginning shows. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    // The decoder removes the byte order mark.
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By the byte order mark, otherwise by a zero byte next to the first character, which in JSON is ASCII. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== undefined && first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== undefined && second !== 0 ? 'utf-16be' : 'utf-8';
}
