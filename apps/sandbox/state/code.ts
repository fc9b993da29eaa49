import { randomInt } from 'node:crypto';

/** Letters and digits that are not easily confused on a TV screen or when spoken. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 7;

/** A random registration code: one of 31^7 (about 27 thousand million), short enough to type. */
export function makeCode(): string {
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i++) code += ALPHABET[randomInt(ALPHABET.length)];
  return code;
}

/** Whether `text` could be a code at all; Adobe documents neither length nor alphabet. */
export function looksLikeCode(text: string): boolean {
  return /^[A-Za-z0-9]{4,16}$/.test(text);
}
