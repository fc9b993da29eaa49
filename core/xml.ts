/**
 * Reads plain XML (elements, attributes, text): the answers of REST API V1, and feeds. Only XML's own entities,
 * nothing is fetched. Tolerant, never throws; single pass, so that no document takes long.
 */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** The element's own text, without that of its children, trimmed. */
  readonly text: string;
  /** The text between `<` and `>`: for `attributeOf`. */
  readonly tag: string;
}

interface Open {
  readonly name: string;
  readonly tag: string;
  readonly children: XmlElement[];
  text: string;
}

/** Deepest nesting that is accepted: no answer or feed is deeper. */
const deepest = 32;

/** The root; undefined when the text is not one well-formed element, and for HTML pages. */
export function readXml(text: string): XmlElement | undefined {
  if (!/^\s*</.test(text)) return undefined;
  const open: Open[] = [];
  let root: XmlElement | undefined;
  const close = (done: Open) => {
    done.text = done.text.trim();
    const parent = open[open.length - 1];
    if (parent) parent.children.push(done);
    else root = done;
  };
  let at = 0;
  while (at < text.length) {
    const current = open[open.length - 1];
    const token = nextToken(text, at);
    if (!token) return undefined;
    at = token.end;
    if (current) current.text += token.text;
    const { tag } = token;
    if (tag === '') continue;
    const name = /^[^\s/]+/.exec(tag.replace(/^\//, ''))?.[0] ?? '';
    if (tag.startsWith('/')) {
      if (current?.name !== name) return undefined;
      open.pop();
      close(current);
      continue;
    }
    if (root || open.length >= deepest || name === '' || /^html$/i.test(name)) return undefined;
    const started: Open = { name, tag, children: [], text: '' };
    if (tag.endsWith('/')) close(started);
    else open.push(started);
  }
  return open.length === 0 ? root : undefined;
}

/** '' when the element has no attribute of this name. */
export function attributeOf({ tag }: XmlElement, name: string): string {
  return attributesOf(tag).get(name) ?? '';
}

/** All attributes, by their names as written. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pattern = /([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (let next = pattern.exec(tag); next; next = pattern.exec(tag)) {
    found.set(next[1] ?? '', decodeEntities(next[2] ?? next[3] ?? ''));
  }
  return found;
}

interface Token {
  /** Where the next token begins. */
  readonly end: number;
  readonly text: string;
  /** The text between `<` and `>`; '' when the token is no tag. */
  readonly tag: string;
}

/** undefined when the token is cut off. */
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
