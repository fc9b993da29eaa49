import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => !name.includes('node_modules'));

/** Not the changelog: it also names what was removed later. */
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md'),
  ...below('docs').filter((name) => name.endsWith('.md')),
];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** npm's own commands. */
const npmsOwn = new Set(['install', 'ci', 'pack', 'publish', 'audit', 'exec', 'ls']);
/**
 * Files that readers make with the steps of docs/extend.md, and the folder in which a fork had its pictures
 * (docs/upgrade.md).
 */
const madeByReaders = /kiosk|screens\/Help\.ts|apps\/tv\/static/;
/** Options of other programs that the documents show. */
const foreign = new Set([
  '--silent',
  '--project',
  '--install-strategy',
  '--workspace',
  '--response-headers-policy-config',
]);

/** The sources that read options: `--name` as text, or `name` as a key. */
const sources = ['tools', 'apps']
  .flatMap(below)
  .filter((name) => /\.(ts|mjs|txt)$/.test(name) && !name.includes('docs-facts'))
  .map(read)
  .join('\n');

const isOption = (option: string) => {
  const name = option.slice(2);
  return (
    foreign.has(option) ||
    sources.includes(option) ||
    new RegExp(`['"]${name}['"]|\\b${name}: \\{ type:`).test(sources)
  );
};

/** `a/{b,c}.ts` and `a/*.ts` are not names of one file; neither is a name that ends in an ellipsis. */
const isPath = (text: string) =>
  /^(core|platforms|apps|test|tools|docs|examples)\/[\w./-]+$/.test(text) && !text.includes('..');

const isThere = (path: string) =>
  existsSync(join(root, path)) ||
  ['.ts', '.test.ts', '.md'].some((ending) => existsSync(join(root, path + ending)));

describe.each(pages)('%s', (page) => {
  const text = read(page);
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const blocks = [...text.matchAll(/```(?:sh|bash|console)\n([\s\S]*?)```/g)].map(
    ([, code = '']) => code,
  );
  const commands = [...inline, ...blocks].join('\n');

  it('names commands that there are', () => {
    const named = [
      ...[...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
      ...[...commands.matchAll(/npm (?!run\b)([a-z]+)/g)].map(([, name = '']) => name),
    ].filter((name) => !name.endsWith(':') && !npmsOwn.has(name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names files that there are', () => {
    const named = [
      ...inline.filter(isPath),
      ...[...commands.matchAll(/\bnode ([\w./-]+\.m?js)/g)].map(([, path = '']) => path),
    ];
    expect(named.filter((path) => !isThere(path) && !madeByReaders.test(path))).toEqual([]);
  });

  it('names options that there are', () => {
    const named = [...commands.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([name]) => name);
    expect([...new Set(named)].filter((name) => !isOption(name))).toEqual([]);
  });
});
