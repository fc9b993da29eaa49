import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerVector, readVectors, vectorsFile } from '../vectors/vectors.ts';
import { buildTestChannel } from './buildTestChannel.ts';
import { linesOf } from './console.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
const golden = await readVectors();
let made: unknown[] = [];
let read: unknown[] = [];

beforeAll(async () => {
  const messages = await readFile(vectorsFile, 'utf8');
  const files = [['assets/messages.json', messages]] as const;
  const lines = await linesOf(await buildTestChannel('messages/source', folder.path, files));
  expect(lines.slice(-20).join('\n')).toContain('ALL TRIED');
  const said = (word: string) =>
    lines
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => JSON.parse(line.slice(word.length + 1)) as unknown);
  [made, read] = [said('MADE'), said('READ')];
}, 400_000);

describe('the Roku', () => {
  it.each(golden.requests.map((vector, index) => ({ ...vector, index })))(
    'asks as the core does: $call $parameters',
    ({ request, index }) => {
      expect(made[index]).toEqual(request);
    },
  );

  it.each(golden.answers.map((vector, index) => ({ ...vector, index })))(
    'reads as the core does: $reader, $name',
    ({ index, ...vector }) => {
      expect(read[index]).toEqual(comparable(vector));
    },
  );
});

/** What the chart needs of an answer: the Roku keeps no more of it. */
const kept: Readonly<Record<string, readonly string[]>> = {
  session: ['actionName', 'code', 'mvpd', 'notBefore', 'notAfter'],
  logout: ['mvpd', 'actionName', 'actionType'],
};

function comparable({ reader, read }: AnswerVector): unknown {
  const keys = kept[reader];
  if (!keys || !('value' in read)) return read;
  const only = (value: unknown) =>
    Object.fromEntries(Object.entries(value as object).filter(([key]) => keys.includes(key)));
  return { value: Array.isArray(read.value) ? read.value.map(only) : only(read.value) };
}
