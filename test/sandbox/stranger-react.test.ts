import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox } from '@couchpass/sandbox';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, settingsFile } from '../../tools/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import { installed, installPacked } from './packed.ts';

const run = promisify(execFile);

/** A page of a developer who uses XState: it selects from the statechart and sends events to it. */
const APP = `
import { createCouchpass, readSettings } from '@couchpass/core';
import type { machine } from '@couchpass/core/machine';
import { createBrowserPlatform } from '@couchpass/platforms/browser';
import { useSelector } from '@xstate/react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ActorRefFrom, SnapshotFrom } from 'xstate';

type Statechart = typeof machine;

const screens = ['startup', 'viewMedia', 'registration', 'polling', 'authorization', 'logout'] as const;
const screenOf = (snapshot: SnapshotFrom<Statechart>) =>
  screens.find((name) => snapshot.matches(name)) ?? '';
const codeOf = ({ context }: SnapshotFrom<Statechart>) => context.code?.code ?? '';
const providerOf = ({ context }: SnapshotFrom<Statechart>) => context.viewer?.providerName ?? '';

function Screen({ actor }: { actor: ActorRefFrom<Statechart> }): ReactNode {
  const screen = useSelector(actor, screenOf);
  const code = useSelector(actor, codeOf);
  const provider = useSelector(actor, providerOf);
  return (
    <main>
      <h1>{screen}</h1>
      <p>{provider || 'nobody'}</p>
      <strong>{code}</strong>
      <button type="button" onClick={() => actor.send({ type: 'SIGN_IN' })}>Sign in</button>
      <button type="button" onClick={() => actor.send({ type: 'BACK' })}>Back</button>
    </main>
  );
}

// @ts-expect-error: there is no such event, and whoever sends it is told so
export const wrong = (actor: ActorRefFrom<Statechart>) => actor.send({ type: 'SING_IN' });

const settings = readSettings(await (await fetch('settings.json')).text());
const couchpass = createCouchpass(settings, createBrowserPlatform({ database: 'somebody' }));
couchpass.start();
const place = document.querySelector('#app');
if (place) createRoot(place).render(<Screen actor={couchpass.actor} />);
`;

const PAGE = `<!doctype html><meta charset="utf-8"><div id="app"></div>
<script type="module" src="main.js"></script>`;

describe('a React page with @xstate/react', { timeout: 180_000 }, () => {
  let folder: Awaited<ReturnType<typeof installPacked>>;
  beforeAll(async () => {
    const others = ['@xstate/react', 'react', 'react-dom', 'xstate'];
    const types = ['@types/react', '@types/react-dom'];
    const names = ['@couchpass/core', '@couchpass/platforms'];
    const page = await readFile(join(root, 'docs', 'library.md'), 'utf8');
    const files = { 'main.tsx': APP, 'docs.tsx': /```tsx\n([\s\S]*?)```/.exec(page)?.[1] ?? '' };
    expect(files['docs.tsx']).toContain('useSelector(');
    folder = await installPacked(files, names, [...others, ...types]);
  }, 600_000);
  afterAll(() => folder.remove());

  it('is typed by the exported machine, as docs/library.md has it', async () => {
    const config = {
      compilerOptions: {
        target: 'ES2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        jsx: 'react-jsx',
        types: [],
        strict: true,
        skipLibCheck: true,
        noEmit: true,
      },
      files: ['main.tsx', 'docs.tsx'],
    };
    await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(config));
    const tsc = [installed('typescript', 'bin', 'tsc'), '--project', '.'];
    const { stdout } = await run(process.execPath, tsc, { cwd: folder.path }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('shows the state that the actor is in, and sends it what the viewer does', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(folder.path, 'main.tsx')],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
      external: ['shaka-player'],
    });
    const sandbox = await startSandbox({ quiet: true });
    const settings = await readFile(settingsFile, 'utf8');
    const page = await serve({
      '/': ['text/html', PAGE],
      '/main.js': ['text/javascript', outputFiles[0]?.text ?? ''],
      '/settings.json': [
        'application/json',
        settings.replaceAll('http://localhost:8700', sandbox.url),
      ],
    });
    const browser = await launchBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(page.url);
      await tab.getByRole('heading', { name: 'viewMedia' }).waitFor();
      await tab.getByText('nobody').waitFor();
      await tab.getByRole('button', { name: 'Sign in' }).click();
      await tab.getByRole('heading', { name: 'polling' }).waitFor();
      const shown = tab.locator('strong');
      await expect.poll(() => shown.textContent(), { timeout: 30_000 }).toMatch(/^[A-Z0-9]{7}$/);
      const code = (await shown.textContent()) ?? '';
      sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
      await tab.getByText('Valley Cable').waitFor({ timeout: 60_000 });
      await tab.getByRole('heading', { name: 'viewMedia' }).waitFor();
    } finally {
      await browser.close();
      page.close();
      await sandbox.close();
    }
  });
});

/** Serves these files (path: media type and text) on a free port. */
async function serve(files: Readonly<Record<string, readonly [type: string, text: string]>>) {
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, { 'Content-Type': type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
