/** A JSON object, or undefined: never throws. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A number, or a text that contains one (the times of sessions are texts); undefined for anything else.
 * Limited to the range of times that a `Date` can have.
 */
export function numberIn(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.trim() !== '';
  const number = isText ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return Math.min(Math.max(number, -lastTime), lastTime);
}

/** ms since the epoch, ECMAScript: "Time Values and Time Range". */
const lastTime = 8.64e15;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
