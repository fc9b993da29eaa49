import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, builtMode } from '../../tools/build.ts';
import { floors } from '../../tools/compat/floors.ts';
import { stripStyle } from '../../tools/compat/style.ts';
import { until } from '../support/condition.ts';
import { shippedSettings } from '../support/testEnv.ts';
import { todaysChromium } from './chromium.ts';
import { deletions, pathsLacking } from './deletions.ts';
import { installApp } from './installedApp.ts';
import { setObjects } from './setObjects.ts';
import { pathTable } from './table.ts';
import { type PathResult, shortSteps, walkPath } from './tvPath.ts';

const targets = ['webos-es5', 'tizen-es5'] as const;

/** Engines of those years are not all available: uses today's engine without everything that came later. */
describe.each(targets)('%s, where everything that its oldest engine lacks is deleted', (target) => {
  const floor = floors[target] ?? {};
  const results: PathResult[] = [];
  beforeAll(async () => {
    if ((await builtMode([target])) !== 'production')
      await build({ targets: [target], quiet: true });
  });
  afterAll(() => console.log(pathTable(results)));

  it('walks its whole path by remote keys', async () => {
    const result = await walkPath(todaysChromium(), target, { steps: shortSteps, floor });
    results.push(result);
    const { failed, walked, complaints } = result;
    expect(failed).toBeNull();
    expect(Object.keys(walked)).toEqual([...shortSteps]);
    expect(complaints).toEqual([]);
  });

  it('says on its error page what is wrong with the settings', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'couchpass-fault-'));
    const style = (text: string) => stripStyle(text, floor);
    const app = await installApp(target, await shippedSettings(), folder, style);
    const wrong = `Object.defineProperty(window, 'couchpassSettings', {
      get: function () { return { appSettings: {} }; }, set: function () {} });`;
    const shell = target === 'tizen-es5' ? 'tizen' : 'webos';
    const set = await setObjects(shell, undefined, true);
    const page = await todaysChromium().start({
      profile: join(folder, 'profile'),
      shell,
      before: [set, wrong, deletions(floor)].join('\n'),
      width: 1280,
      height: 720,
    });
    try {
      await page.open(app.page);
      const read = () => page.evaluate<string>('document.body ? document.body.innerText : ""');
      const text = await until(async () => {
        const found = await read();
        return /not set up/.test(found) ? found : null;
      });
      expect(text).toMatch(/This app is not set up correctly/);
      expect(text).toMatch(/appSettings\.pass/);
      expect(text).toMatch(/Allowed: /);
      expect(page.complaints).toEqual([]);
    } finally {
      await page.close();
      await app.remove();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });

  it('is without them all', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'couchpass-bare-'));
    const before = deletions(floor);
    const page = await todaysChromium().start({
      profile,
      shell: 'browser',
      before,
      width: 1280,
      height: 720,
    });
    try {
      await page.open('data:text/html,bare');
      const paths = pathsLacking(floor).filter((path) => /^[\w.]+$/.test(path));
      expect(paths.length).toBeGreaterThan(1500);
      const left = await page.evaluate<string[]>(`(${stillThere})(${JSON.stringify(paths)})`);
      expect(left).toEqual([]);
    } finally {
      await page.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    }
  });
});

/** Text of a function for a page. */
const stillThere = `function (paths) {
  var own = function (from, name) {
    return from && Object.prototype.hasOwnProperty.call(from, name);
  };
  return paths.filter(function (path) {
    var dot = path.indexOf('.');
    var owner = window[path.slice(0, dot)];
    var name = path.slice(dot + 1);
    if (dot < 0) return own(window, name);
    if (/_static$/.test(name)) return own(owner, name.slice(0, -7));
    return own(owner && owner.prototype, name);
  });
}`;
