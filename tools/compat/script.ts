import { relative } from 'node:path';
import ts from 'typescript';
import { root } from '../paths.ts';
import { entryAt, type Floor, keysNamed, lacking, namesLacking } from './data.ts';
import { isGuarded } from './guards.ts';
import type { Included, Instead } from './included.ts';
import { type Use, Uses } from './uses.ts';

/** A feature that the oldest engine of a target lacks. */
export interface Finding {
  /** From the root of the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** MDN's key. */
  readonly key: string;
  /** `Element.append needs Chrome 54` */
  readonly what: string;
}

/** A use with its position. */
export interface PlacedUse extends Omit<Use, 'node'> {
  readonly file: string;
  readonly line: number;
  /** Reached only where the feature exists. */
  readonly guarded: boolean;
}

/** All uses in sources and libraries, found by the types of the values. @param files absolute paths */
export function usesIn(
  files: readonly string[],
  floors: readonly Floor[],
  instead: Instead = new Map(),
): PlacedUse[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options, true);
  const { readFile } = host;
  host.readFile = (file) => instead.get(file) ?? readFile(file);
  const program = ts.createProgram([...files], options, host);
  const wanted = new Set(files);
  const sources = program.getSourceFiles().filter(({ fileName }) => wanted.has(fileName));
  const uses = new Uses(program, sources, namesLacking(floors));
  return sources.flatMap((file) =>
    [...uses.in(file)].map(({ node, ...use }) => ({
      ...use,
      file: file.fileName,
      line: file.getLineAndCharacterOfPosition(nameOf(node).getStart(file)).line + 1,
      guarded: isGuarded(node, use.name),
    })),
  );
}

/**
 * The uses that are in a built target and would fail on its floor.
 * @param provided keys that polyfills provide
 */
export function lackingIn(
  uses: readonly PlacedUse[],
  { modules, ships }: Included,
  floor: Floor,
  provided: (key: string) => boolean,
): Finding[] {
  const inside = new Set(modules);
  const found = new Map<string, Finding>();
  for (const use of uses) {
    if (use.guarded || !inside.has(use.file)) continue;
    const lack = lackOf(use, floor, provided);
    if (lack === null || !ships(use.file, use.line)) continue;
    const { line, said } = use;
    const file = relative(root, use.file);
    const what = `${said} needs ${lack.needs}`;
    found.set(`${file}:${line}:${lack.key}`, { file, line, key: lack.key, what });
  }
  return [...found.values()];
}

function nameOf(node: ts.Node): ts.Node {
  return ts.isPropertyAccessExpression(node) ? node.name : node;
}

function lackOf(
  { from, keys, name, prefix }: PlacedUse,
  floor: Floor,
  provided: (key: string) => boolean,
): { key: string; needs: string } | null {
  if (keys.length === 0) {
    const named = keysNamed(name);
    const lacks = named.map((each) => (provided(each) ? null : lacking(each, floor)));
    const [key, needs] = [named[0], lacks[0]];
    return key === undefined || !needs || lacks.includes(null) ? null : { key, needs };
  }
  const key = keys.find((each) => entryAt(each)?.__compat);
  if (key === undefined) return null;
  const needs = lacking(key, floor, prefix === undefined ? [''] : [prefix]);
  if (needs === null || provided(key)) return null;
  // A member of a missing interface is not reported again: its interface is, or the object is our own.
  const owner = key.slice(0, key.lastIndexOf('.'));
  if (owner.includes('.') && lacking(owner, floor) === needs && !provided(owner)) return null;
  if (from && owner !== `api.${from}` && lacking(`api.${from}`, floor) && !provided(`api.${from}`))
    return null;
  return { key, needs };
}
