import type { SessionInfo } from '../../core/pass/PassService.ts';

/** Names from outside: no control or direction characters, one line, not endless. */
export function cleanName(name: string, longest = 80): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...plain];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : plain;
}

/** `Samsung QN65Q80`, `LG`, `TV`, or '' when the service knows nothing about the device. */
export function deviceName(device: SessionInfo['device']): string {
  const known = (value: string | undefined) =>
    value === undefined || /^(unknown|none|n\/a)$/i.test(value.trim()) ? '' : cleanName(value, 40);
  const vendor = known(device.vendor);
  const model = known(device.model);
  if (vendor === '' && model === '') return known(device.type);
  const modelNamesVendor = model.toLowerCase().startsWith(vendor.toLowerCase());
  return modelNamesVendor ? model : `${vendor} ${model}`.trim();
}

/** Fills `{name}` places; a place without a value stays, so that tests see it. */
export function say(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** For searching: case and accents do not matter, nor does punctuation. */
export function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
