import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, readApi } from '../../tools/docs/readApi.ts';

describe('the API', { timeout: 300_000 }, () => {
  let api: Api;
  beforeAll(async () => {
    api = await readApi();
  }, 300_000);

  it('has a comment on every public name, and every link leads somewhere', () => {
    expect(api.faults).toEqual([]);
  });

  it('is the one that the package exports', () => {
    const core = api.project.children?.find(({ name }) => name === 'core');
    const names = core?.children?.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['createCouchpass', 'PassService', 'View']));
    const settings = core?.children?.find(({ name }) => name === 'PassSettings');
    expect(settings?.children?.map(({ name }) => name)).toContain('softwareStatement');
  });
});
