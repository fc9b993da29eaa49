import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scanHar } from '../../../apps/sandbox/judge/har/scan.ts';
import { HarError, readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { main } from '../../../apps/sandbox/judge/main.ts';
import { har, recording } from './har.ts';

const pretty = JSON.stringify(JSON.parse(har(recording())), null, 2);
const entries: unknown[] = JSON.parse(pretty).log.entries;

describe('a file that is cut off', () => {
  test('anywhere is read to there, or refused with the place', () => {
    let read = 0;
    for (let length = 0; length < pretty.length; length += 97) {
      const text = pretty.slice(0, length);
      const lines = text.split('\n');
      try {
        const { remarks } = readHar(text);
        expect(remarks).toHaveLength(1);
        expect(remarks?.[0]).toMatch(
          new RegExp(
            `^The file ends too early \\(line ${lines.length}, column \\d+\\): the .*read\\.$`,
          ),
        );
        read += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(HarError);
        expect((error as Error).message).toMatch(/line \d+, column \d+|none of the/);
      }
    }
    expect(read).toBeGreaterThan(100);
  });

  test('between two entries loses none of those before', () => {
    for (let count = 2; count < entries.length; count++) {
      const whole = JSON.stringify({ log: { entries: entries.slice(0, count) } });
      expect(scanHar(whole.slice(0, -3)).entries).toHaveLength(count);
      expect(scanHar(`${whole.slice(0, -3)},{"startedDateTime":"2026`).entries).toHaveLength(count);
    }
  });

  test('is judged, and the loss is told', async () => {
    const at = pretty.lastIndexOf('"startedDateTime"');
    const report = judge(readHar(pretty.slice(0, at + 30)));
    expect(report.clients).toHaveLength(1);
    expect(report.remarks[0]).toMatch(
      `the ${entries.length - 1} entries before that place were read.`,
    );
  });
});

describe('a file that is no JSON somewhere', () => {
  const line = (text: string, word: string) => {
    const before = text.slice(0, text.indexOf(word));
    return `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`;
  };

  test.each([
    ['a word that JSON has not', 'NaN'],
    ['a comma too many', ',,'],
    ['a quote that is missing', "'x'"],
    ['a line break in a text', '"a\nb"'],
    ['an escape that there is not', '"\\x41"'],
  ])('is read to %s', (_, odd) => {
    const place = pretty.lastIndexOf('"time": 40');
    const text = `${pretty.slice(0, place)}"time": ${odd}${pretty.slice(place + '"time": 40'.length)}`;
    const [remark] = readHar(text).remarks ?? [];
    expect(remark).toMatch(/^The file is not JSON from there on \(line \d+, column \d+\)/);
    expect(remark).toContain(`line ${text.slice(0, place).split('\n').length}`);
  });

  test('tells the very place', () => {
    const text = '{\n  "log": {\n    "entries": [\n      {"a": oops}\n    ]\n  }\n}';
    expect(() => readHar(text)).toThrow(line(text, 'oops'));
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t'],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['a picture', '\u0089PNG\r\n'],
    ['a list', '[1, 2'],
    ['a text', '"har'],
  ])('is refused when it is %s', (_, text) => {
    expect(() => readHar(text)).toThrow(/not JSON \(line \d+, column \d+\)/);
  });

  test('is not kept open for ever by brackets', () => {
    expect(() => readHar('['.repeat(200_000))).toThrow(/not JSON/);
    expect(() => readHar('{"log":{"entries":['.concat('[{"a":'.repeat(100_000)))).toThrow(
      /first entry/,
    );
  });
});

describe('npm run judge', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couchpass-cut-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('says what a cut file lacks, and judges the rest', async () => {
    const path = join(folder, 'cut.har');
    await writeFile(path, pretty.slice(0, -1_000));
    let out = '';
    const exit = await main([path], {
      out: (text) => {
        out += text;
      },
      err: () => {},
    });
    expect(exit).toBe(0);
    expect(out).toMatch(/\nThe file ends too early \(line \d+, column \d+\): the \d+ entries/);
  });
});
