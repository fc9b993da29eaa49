import type { SessionInfo } from '@couchpass/core';

/** Characters without a visible shape: fillers of Hangul and Braille, and all white space of Unicode. */
const blanks = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Z}\s\u115f\u1160\u2800\u3164\uffa0]+/gu;

/** Cleans a name: no control or direction characters, one line, at most two accents a letter, limited length. */
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

/** The maker of the code chose these words: this limit is too short for a whole sentence. */
const longestClaim = 24;

/**
 * The name that the device sent: `Samsung QN65Q80`, `LG`, `TV`, or '' when the service has none. It is shown
 * between quotation marks, so its own are removed.
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

/** Replaces `{name}`; a place without a value is not changed, so that tests find it. */
export function interpolate(
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Letters that Unicode does not decompose, and how people type them on other keyboards. */
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

/** The text for searching: case, accents, punctuation and variants of a letter do not matter. */
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
