import { normaliseCode } from './code.ts';

/**
 * The code in what people bring along besides a code: a link, a message, `Code: 8BLW 4RW`, what a keyboard
 * or a voice wrote. Nothing here is sent; the viewer sees what was found before it is.
 */

/** No message that holds a code is longer; the rest is not looked at. */
const longestText = 20_000;
/** A run of letters and digits that is shorter is not taken out of its surroundings. */
const shortestCode = 4;
/** The shortest that Adobe's pages show: a link that ends earlier goes on in the next line. */
const usualLength = 6;

/**
 * Normalised; '' when `text` is a code and nothing else, or when none is found.
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

/** `…#code=8BLW4RW`, `…?code=8blw-4rw&…`; a fragment wins, as in the page's own address. */
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

/** The word in the four languages of this page, and in their neighbours'. */
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

/** `code 8BLW4RW`: words of their own, so a code that begins with these letters stays whole. */
function afterWord(text: string): string {
  const found = new RegExp(`(?:^|[^\\p{L}\\p{N}])${label}\\s+`, 'iu').exec(text);
  const code = found ? readGroups(text.slice(found.index + found[0].length)) : '';
  return code.length > shortestCode ? code : '';
}

/**
 * The code that a text begins with. Groups go on as long as they are as long as the first one; small letters
 * without a digit are taken for a word, unless the text ends with them.
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

/** In `Please enter 8BLW 4RW on the page`: what does not look like its neighbours. */
function amongWords(text: string): string {
  const tokens = tokensOf(text);
  const words = tokens.filter(({ token }) => isWord(token));
  const others = tokens.filter(({ token }) => !isWord(token));
  if (words.length === 0 || others.length === 0) return '';
  // All in small letters, and short: a code as it was typed.
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

/** Runs of letters and digits, and what stands before each. */
function tokensOf(text: string): { readonly gap: string; readonly token: string }[] {
  let end = 0;
  return [...text.matchAll(/[A-Za-z0-9]+/g)].map(({ 0: token, index }) => {
    const gap = text.slice(end, index);
    end = index + token.length;
    return { gap, token };
  });
}

/** Small letters and no digit. */
function isWord(token: string): boolean {
  return /[a-z]/.test(token) && !/\d/.test(token);
}
