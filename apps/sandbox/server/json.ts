/** Deeper than any valid request; recursion over a value of this depth is safe. */
export const DEEPEST = 64;

/** @throws SyntaxError when the text is not JSON, RangeError when it is nested deeper than DEEPEST */
export function parseJson(text: string): unknown {
  if (isDeeperThan(text, DEEPEST))
    throw new RangeError(`it is nested more than ${DEEPEST} levels deep`);
  return JSON.parse(text);
}

function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (isInText) {
      if (letter === '\\') index += 1;
      else if (letter === '"') isInText = false;
    } else if (letter === '"') isInText = true;
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
