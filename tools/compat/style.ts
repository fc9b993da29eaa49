import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Atrule, type CssNode, type Declaration, generate, parse, walk } from 'css-tree';
import { root } from '../paths.ts';
import { entryAt, type Floor, lacking } from './data.ts';
import type { Finding } from './script.ts';

/** MDN's keys for functions and units, by the property in which they are used. */
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

/** Units that have another name in MDN's data. */
const units: Readonly<Record<string, string>> = Object.fromEntries(
  ['d', 's', 'l'].flatMap((kind) =>
    ['vh', 'vw', 'vmin', 'vmax', 'vi', 'vb'].map((unit) => [
      `${kind}${unit}`,
      `viewport_percentage_units_${{ d: 'dynamic', s: 'small', l: 'large' }[kind]}`,
    ]),
  ),
);

interface Lack {
  /** The declaration, rule or at-rule that an engine of the floor ignores because of it. */
  readonly dropped: CssNode;
  readonly line: number;
  readonly key: string;
  readonly what: string;
}

/**
 * Finds style that engines of the floor do not support: properties, values, functions, units, selectors, media
 * features, at-rules. A value is guarded by an earlier, older value of the same property, and everything by
 * `@supports`.
 * @param file absolute path of a style sheet
 */
export function checkStyle(
  file: string,
  floor: Floor,
  text = readFileSync(file, 'utf8'),
): Finding[] {
  const found = lacksOf(parsed(text), floor, true);
  return found.map(({ line, key, what }) => ({ file: relative(root, file), line, key, what }));
}

/** A style sheet as engines of the floor read it: without the parts that they do not support. */
export function stripStyle(text: string, floor: Floor): string {
  const sheet = parsed(text);
  const dropped = new Set(lacksOf(sheet, floor, false).map((lack) => lack.dropped));
  walk(sheet, (node, item, list) => {
    if (dropped.has(node)) list?.remove(item);
  });
  return generate(sheet);
}

function parsed(text: string): CssNode {
  return parse(text, { positions: true, parseCustomProperty: true });
}

/** @param guards leave out guarded uses */
function lacksOf(sheet: CssNode, floor: Floor, guards: boolean): Lack[] {
  const lacks: Lack[] = [];
  const understood = new Set<string>();
  let [rule, atrule]: CssNode[] = [];
  let declarations: readonly Declaration[] = [];
  const spellings = spellingsOf(sheet);
  const tell = (
    node: CssNode,
    dropped: CssNode | undefined,
    said: string,
    key: string,
    prefixes: readonly string[] = [''],
  ) => {
    const needs = entryAt(key)?.__compat ? lacking(key, floor, prefixes) : null;
    if (needs === null) return;
    const line = node.loc?.start.line ?? 0;
    lacks.push({ dropped: dropped ?? node, line, key, what: `${said} needs ${needs}` });
  };
  walk(sheet, {
    enter(this: { skip: symbol }, node: CssNode) {
      switch (node.type) {
        case 'Atrule': {
          atrule = node;
          const [prefix, plain] = withoutPrefix(node.name);
          const all = guards ? (spellings.get(nameOf(node)) ?? [prefix]) : [prefix];
          tell(node, node, `@${node.name}`, `css.at-rules.${plain}`, all);
          // `@supports` guards everything inside.
          return guards && node.name === 'supports' ? this.skip : undefined;
        }
        case 'Rule':
          rule = node;
          return;
        case 'Block':
          understood.clear();
          declarations = node.children.toArray().filter((child) => child.type === 'Declaration');
          return;
        case 'Feature':
          tell(node, atrule, `the media feature ${node.name}`, `css.at-rules.media.${node.name}`);
          return;
        case 'PseudoClassSelector':
        case 'PseudoElementSelector': {
          const [prefix, plain] = withoutPrefix(node.name);
          const own = `css.selectors.${node.name}`;
          const said = `the selector ${node.name}`;
          if (entryAt(own)) tell(node, rule, said, own);
          else tell(node, rule, said, `css.selectors.${plain}`, [prefix]);
          return;
        }
        case 'NestingSelector':
          tell(node, rule, 'nesting', 'css.selectors.nesting');
          return;
        case 'Declaration':
          declared(node);
          return this.skip;
        default:
      }
    },
  });
  return lacks;

  /** The prefixes of the same property in this block. */
  function prefixesOf(property: string): string[] {
    const [prefix, plain] = withoutPrefix(property);
    if (!guards) return [prefix];
    const all = declarations.map((each) => withoutPrefix(each.property));
    return all.filter(([, name]) => name === plain).map(([found]) => found);
  }

  function declared(node: Declaration): void {
    const { property } = node;
    const [prefix, plain] = withoutPrefix(property);
    const own = `css.properties.${property}`;
    const before = lacks.length;
    if (property.startsWith('--')) {
      tell(node, node, 'a property of one’s own', 'css.properties.custom-property');
    } else if (prefix && entryAt(own)) tell(node, node, property, own);
    else tell(node, node, property, `css.properties.${plain}`, prefixesOf(property));
    walk(node.value, (part) => {
      if (part.type === 'Identifier') {
        tell(part, node, `${property}: ${part.name}`, `css.properties.${plain}.${part.name}`);
      } else if (part.type === 'Function') {
        const [vendor, name] = withoutPrefix(part.name);
        const key = functionsIn(plain)
          .map((place) => `${place}.${name}`)
          .find((each) => entryAt(each)?.__compat);
        if (key) tell(part, node, `${part.name}()`, key, [vendor]);
      } else if (part.type === 'Dimension') {
        const unit = units[part.unit] ?? part.unit;
        tell(part, node, `the unit ${part.unit}`, `css.types.length.${unit}`);
      }
    });
    // Engines keep the last supported value; a value with a variable is only checked later.
    const late = generate(node.value).includes('var(');
    const guarded = guards && understood.has(property) && !late;
    if (lacks.length > before && guarded) lacks.length = before;
    else if (lacks.length === before) understood.add(property);
  }
}

/** Prefixes of at-rules that are repeated for single engines: `@-webkit-keyframes`. */
function spellingsOf(sheet: CssNode): Map<string, string[]> {
  const found = new Map<string, string[]>();
  walk(sheet, (node) => {
    if (node.type !== 'Atrule') return;
    const name = nameOf(node);
    found.set(name, [...(found.get(name) ?? []), withoutPrefix(node.name)[0]]);
  });
  return found;
}

function nameOf({ name, prelude }: Atrule): string {
  return `${withoutPrefix(name)[1]} ${prelude ? generate(prelude) : ''}`;
}

function withoutPrefix(name: string): [string, string] {
  const [, prefix = '', plain = name] = /^(-(?:webkit|moz|ms|o)-)(.*)$/.exec(name) ?? [];
  return [prefix, plain];
}
