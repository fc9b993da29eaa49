import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { installPacked } from './packed.ts';

const needed =
  'Pictures as JPEG and PNG need the package sharp, which is not installed: npm install sharp@0.35';

let folder: Awaited<ReturnType<typeof installPacked>>;
beforeAll(async () => {
  folder = await installPacked({}, ['@couchpass/sandbox']);
}, 600_000);
afterAll(() => folder.remove());

it.each(['/programmer/art/the-long-meridian.jpg', '/logos/ValleyCable.png'])(
  'a sandbox without sharp says in its answer and on the terminal what %s needs',
  async (path) => {
    const program = join(folder.path, 'node_modules', '@couchpass', 'sandbox', 'dist', 'bin.js');
    const sandbox = spawn(process.execPath, [program, '--port', '0'], { cwd: folder.path });
    const said = { out: '', err: '' };
    sandbox.stdout.on('data', (text) => {
      said.out += text;
    });
    sandbox.stderr.on('data', (text) => {
      said.err += text;
    });
    try {
      const url = await until(() => /Sandbox: +(\S+)/.exec(said.out)?.[1], { what: 'the address' });
      const answer = await fetch(url + path);
      expect(answer.status).toBe(501);
      expect(await answer.json()).toMatchObject({ message: needed });
      await until(() => said.err.includes(needed), { what: 'the command on the terminal' });
      expect(said.err).toBe(`sandbox: ${needed}\n`);
    } finally {
      sandbox.kill();
    }
  },
);
