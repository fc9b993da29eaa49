/**
 * Reads the plain XML of REST API V1 (elements, text, no mixed content) into the shape that its JSON
 * has: an element with children becomes an object, a repeated child a list, anything else its text.
 * Attributes and namespaces say nothing here and are dropped. Tolerant, never throws.
 */
export interface XmlDocument {
  /** Local name of the root element. */
  readonly root: string;
  readonly value: XmlValue;
}

export type XmlValue = string | XmlObject;
export interface XmlObject {
  readonly [name: string]: XmlValue | readonly XmlValue[];
}

interface Open {
  readonly name: string;
  readonly children: Map<string, XmlValue[]>;
  text: string;
}

/** Deeper than any answer of the service. */
const deepest = 32;

/** undefined for what is not one well-formed element, and for HTML pages. */
export function parseXml(text: string): XmlDocument | undefined {
  if (!/^\s*</.test(text)) return undefined;
  const open: Open[] = [];
  let document: XmlDocument | undefined;
  const close = (done: Open) => {
    const value = contentOf(done);
    const parent = open[open.length - 1];
    const siblings = parent?.children.get(done.name);
    if (!parent) document = { root: done.name, value };
    else if (siblings) siblings.push(value);
    else parent.children.set(done.name, [value]);
  };
  let at = 0;
  while (at < text.length) {
    const current = open[open.length - 1];
    const token = nextToken(text, at);
    if (!token) return undefined;
    at = token.end;
    if (current) current.text += token.text;
    if (token.tag === '') continue;
    const name = (/^[^\s/]+/.exec(token.tag.replace(/^\//, ''))?.[0] ?? '').replace(/^.*:/, '');
    if (token.tag.startsWith('/')) {
      if (current?.name !== name) return undefined;
      open.pop();
      close(current);
      continue;
    }
    if (document || open.length >= deepest || name === '' || /^html$/i.test(name)) return undefined;
    const started: Open = { name, children: new Map(), text: '' };
    if (token.tag.endsWith('/')) close(started);
    else open.push(started);
  }
  return open.length === 0 ? document : undefined;
}

interface Token {
  /** Where the next one begins. */
  readonly end: number;
  readonly text: string;
  /** What stands between `<` and `>`; '' for everything but tags. */
  readonly tag: string;
}

/** One look at each letter, so that no document takes long; undefined when it is cut off. */
function nextToken(text: string, at: number): Token | undefined {
  const upTo = (mark: string, from: number, more: (inside: string) => Partial<Token>) => {
    const end = text.indexOf(mark, from);
    if (end < 0) return undefined;
    return { text: '', tag: '', ...more(text.slice(from, end)), end: end + mark.length };
  };
  if (text[at] !== '<') {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    return { end, text: decodeEntities(text.slice(at, end)), tag: '' };
  }
  if (text.startsWith('<!--', at)) return upTo('-->', at + 4, () => ({}));
  if (text.startsWith('<![CDATA[', at)) return upTo(']]>', at + 9, (inside) => ({ text: inside }));
  if (text[at + 1] === '?' || text[at + 1] === '!') return upTo('>', at, () => ({}));
  let quote = '';
  for (let end = at + 1; end < text.length; end++) {
    const letter = text[end] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return { end: end + 1, text: '', tag: text.slice(at + 1, end) };
  }
  return undefined;
}

function contentOf({ children, text }: Open): XmlValue {
  if (children.size === 0) return text.trim();
  // Without a prototype: an element called `__proto__` is a name like any other.
  const value: Record<string, XmlValue | XmlValue[]> = Object.create(null);
  for (const [name, values] of children) {
    value[name] = values.length === 1 && values[0] !== undefined ? values[0] : values;
  }
  return value;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
