import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type CssNode, type Declaration, generate, parse, walk } from 'css-tree';
import { root } from '../paths.ts';
import { entryAt, type Floor, lacking } from './data.ts';
import type { Finding } from './script.ts';

/** Where MDN keeps functions and units, by the name of the property that they stand in. */
const functionsIn = (property: string) => [
  `css.properties.${property}`,
  'css.properties.custom-property',
  'css.types',
  'css.types.color',
  'css.types.gradient',
  'css.types.image',
  'css.types.transform-function',
  'css.types.filter-function',
  'css.types.basic-shape',
  'css.types.easing-function',
];

/** Units of which MDN tells under another name. */
const units: Readonly<Record<string, string>> = Object.fromEntries(
  ['d', 's', 'l'].flatMap((kind) =>
    ['vh', 'vw', 'vmin', 'vmax', 'vi', 'vb'].map((unit) => [
      `${kind}${unit}`,
      `viewport_percentage_units_${{ d: 'dynamic', s: 'small', l: 'large' }[kind]}`,
    ]),
  ),
);

/**
 * Style that engines of the floor do not understand: properties, values, functions, units, selectors, media
 * features, at-rules. A value is guarded by an older one of the same property before it, and everything by
 * `@supports`.
 * @param file absolute path of a style sheet
 */
export function checkStyle(
  file: string,
  floor: Floor,
  text = readFileSync(file, 'utf8'),
): Finding[] {
  const findings: Finding[] = [];
  const tell = (node: CssNode, said: string, key: string, prefix?: string) => {
    const needs = entryAt(key)?.__compat ? lacking(key, floor, prefix) : null;
    if (needs === null) return false;
    const line = node.loc?.start.line ?? 0;
    findings.push({ file: relative(root, file), line, key, what: `${said} needs ${needs}` });
    return true;
  };
  const understood = new Set<string>();
  walk(parse(text, { positions: true, parseCustomProperty: true }), {
    enter(this: { skip: symbol }, node: CssNode) {
      switch (node.type) {
        case 'Atrule':
          tell(
            node,
            `@${node.name}`,
            `css.at-rules.${withoutPrefix(node.name)[1]}`,
            withoutPrefix(node.name)[0],
          );
          // Who asks first needs no more.
          return node.name === 'supports' ? this.skip : undefined;
        case 'Block':
          understood.clear();
          return;
        case 'Feature':
          tell(node, `the media feature ${node.name}`, `css.at-rules.media.${node.name}`);
          return;
        case 'PseudoClassSelector':
        case 'PseudoElementSelector': {
          const [prefix, name] = withoutPrefix(node.name);
          const own = `css.selectors.${node.name}`;
          if (entryAt(own)) tell(node, `the selector ${node.name}`, own);
          else tell(node, `the selector ${node.name}`, `css.selectors.${name}`, prefix);
          return;
        }
        case 'NestingSelector':
          tell(node, 'nesting', 'css.selectors.nesting');
          return;
        case 'Declaration':
          declared(node);
          return this.skip;
        default:
      }
    },
  });
  return findings;

  function declared(node: Declaration): void {
    const { property } = node;
    const custom = property.startsWith('--');
    const [prefix, plain] = withoutPrefix(property);
    const own = `css.properties.${property}`;
    const before = findings.length;
    if (custom) tell(node, 'a property of one’s own', 'css.properties.custom-property');
    else if (entryAt(own)) tell(node, property, own);
    else tell(node, property, `css.properties.${plain}`, prefix);
    walk(node.value, (part) => {
      if (part.type === 'Identifier') {
        tell(part, `${property}: ${part.name}`, `css.properties.${plain}.${part.name}`);
      } else if (part.type === 'Function') {
        const [vendor, name] = withoutPrefix(part.name);
        const key = functionsIn(plain)
          .map((place) => `${place}.${name}`)
          .find((each) => entryAt(each)?.__compat);
        if (key) tell(part, `${part.name}()`, key, vendor);
      } else if (part.type === 'Dimension') {
        tell(part, `the unit ${part.unit}`, `css.types.length.${units[part.unit] ?? part.unit}`);
      }
    });
    // Engines keep the last value that they understand; of one with a variable they find out too late.
    const late = generate(node.value).includes('var(');
    if (findings.length > before && understood.has(property) && !late) findings.length = before;
    else if (findings.length === before) understood.add(property);
  }
}

function withoutPrefix(name: string): [string, string] {
  const [, prefix = '', plain = name] = /^(-(?:webkit|moz|ms|o)-)(.*)$/.exec(name) ?? [];
  return [prefix, plain];
}
