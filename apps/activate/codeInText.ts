import { normaliseCode } from './code.ts';

/**
 * Finds the code in a longer text: a link, a message, `Code: 8BLW 4RW`, the output of a keyboard
 * or a voice input. Sends nothing; the viewer sees the code before it is sent.
 */

/** Longer than any message with a code; the rest is ignored. */
const longestText = 20_000;
/** A shorter run of letters and digits is not taken out of a longer text. */
const shortestCode = 4;
/** The shortest code on Adobe's pages; a link with a shorter code continues on the next line. */
const usualLength = 6;

/**
 * The code, normalised; '' when `text` is only a code, or contains none.
 * @param whole the text came in one piece (paste, drop, voice), so that words around a code are possible
 * even without a sign such as `:`
 */
export function codeInText(text: string, whole = false): string {
  const plain = text
    .slice(0, longestText)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '');
  const found =
    inLink(plain) ||
    inLink(decoded(plain)) ||
    inLink(decoded(decoded(plain))) ||
    afterLabel(plain) ||
    (whole ? afterWord(plain) || amongWords(plain.replace(address, ' ')) : '');
  const code = normaliseCode(found);
  return code.length < shortestCode ? '' : code;
}

/** `…#code=8BLW4RW`, `…?code=8blw-4rw&…`; a fragment takes precedence, as in the page's own address. */
function inLink(text: string): string {
  const values =
    /([#?&])\s*(?:code|return)\s*=\s*((?:[a-z0-9+-]|%[0-9a-f]{2})+)(?:(\s+)([a-z0-9]+)(?![a-z0-9]))?/gi;
  const links = [...text.matchAll(values)];
  const link = links.find(([, sign]) => sign === '#') ?? links[0];
  if (link === undefined) return '';
  const [, , value = '', gap = '', next = ''] = link;
  const code = decoded(value);
  const goesOn =
    normaliseCode(code).length < usualLength && /[\r\n]/.test(gap) && !/[a-z]/.test(next);
  return goesOn ? code + next : code;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const address = /[a-z][a-z0-9+.-]{0,20}:\/\/\S+/gi;

/** The word "code" in the four languages of this page, and in related languages. */
const label = 'c[oó]d(?:e|igo|ice)';

/** `Code: 8BLW 4RW`, `Tu código es «8BLW-4RW»`, also with a line break in between. */
function afterLabel(text: string): string {
  const sign = new RegExp(
    `${label}(?:\\s*[:=#>→–—-]|\\s+(?:is|es|est|ist|lautet)(?!\\p{L})|\\s+:)+`,
    'giu',
  );
  for (const found of text.matchAll(sign)) {
    const code = readGroups(text.slice(found.index + found[0].length));
    if (code.length >= shortestCode) return code;
  }
  return '';
}

/** `code 8BLW4RW`: the label is a separate word, so a code that begins with these letters is not cut. */
function afterWord(text: string): string {
  const found = new RegExp(`(?:^|[^\\p{L}\\p{N}])${label}\\s+`, 'iu').exec(text);
  const code = found ? readGroups(text.slice(found.index + found[0].length)) : '';
  return code.length > shortestCode ? code : '';
}

/**
 * The code at the beginning of a text. It continues while the groups are as long as the first one; small
 * letters without a digit count as a word, unless the text ends with them.
 */
function readGroups(text: string): string {
  const tokens = tokensOf(text.slice(0, 200));
  const size = tokens[0]?.token.length ?? 0;
  let code = '';
  for (const [index, { gap, token }] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    const belongs =
      token.length <= size && /^\s?[-–—·.]?\s?$/.test(gap) && (isLast || !isWord(token));
    if (index > 0 && !belongs) break;
    code += token;
    if (token.length < size || size > 4) break;
  }
  return code;
}

/** `Please enter 8BLW 4RW on the page`: finds the tokens that are not words. */
function amongWords(text: string): string {
  const tokens = tokensOf(text);
  const words = tokens.filter(({ token }) => isWord(token));
  const others = tokens.filter(({ token }) => !isWord(token));
  if (words.length === 0 || others.length === 0) return '';
  // A short text in small letters only is a code as it was typed.
  const capitals = others.some(({ token }) => /[A-Z]/.test(token));
  if (!capitals && normaliseCode(text).length <= 12) return '';
  const runs: string[] = [''];
  for (const { token, gap } of tokens) {
    const run = /^\s?[-–—]?\s?$/.test(gap) ? (runs.pop() ?? '') : '';
    runs.push(...(isWord(token) ? [run, ''] : [run + token]));
  }
  const rank = (run: string) => (/\d/.test(run) && /[a-z]/i.test(run) ? 100 : 0) + run.length;
  return runs.reduce((best, run) => (rank(run) > rank(best) ? run : best), '');
}

/** Runs of letters and digits, each with the text before it. */
function tokensOf(text: string): { readonly gap: string; readonly token: string }[] {
  let end = 0;
  return [...text.matchAll(/[A-Za-z0-9]+/g)].map(({ 0: token, index }) => {
    const gap = text.slice(end, index);
    end = index + token.length;
    return { gap, token };
  });
}

/** Contains small letters and no digit. */
function isWord(token: string): boolean {
  return /[a-z]/.test(token) && !/\d/.test(token);
}
