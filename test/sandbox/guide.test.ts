import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { pair } from './rig.ts';

const run = promisify(execFile);
const guide = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

/** The guide's commands for the controls, without their comments. */
const commands = guide
  .split('\n')
  .filter((line) => line.startsWith('curl localhost:8700/_sandbox/'))
  .map((line) => line.replace(/ +#.*/, ''));

describe('what the guide shows', () => {
  it('are commands for requests, clock, sign-in, faults and the judge', () => {
    expect(commands.length).toBeGreaterThanOrEqual(5);
  });

  it.each(commands)('works: %s', async (command) => {
    const { sandbox, client } = await pair();
    const { code } = (await client.createSession()).json;
    const stream = { user: 'alex', mvpd: 'ValleyCable', device: 'Kitchen' };
    const id = command.includes('/ID') ? sandbox.control.startStream(stream).id : '';
    const here = command
      .replace('/ID', `/${id}`)
      .replace('localhost:8700', `localhost:${sandbox.port}`)
      .replace(/"code": "\w+"/, `"code": "${code}"`);
    const { stdout } = await run('sh', ['-c', `${here} --silent --show-error --fail`]);
    expect(JSON.parse(stdout)).not.toHaveProperty('error');
  });
});
