import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { buildTestChannel } from './buildTestChannel.ts';
import { type Simulator, startSimulator } from './Simulator.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let simulator: Simulator;
let zip: Uint8Array;

/**
 * The Task makes its label before it listens. Here this takes until the last order has been given, so that
 * the Task cannot answer an order on a busy machine before the test drops it.
 */
async function slowLabel(): Promise<readonly [string, string]> {
  const source = await readFile(join(root, 'platforms/roku/source/device.bs'), 'utf8');
  const head = 'function deviceLabel() as string\n';
  if (!source.includes(head)) throw new Error('device.bs makes no label.');
  const waits = `  while m.top.drop <> "nobody's"\n    sleep(10)\n  end while\n`;
  return ['source/platform/device.bs', source.replace(head, `${head}${waits}`)];
}

beforeAll(async () => {
  const files = [await slowLabel()];
  zip = await buildTestChannel('orders/source', folder.path, files, 'orders/components');
  simulator = await startSimulator();
}, 120_000);

afterAll(async () => {
  await simulator?.close();
});

it('carries out every order that a Task was given before it listened, but those that were dropped', async () => {
  await simulator.launch(zip);
  await simulator.line(/^ANSWER four /);
  const answers = simulator.lines.filter((line) => line.startsWith('ANSWER '));
  expect(answers.map((line) => line.split(' ')[1])).toEqual(['one', 'two', 'three', 'four']);
  // The answer is an object with all members, absent values included.
  expect(answers[0]).toBe('ANSWER one {"positions":{},"remembered":null,"viewer":null}');
}, 120_000);
