/**
 * The text of a settings.json, whatever an editor made of it: UTF-8 or UTF-16, with or without a byte order
 * mark. What is wrong with it otherwise was said before the build (core/settings/parseSettings.ts).
 * @param {Uint8Array} bytes
 */
export function settingsText(bytes) {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // JSON begins with a letter of ASCII.
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}
