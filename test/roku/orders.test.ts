import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestChannel } from './buildTestChannel.ts';
import { type Simulator, startSimulator } from './Simulator.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
let simulator: Simulator;
let zip: Uint8Array;

beforeAll(async () => {
  zip = await buildTestChannel('orders/source', folder.path, [], 'orders/components');
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
  // What it answers with is an object with everything in it, absent values too.
  expect(answers[0]).toBe('ANSWER one {"positions":{},"remembered":null,"viewer":null}');
}, 120_000);
