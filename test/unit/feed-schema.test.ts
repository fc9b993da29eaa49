import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../core/catalogue/readFeed.ts';
import { root } from '../../tools/paths.ts';

type Schema = {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly deprecated?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
};
type Json = Record<string, unknown>;

const fileOf = (name: string) => JSON.parse(readFileSync(join(root, 'docs/feed', name), 'utf8'));
const schema = fileOf('feed.schema.json') as Schema;
const example = () => fileOf('feed.example.json') as Json;

const resolved = (part: Schema): Schema =>
  part.$ref ? (schema.$defs?.[part.$ref.replace('#/$defs/', '')] as Schema) : part;

/** The faults of a value with their paths, as far as this schema defines them. */
function faultsOf(value: unknown, written: Schema, path: string): string[] {
  const part = resolved(written);
  if (part.oneOf) {
    const all = part.oneOf.map((one) => faultsOf(value, one, path));
    return all.some((faults) => faults.length === 0) ? [] : (all[0] ?? []);
  }
  if (part.enum && !part.enum.includes(value)) return [`${path}: none of the choices`];
  const kind = Array.isArray(value) ? 'array' : typeof value;
  const allowed = typeof part.type === 'string' ? [part.type] : part.type;
  if (allowed && !allowed.includes(kind)) return [`${path}: ${kind}`];
  if (part.pattern && !new RegExp(part.pattern).test(String(value))) return [`${path}: pattern`];
  if (Array.isArray(value)) {
    return value.flatMap((each, at) => faultsOf(each, part.items ?? {}, `${path}/${at}`));
  }
  if (kind !== 'object') return [];
  const object = value as Json;
  return [
    ...(part.required ?? []).filter((key) => !(key in object)).map((key) => `${path}: no ${key}`),
    ...Object.entries(part.properties ?? {}).flatMap(([key, inner]) =>
      key in object ? faultsOf(object[key], inner, `${path}/${key}`) : [],
    ),
  ];
}

/** The same value, with a record in `asked` of every name that is read from its objects, by schema. */
function watched(value: unknown, written: Schema, asked: Map<Schema, Set<string>>): unknown {
  let part = resolved(written);
  if (part.oneOf) part = resolved((Array.isArray(value) ? part.oneOf[0] : part.oneOf.at(-1)) ?? {});
  if (part.oneOf === undefined && part.properties === undefined && part.items === undefined) {
    const object = written.oneOf?.map(resolved).find(({ properties }) => properties);
    if (object && typeof value === 'object' && !Array.isArray(value)) part = object;
  }
  if (Array.isArray(value)) return value.map((each) => watched(each, part.items ?? {}, asked));
  if (typeof value !== 'object' || value === null) return value;
  const names = asked.get(part) ?? new Set();
  asked.set(part, names);
  return new Proxy(value as Json, {
    get(target, key) {
      if (typeof key === 'string') names.add(key);
      return watched(Reflect.get(target, key), part.properties?.[String(key)] ?? {}, asked);
    },
  });
}

describe('the schema of the feed', () => {
  it('holds for its example, and says what is wrong', () => {
    expect(faultsOf(example(), schema, '')).toEqual([]);
    expect(faultsOf({ movies: [{ title: 7 }] }, schema, '')).not.toEqual([]);
  });

  it('has an example of which nothing is left out', () => {
    const { report, rows } = readCatalogue(example());
    expect(report).toMatchObject({ leftOut: [], noted: [] });
    expect(rows.map(({ title }) => title)).toEqual(['On Northstar', 'New', 'At sea']);
  });

  it('names everything that the reader asks for, and nothing else', () => {
    const asked = new Map<Schema, Set<string>>();
    readCatalogue(watched(example(), schema, asked) as Json);
    for (const [name, part] of [['feed', schema] as const, ...Object.entries(schema.$defs ?? {})]) {
      const known = Object.keys(part.properties ?? {});
      const names = [...(asked.get(part) ?? [])];
      expect(
        names.filter((key) => !known.includes(key)),
        name,
      ).toEqual([]);
      expect(
        known.filter((key) => !names.includes(key)),
        name,
      ).toEqual([]);
    }
  });
});
