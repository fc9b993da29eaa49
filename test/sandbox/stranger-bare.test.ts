import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { readSettings } from '@couchpass/core';
import { startSandbox } from '@couchpass/sandbox';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore, createShell } from '../../examples/own-shell/createShell.ts';
import { root, settingsFile } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { installPacked } from './packed.ts';

/** A user's program for an engine that is neither a browser nor Node: it has only settings and a shell. */
const PROGRAM = "export { createCouchpass, readSettings } from '@couchpass/core';";
type Program = Pick<typeof import('@couchpass/core'), 'createCouchpass' | 'readSettings'>;

const box = { id: 'c0ffee', model: 'Box 1', firmware: '4.2' };
const shellOfBox = () => createShell(box, createMemoryStore());
const settingsText = await readFile(settingsFile, 'utf8');
const listed = await listedGlobals('docs/library.md');

describe('a bare context', { timeout: 180_000 }, () => {
  let folder: Awaited<ReturnType<typeof installPacked>>;
  let script = '';
  beforeAll(async () => {
    folder = await installPacked({ 'program.mjs': PROGRAM }, ['@couchpass/core']);
    const { outputFiles } = await build({
      entryPoints: [join(folder.path, 'program.mjs')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'program',
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    script = outputFiles[0]?.text ?? '';
  }, 600_000);
  afterAll(() => folder.remove());

  /** Runs the program with the language's built-ins and these globals only. */
  function load(names: readonly string[]): Program {
    const context = createContext({});
    // V8 adds these to every context; they are not part of the language.
    runInContext('delete globalThis.console; delete globalThis.WebAssembly;', context);
    for (const name of names) context[name] = Reflect.get(globalThis, name);
    runInContext(script, context);
    return context.program;
  }

  it('with the listed globals signs a viewer in and shows the catalogue', async () => {
    const sandbox = await startSandbox({ quiet: true });
    const program = load(listed);
    const settings = program.readSettings(settingsText, { baseUrl: sandbox.url });
    const couchpass = program.createCouchpass(settings, shellOfBox());
    try {
      couchpass.start();
      await until(() => couchpass.view.screen === 'home', { what: 'Home' });
      couchpass.send({ type: 'SIGN_IN' });
      const code = await until(
        () => (couchpass.view.screen === 'signIn' && couchpass.view.code) || undefined,
        {
          what: 'a code',
        },
      );
      sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
      const home = await until(
        () => {
          const { view } = couchpass;
          return view.screen === 'home' && view.viewer && view.catalogue ? view : undefined;
        },
        { what: 'the viewer and the catalogue' },
      );
      expect(home.viewer?.providerName).toBe('Valley Cable');
      expect(home.catalogue?.rows.length).toBeGreaterThan(2);
    } finally {
      couchpass.stop();
      await sandbox.close();
    }
  });

  it.each(listed)('without %s names it, and no other', (name) => {
    const said = messageOf(() => {
      const { createCouchpass } = load(listed.filter((one) => one !== name));
      createCouchpass(readSettings(settingsText), shellOfBox());
    });
    // XState uses the console before any code of core runs: the engine throws its own error there.
    if (name === 'console') expect(said).toBe('console is not defined');
    else expect(said).toMatch(new RegExp(`^Missing here: ${name}\\. `));
  });

  it('names at once all that are missing, and needs no others than are listed', () => {
    const { createCouchpass } = load(['console']);
    const said = messageOf(() => createCouchpass(readSettings(settingsText), shellOfBox()));
    const [, missing = '', needed = ''] =
      /^Missing here: (.*?)\. @couchpass\/core needs the globals (.*)\.$/.exec(said) ?? [];
    expect(needed.split(', ').sort()).toEqual([...listed].sort());
    expect(missing.split(', ').sort()).toEqual(listed.filter((name) => name !== 'console').sort());
  });

  it('needs no statechart and what that takes for reading settings', () => {
    const { readSettings } = load(listed.filter((name) => name !== 'setTimeout'));
    expect(readSettings(settingsText).appSettings.pass.baseUrl).toMatch(/^http/);
    const { readSettings: fails } = load(listed.filter((name) => name !== 'btoa'));
    expect(messageOf(() => fails(settingsText))).toMatch(/^Missing here: btoa\. /);
  });

  it('is where nothing but the listed globals is used by name', () => {
    const file = join(folder.path, 'bundled.js');
    expect(unknownNames(file, script).filter((name) => !onlyWhereThere.includes(name))).toEqual(
      [...listed].sort(),
    );
  });
});

it('core/README.md lists the same globals as docs/library.md', async () => {
  expect((await listedGlobals('core/README.md')).sort()).toEqual([...listed].sort());
});

/**
 * Used by XState: it looks for its development tools behind `typeof`, and has a clock of its own, which is
 * not used because the shell provides the clock.
 */
const onlyWhereThere = ['clearTimeout', 'global', 'self', 'window'];

/** The names in the paragraph of a page that begins with "What it takes from its surroundings". */
async function listedGlobals(page: string): Promise<string[]> {
  const text = await readFile(join(root, page), 'utf8');
  const paragraph = /^What (?:it|core) takes from its surroundings[\s\S]*?(?=\n\n)/m.exec(text);
  const sentence = paragraph?.[0].split(/Everything\s+else/)[0] ?? '';
  return [...sentence.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

/** Names that a script uses, and that neither the script declares nor the language defines. */
function unknownNames(file: string, text: string): string[] {
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, language, ...more) =>
    name === file
      ? ts.createSourceFile(name, text, language)
      : getSourceFile(name, language, ...more);
  const faults = ts.createProgram([file], options, host).getSemanticDiagnostics();
  const names = faults
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
    .map((message) => /^Cannot find name '(\w+)'/.exec(message)?.[1] ?? '');
  return [...new Set(names.filter((name) => name !== ''))].sort();
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing is missing';
}
