import { describe, expect, it } from 'vitest';
import { readPort } from '../../tools/args.ts';
import { reasonToInstall } from '../../tools/ensure.mjs';
import { countTests, sayCounts } from '../../tools/testCounts.ts';
import { makeFolder } from '../support/folder.ts';

describe('the last line of npm test', () => {
  const report = {
    numPassedTests: 12,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
    ],
  };

  it('counts tests', () => {
    expect(sayCounts(countTests(JSON.stringify(report)))).toBe('12 passed, 1 failed, 3 skipped');
  });

  it('counts a file that could not be loaded as one that failed', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const counts = countTests(
      JSON.stringify({ ...report, testResults: [...report.testResults, broken] }),
    );
    expect(counts?.failed).toBe(2);
  });

  it('is all zeros without a report', () => {
    expect(countTests('')).toBeNull();
    expect(sayCounts(null)).toBe('0 passed, 0 failed, 0 skipped');
  });
});

describe('whether packages have to be installed', () => {
  const lock = (packages: Record<string, object>) => JSON.stringify({ packages });
  const locked = lock({
    '': { name: 'app' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-system': { version: '1.0.0', optional: true },
  });

  it.each([
    ['nothing is installed', undefined, 'packages are not installed yet'],
    ['all is there', { 'node_modules/a': { version: '1.0.0' } }, null],
    [
      'a version differs',
      { 'node_modules/a': { version: '0.9.0' } },
      'installed packages differ from package-lock.json',
    ],
    ['one is missing', {}, 'installed packages differ from package-lock.json'],
  ])('%s', async (_what, installed, reason) => {
    const folder = await makeFolder({
      'package-lock.json': locked,
      ...(installed && { 'node_modules/.package-lock.json': lock(installed) }),
    });
    expect(reasonToInstall(folder.path)).toBe(reason);
    await folder.remove();
  });
});

describe('ports', () => {
  it('are numbers that exist', () => {
    expect(readPort('web-port', undefined)).toBeUndefined();
    expect(readPort('web-port', '0')).toBe(0);
    expect(readPort('web-port', '65535')).toBe(65_535);
    for (const wrong of ['65536', '-1', '80a', '', ' 80']) {
      expect(() => readPort('web-port', wrong)).toThrow(/--web-port takes a port number/);
    }
  });
});
