import type { SessionInfo } from '@couchpass/core';

/** Drawn as nothing, or as a blank: fillers of Hangul and Braille, everything that Unicode calls white. */
const blanks = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Z}\s\u115f\u1160\u2800\u3164\uffa0]+/gu;

/** Names from outside: no control or direction characters, one line, no towers of accents, not endless. */
export function cleanName(name: string, longest = 80): string {
  const plain = name
    .replace(/\p{Cf}|\p{VS}/gu, '')
    .replace(blanks, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  const letters = [...plain];
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : plain;
}

/** Whoever made the code chose these words: too few for a sentence of their own. */
const longestClaim = 24;

/**
 * What the device says that it is: `Samsung QN65Q80`, `LG`, `TV`, or '' when the service knows nothing. Shown
 * between quotation marks, so it brings none of its own.
 */
export function deviceName(device: SessionInfo['device']): string {
  const known = (value = '') => {
    const claim = cleanName(value.replace(/["'`´«»‘-‟‹›「-』〝-〟＂＇｢｣]/g, ''), longestClaim);
    return /^(unknown|none|n\/a)$/i.test(claim) ? '' : claim;
  };
  const vendor = known(device.vendor);
  const model = known(device.model);
  if (vendor === '' && model === '') return known(device.type);
  const modelNamesVendor = model.toLowerCase().startsWith(vendor.toLowerCase());
  return modelNamesVendor ? model : `${vendor} ${model}`.trim();
}

/** Fills `{name}` places; a place without a value stays, so that tests see it. */
export function interpolate(
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Letters that Unicode does not take apart, as people type them who do not have them. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
};

/** For searching: case and accents do not matter, nor do punctuation and the form of a letter. */
export function searchable(text: string): string {
  return text
    .replace(/['’‘ʼ`´]/g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþħŧıς]/g, (letter) => spelled[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
