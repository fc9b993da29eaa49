/**
 * settings.json as the apps get it: UTF-8 without a byte order mark, whatever editor wrote it. Rollup loads
 * this as it stands, so it is no TypeScript; core/settings/parseSettings.ts reads the same encodings and says what is
 * wrong with a file, which `npm run build` asks before anything is built.
 * @param {Buffer} bytes
 */
export function settingsText(bytes) {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]) {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
