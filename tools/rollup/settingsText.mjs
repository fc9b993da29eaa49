/**
 * The text of a settings.json in any encoding of an editor: UTF-8 or UTF-16, with or without a byte order mark.
 * Other errors are reported before the build (core/settings/parseSettings.ts).
 * @param {Uint8Array} bytes
 */
export function settingsText(bytes) {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // JSON begins with an ASCII character.
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}
