import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readVectors, vectorsFile, vectorsOfCore } from '../vectors/vectors.ts';

/**
 * Messages that another runtime's implementation must produce, too (test/roku/messages.test.ts). To change
 * them: COUCHPASS_WRITE_VECTORS=1 npx vitest run --project unit test/unit/vectors.test.ts
 */
describe('the golden messages', async () => {
  const now = await vectorsOfCore();
  if (process.env.COUCHPASS_WRITE_VECTORS) {
    await writeFile(vectorsFile, `${JSON.stringify(now, null, 2)}\n`);
  }
  const golden = await readVectors();

  it.each(['given', 'requests', 'answers'] as const)(
    '%s are what the core says and reads',
    (key) => {
      expect(now[key]).toEqual(golden[key]);
    },
  );

  it('hold every call of the chart, and refusals of every answer', () => {
    const made = new Set(golden.requests.map(({ call }) => call));
    expect([...made].sort()).toEqual(
      [
        ...[
          'authorize',
          'configuration',
          'createSession',
          'feed',
          'logout',
          'playback',
          'preauthorize',
        ],
        ...['profiles', 'profilesByCode', 'profilesOf', 'register', 'token'],
      ].sort(),
    );
    for (const reader of new Set(golden.answers.map((answer) => answer.reader))) {
      const mine = golden.answers.filter((answer) => answer.reader === reader);
      expect(mine.filter(({ read }) => 'value' in read).length, reader).toBeGreaterThan(0);
      expect(mine.filter(({ read }) => 'error' in read).length, reader).toBeGreaterThan(15);
    }
  });
});
