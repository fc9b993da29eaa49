import { spawn } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { installPacked } from './packed.ts';

let folder: Awaited<ReturnType<typeof installPacked>>;
beforeAll(async () => {
  folder = await installPacked({}, ['@couchpass/sandbox']);
}, 600_000);
afterAll(() => folder.remove());

it.each([
  ['/programmer/art/the-long-meridian.jpg', { format: 'jpeg', width: 960, height: 540 }],
  ['/programmer/art/the-long-meridian.jpg?w=1920', { format: 'jpeg', width: 1920, height: 1080 }],
  ['/logos/ValleyCable.png', { format: 'png', width: 192, height: 192 }],
])('a sandbox where no picture library is installed serves %s', async (path, expected) => {
  const program = join(folder.path, 'node_modules', '@couchpass', 'sandbox', 'dist', 'bin.js');
  const sandbox = spawn(process.execPath, [program, '--port', '0'], { cwd: folder.path });
  let said = '';
  sandbox.stdout.on('data', (text) => {
    said += text;
  });
  try {
    const url = await until(() => /Sandbox: +(\S+)/.exec(said)?.[1], { what: 'the address' });
    const picture = Buffer.from(await (await fetch(url + path)).arrayBuffer());
    expect(await sharp(picture).metadata()).toMatchObject(expected);
  } finally {
    sandbox.kill();
  }
});
