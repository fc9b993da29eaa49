import { readXml, type XmlElement } from '../../xml.ts';

/**
 * The XML of REST API V1 in the shape of its JSON: an element with children becomes an object, a repeated child
 * a list, any other element its text. Attributes and namespaces have no meaning here and are dropped. Tolerant,
 * never throws.
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

/** undefined when the text is not one well-formed element, and for HTML pages. */
export function parseXml(text: string): XmlDocument | undefined {
  const root = readXml(text);
  return root && { root: localName(root), value: contentOf(root) };
}

function contentOf({ children, text }: XmlElement): XmlValue {
  if (children.length === 0) return text;
  const values = new Map<string, XmlValue[]>();
  for (const child of children) {
    const name = localName(child);
    const known = values.get(name);
    if (known) known.push(contentOf(child));
    else values.set(name, [contentOf(child)]);
  }
  // Without a prototype, so that an element with the name `__proto__` causes no problem.
  const value: Record<string, XmlValue | XmlValue[]> = Object.create(null);
  for (const [name, all] of values) {
    value[name] = all.length === 1 && all[0] !== undefined ? all[0] : all;
  }
  return value;
}

function localName({ name }: XmlElement): string {
  return name.replace(/^.*:/, '');
}
