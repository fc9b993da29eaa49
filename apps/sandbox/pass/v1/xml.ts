/** The values that a V1 answer can contain; the same value is written as JSON and as XML. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainObject;
export interface PlainObject {
  readonly [name: string]: Plain | undefined;
}

export interface Root {
  readonly name: string;
  /** Only the registration record has a namespace; its children have none. */
  readonly namespace?: string;
}

/**
 * A document of elements: members in their order, lists as repeated elements, without null and undefined, as in
 * every XML sample on the V1 pages.
 */
export function toXml({ name, namespace }: Root, body: PlainObject): string {
  const tag = namespace === undefined ? name : `ns2:${name}`;
  const attribute = namespace === undefined ? '' : ` xmlns:ns2="${escaped(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${tag}${attribute}>${members(body)}</${tag}>`;
}

function members(body: PlainObject): string {
  return Object.entries(body)
    .filter(([name]) => isName(name))
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: Plain | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: Plain) => element(name, item)).join('');
  const content =
    typeof value === 'object' ? members(value as PlainObject) : escaped(String(value));
  return `<${name}>${content}</${name}>`;
}

function isName(text: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(text);
}

/** Escapes text; characters that XML does not allow are left out. */
function escaped(text: string): string {
  return [...text]
    .filter((letter) => letter >= ' ' || letter === '\n' || letter === '\r' || letter === '\t')
    .join('')
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
