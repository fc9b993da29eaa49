/** One element as in the document: qualified names, attributes, and the text around children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const ATTRIBUTE = `\\s+(${NAME})="([^"<]*)"`;
const START = new RegExp(`^<(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>`);
const END = new RegExp(`^</(${NAME})\\s*>`);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * Reads the XML of a feed strictly: names match, every prefix is declared, attributes are quoted and occur
 * once, only the five known entities, one root.
 * @throws Error that names what is not well-formed
 */
export function readStrictXml(source: string): XmlElement {
  let rest = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"[^?]*\?>\s*/, '');
  if (rest === source) throw new Error('there is no declaration');
  const next = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest) ?? undefined;
    if (match) rest = rest.slice(match[0].length);
    return match;
  };
  const element = (declared: ReadonlySet<string>): XmlElement => {
    const start = next(START);
    if (!start) throw new Error(`no element starts at ${JSON.stringify(rest.slice(0, 60))}`);
    const [, name = '', list = ''] = start;
    const attributes: Record<string, string> = {};
    for (const [, key = '', value = ''] of list.matchAll(new RegExp(ATTRIBUTE, 'g'))) {
      if (key in attributes) throw new Error(`${name} has ${key} twice`);
      attributes[key] = decoded(value);
    }
    const prefixes = Object.keys(attributes).flatMap((key) => /^xmlns:(.+)$/.exec(key)?.[1] ?? []);
    const known = new Set([...declared, ...prefixes]);
    for (const used of [name, ...Object.keys(attributes)]) {
      const prefix = /^([^:]+):/.exec(used)?.[1];
      if (prefix !== undefined && !known.has(prefix)) throw new Error(`nobody declared ${prefix}:`);
    }
    if (start[0].endsWith('/>')) return { name, attributes, children: [], text: '' };
    const children: XmlElement[] = [];
    let text = '';
    for (;;) {
      text += decoded(next(/^[^<]+/)?.[0] ?? '');
      const end = next(END);
      if (!end) children.push(element(known));
      else if (end[1] === name) return { name, attributes, children, text: text.trim() };
      else throw new Error(`${name} is ended by ${end[1]}`);
    }
  };
  const root = element(new Set(['xml', 'xmlns']));
  if (rest.trim() !== '') throw new Error('something follows the root');
  return root;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}

function decoded(text: string): string {
  if ([...text].some((letter) => letter < ' ' && !/\s/.test(letter)))
    throw new Error('a letter that XML has not');
  return text.replace(/&([^;]*;?)/g, (whole, name: string) => {
    const letter = ENTITIES[name.replace(/;$/, '')];
    if (letter === undefined || !name.endsWith(';')) throw new Error(`${whole} is no entity`);
    return letter;
  });
}
