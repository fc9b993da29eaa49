import { transformSync } from 'esbuild';

/**
 * Converts a module that exports one object of plain values (`export const es: Texts = {…}`) to JSON, for data
 * that a page loads only when it is needed.
 */
export function dataOf(source) {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  new Function('module', 'exports', code)(module, module.exports);
  const [value, ...others] = Object.values(module.exports);
  if (value === undefined || others.length > 0) throw new Error('data is one exported object');
  return `${JSON.stringify(value)}\n`;
}
