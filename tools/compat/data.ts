import { createRequire } from 'node:module';
import type { BrowserName, Identifier, SupportStatement } from '@mdn/browser-compat-data';

/** Oldest browser versions that must be supported, by MDN's names of browsers. */
export type Floor = Readonly<Partial<Record<BrowserName, number>>>;

const require = createRequire(import.meta.url);
const data = require('@mdn/browser-compat-data') as Record<string, Identifier | undefined>;

const names: Readonly<Partial<Record<BrowserName, string>>> = {
  chrome: 'Chrome',
  firefox: 'Firefox',
  safari: 'Safari',
  safari_ios: 'Safari on iOS',
};

/** MDN's data below a key such as `api.Element.append`; undefined when there is none. */
export function entryAt(key: string): Identifier | undefined {
  let found: Identifier | undefined;
  for (const [index, part] of key.split('.').entries()) {
    const inside: Record<string, Identifier | undefined> | undefined =
      index === 0 ? data : (found as Record<string, Identifier | undefined> | undefined);
    found = inside && Object.hasOwn(inside, part) ? inside[part] : undefined;
  }
  return found;
}

/** The keys directly below a key; empty when MDN has no data there. */
export function keysBelow(key: string): readonly string[] {
  return Object.keys(entryAt(key) ?? {}).filter((name) => name !== '__compat');
}

/**
 * The version that a feature needs, such as "Chrome 54", when the floor is older; null when the floor suffices or
 * MDN has no data for this feature.
 * @param prefixes as written, such as `-webkit-`; one supported prefix is enough
 */
export function lacking(
  key: string,
  floor: Floor,
  prefixes: readonly string[] = [''],
): string | null {
  const support = entryAt(key)?.__compat?.support;
  if (!support) return null;
  for (const [browser, version] of Object.entries(floor) as [BrowserName, number][]) {
    const statements = [support[browser] ?? []].flat();
    if (statements.length === 0) continue;
    if (statements.some((statement) => isThere(statement, version, prefixes))) continue;
    const first = Math.min(...statements.map((statement) => firstOf(statement, prefixes)));
    const name = names[browser] ?? browser;
    return Number.isFinite(first) ? `${name} ${first}` : `more than any ${name}`;
  }
  return null;
}

function isThere(
  statement: SupportStatement,
  version: number,
  prefixes: readonly string[],
): boolean {
  const { version_removed: removed } = statement as { version_removed?: unknown };
  const first = firstOf(statement, prefixes);
  const last = typeof removed === 'string' ? Number.parseFloat(removed.replace('≤', '')) : Infinity;
  return first <= version && version < last;
}

/** The first version with this name, without flags; Infinity for none. */
function firstOf(statement: SupportStatement, prefixes: readonly string[]): number {
  const { version_added, flags, alternative_name, ...rest } = statement as {
    version_added: unknown;
    flags?: unknown;
    alternative_name?: string;
    prefix?: string;
  };
  if (flags || alternative_name || !prefixes.includes(rest.prefix ?? '')) return Infinity;
  if (typeof version_added !== 'string') return Infinity;
  const first = Number.parseFloat(version_added.replace('≤', ''));
  return Number.isNaN(first) ? Infinity : first;
}

/**
 * The last parts of all keys that some floor does not support, as they are written in script: `append` for
 * `api.Element.append`, `once` for an option, `play()` where only the returned promise is new.
 */
export function namesLacking(floors: readonly Floor[]): Set<string> {
  const found = new Set<string>();
  const visit = (key: string) => {
    for (const name of keysBelow(key)) {
      const inner = `${key}.${name}`;
      if (floors.some((floor) => lacking(inner, floor) !== null)) {
        if (name === 'returns_promise') found.add(`${key.slice(key.lastIndexOf('.') + 1)}()`);
        for (const said of spellings(name)) found.add(said);
      }
      visit(inner);
    }
  };
  for (const part of ['api', 'javascript.builtins']) visit(part);
  for (const name of keysBelow('css.properties')) {
    found.add(name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  }
  return found;
}

/** All keys of interfaces and built-ins that end with a name. */
export function keysNamed(name: string): readonly string[] {
  byName ??= indexed();
  return byName.get(name) ?? [];
}

let byName: Map<string, string[]> | undefined;

function indexed(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const part of ['api', 'javascript.builtins']) {
    for (const owner of keysBelow(part)) {
      for (const name of keysBelow(`${part}.${owner}`)) {
        const [plain = name] = spellings(name);
        found.set(plain, [...(found.get(plain) ?? []), `${part}.${owner}.${name}`]);
      }
    }
  }
  return found;
}

function spellings(name: string): string[] {
  const plain = name.replace(/_(static|event|parameter)$/, '').replace(/^(options|init)_/, '');
  return name.endsWith('_event') ? [plain, `on${plain}`] : [plain];
}
