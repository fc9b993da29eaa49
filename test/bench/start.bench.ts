import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import type { Bench } from '../../tools/commands/bench.ts';
import { root } from '../../tools/paths.ts';

/** Time from `npm start` on an installed tree until all three addresses answer. */
const bench: Bench = async () => [
  { what: 'npm start, first time (builds)', measured: await time(['--rebuild']), allowed: '10 s' },
  { what: 'npm start, again', measured: await time([]), allowed: '10 s' },
];

export default bench;

async function time(options: readonly string[]): Promise<string> {
  const began = performance.now();
  const args = ['start', '--', '--sandbox-port', '0', '--web-port', '0', ...options];
  // A process group, so that npm and the processes that it started end together.
  const child = spawn('npm', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const exited = once(child, 'exit');
  try {
    const answers = await Promise.all((await addresses(child.stdout)).map((url) => fetch(url)));
    const bad = answers.find(({ ok }) => !ok);
    if (bad) throw new Error(`${bad.url} answered ${bad.status}`);
    return `${((performance.now() - began) / 1000).toFixed(1)} s`;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await exited;
  }
}

/** The first three addresses that are printed: TV app, second screen, sandbox. */
function addresses(output: Readable): Promise<string[]> {
  let text = '';
  return new Promise((resolve, reject) => {
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = text.match(/http:\/\/\S+(?=\s)/g) ?? [];
      if (found.length >= 3) resolve(found.slice(0, 3));
    });
    output.once('end', () => reject(new Error(`npm start ended without addresses:\n${text}`)));
  });
}
