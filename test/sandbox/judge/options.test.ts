import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../../apps/sandbox/judge/main.ts';
import { rows } from '../../../apps/sandbox/judge/rows/index.ts';
import { har, recording } from './har.ts';

let folder: string;
let hasty: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-options-'));
  hasty = join(folder, 'hasty.har.gz');
  await writeFile(hasty, gzipSync(har(recording({ pollGap: 1_000 }))));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  let [out, err] = ['', ''];
  const exit = await main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exit, out, err };
}

describe('npm run judge', () => {
  test.each([
    [[], 1, 'POL-04 must: Polled faster'],
    [['--allow', 'POL-04'], 0, 'Nothing of what was chosen is broken or missing.'],
    [['--allow', 'POL'], 0, 'POL-04 must: Polled faster'],
    [['--only', 'AZN, PLY'], 0, 'Nothing of what was chosen'],
    [['--only', 'AZN', '--only', 'POL'], 1, 'Of what was chosen: POL-04 (broken).'],
    [
      ['--only', 'AZN', '--exercised', 'AZN-01,LGO-01'],
      1,
      'Of what was chosen: LGO-01 (not exercised).',
    ],
    [['--allow', 'POL-04', '--exercised', 'AZN-01'], 0, 'Nothing of what was chosen'],
  ])('with %j ends with %d', async (argv, code, words) => {
    const { exit, out, err } = await run(hasty, ...argv);
    expect([exit, err]).toEqual([code, '']);
    expect(out).toContain(words);
  });

  test('prints the rows without a file', async () => {
    const { exit, out } = await run('--rows');
    expect(exit).toBe(0);
    for (const { id } of rows) expect(out).toContain(`  ${id.padEnd(7)} `);
    expect(out).toContain('Poll every 3 to 5 seconds or less often, never faster.');
    expect(out).toMatch(/AZN-04 .*\(not observable\)/);
  });

  test.each([
    [['--only', 'POL-99'], /^judge: --only: there is no row "POL-99"; there are POL-01 to POL-12/],
    [['--allow', ''], /^judge: --allow: there is no row ""; they begin with REG, CFG/],
    [['--exercised', 'AZN-04'], /^judge: --exercised: AZN-04 never shows in traffic/],
    [['--only'], /^judge: .*--only/],
    [['--base', 'gateway'], /gateway is no address such as/],
  ])('refuses %j in words and ends with 2', async (argv, words) => {
    const { exit, out, err } = await run(hasty, ...argv);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('says what is wrong with an option before a file is read', async () => {
    const { err } = await run(join(folder, 'nowhere.har'), '--only', 'NOPE');
    expect(err).toMatch(/--only: there is no row "NOPE"/);
  });
});
