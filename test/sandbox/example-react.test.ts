import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startSandbox } from '@couchpass/sandbox';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { sourceCondition } from '../../tools/sourceCondition.mjs';
import { launchBrowser } from '../support/browser.ts';
import { shippedSettings } from '../support/testEnv.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><video></video><div id="app"></div>
<script type="module" src="main.js"></script>`;

it('signs a viewer in with the React app of examples/', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'examples', 'react', 'main.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    conditions: [sourceCondition, 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['shaka-player'],
  });
  const sandbox = await startSandbox({ quiet: true });
  const settings = JSON.stringify(await shippedSettings());
  const files: Record<string, [type: string, text: string]> = {
    '/': ['text/html', PAGE],
    '/main.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    '/settings.json': [
      'application/json',
      settings.replaceAll('http://localhost:8700', sandbox.url),
    ],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, { 'Content-Type': type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.getByText('Not signed in').waitFor();
    await page.getByRole('heading', { name: 'New this week' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    const code = page.locator('strong');
    await expect.poll(() => code.textContent(), { timeout: 30_000 }).toMatch(/^[A-Z0-9]{7}$/);
    sandbox.control.signIn({
      code: (await code.textContent()) ?? '',
      mvpd: 'ValleyCable',
      user: 'alex',
    });
    await page.getByText('Signed in with Valley Cable').waitFor({ timeout: 60_000 });
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
    await sandbox.close();
  }
});
