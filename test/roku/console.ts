import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../tools/chromium.ts';
import { root } from '../../tools/paths.ts';

/** ms; on an idle machine everything here takes a tenth of it. */
const limit = 300_000;

const page = `<!doctype html><meta charset="utf-8"><title>Roku</title>
<video id="player"></video><canvas id="display" width="854" height="480"></canvas>
<script src="lib/brs.api.js"></script><script type="module">
let waiting = '';
let sending = Promise.resolve();
function say(line) {
  if (waiting === '') sending = sending.then(send);
  waiting += line.trimEnd() + '\\n';
}
function send() {
  const body = waiting;
  waiting = '';
  return fetch('/said', { method: 'POST', body });
}
brs.subscribe('console', (event, data) => {
  if (event === 'debug') say(String(data.content ?? ''));
  else if (event === 'error' || event === 'closed') say('ENGINE ' + event + ' ' + data);
});
const [assets, channel] = await Promise.all(
  ['assets/common.zip', 'channel.zip'].map(async (path) => (await fetch(path)).arrayBuffer()),
);
await brs.initialize({ displayMode: '480i', assets }, { debugToConsole: false, showStats: false });
const link = new Map(new URLSearchParams(location.search));
brs.execute('channel.zip', channel, { muteSound: true }, link);
</script>`;

const served: Readonly<Record<string, string>> = {
  '/lib/brs.api.js': 'brs-engine/lib/brs.api.js',
  '/lib/brs.worker.js': 'brs-engine/lib/brs.worker.js',
  '/assets/common.zip': 'brs-scenegraph/assets/common.zip',
};

/**
 * Runs a channel that draws nothing and only prints; returns its lines once it has ended. No debugger is
 * attached to this Chromium: with one, every call within brs-engine takes several times as long.
 * @param link the arguments of the channel's Main
 */
export async function linesOf(
  zip: Uint8Array,
  link: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium.');
  const lines: string[] = [];
  let end = (_: string) => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const hear = (text: string) => {
    lines.push(...text.split('\n').filter((line) => line !== ''));
    if (/^ENGINE closed/m.test(text)) end('closed');
  };
  const server = createServer((request, response) => void answer(request, response, zip, hear));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const profile = await mkdtemp(join(tmpdir(), 'couchpass-roku-'));
  const chromium = spawn(
    executablePath,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--headless=new', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--no-first-run'],
      ...['--enable-features=SharedArrayBuffer', `--user-data-dir=${profile}`],
      `http://127.0.0.1:${port}/?${new URLSearchParams(link)}`,
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise<void>((resolve) => chromium.on('exit', () => resolve()));
  const timer = setTimeout(() => end('late'), limit);
  try {
    const how = await Promise.race([ended, gone.then(() => 'gone')]);
    if (how === 'closed') return lines;
    throw new Error(
      `The channel did not end (${how}); the last was\n${lines.slice(-8).join('\n')}`,
    );
  } finally {
    clearTimeout(timer);
    chromium.kill();
    await gone;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  zip: Uint8Array,
  hear: (text: string) => void,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  // Shared memory needs these two headers.
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  if (path === '/') return void response.setHeader('Content-Type', 'text/html').end(page);
  if (path === '/channel.zip') return void response.end(zip);
  if (path === '/said') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end();
    return hear(Buffer.concat(chunks).toString());
  }
  const file = served[path];
  if (file === undefined) return void response.writeHead(404).end();
  const content = await readFile(join(root, 'node_modules', file));
  response.setHeader('Content-Type', path.endsWith('.js') ? 'text/javascript' : 'application/zip');
  // The engine implements `return` and `exit for` with thrown errors: their stacks are not needed.
  if (path.endsWith('worker.js')) response.write('Error.stackTraceLimit = 0;');
  response.end(content);
}
