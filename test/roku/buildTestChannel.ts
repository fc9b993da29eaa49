import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../tools/paths.ts';
import { compileChannel } from '../../tools/roku/compile.ts';
import { productActors, productChart, rulesSource } from '../../tools/roku/generated.ts';
import { settingsSource } from '../../tools/roku/package.ts';
import { testSettings } from '../support/ports.ts';

/**
 * A channel without a screen: the product's core, and a Main that tests it and prints the results.
 * @param source folder of that Main, below test/roku
 * @param folder to work in
 * @param files more files, by their paths in the package
 * @param components folder of a scene for it, below test/roku: the package then contains the product's Task
 * @returns the zip
 * @throws RokuBuildError
 */
export async function buildTestChannel(
  source: string,
  folder: string,
  files: readonly (readonly [string, string])[],
  components?: string,
): Promise<Uint8Array> {
  const zip = join(folder, 'channel.zip');
  await compileChannel({
    work: join(folder, 'work'),
    zip,
    folders: [
      { from: join(root, 'apps/roku/core'), to: 'source/core' },
      { from: join(root, 'platforms/roku/source'), to: 'source/platform' },
      { from: join(root, 'test/roku', source), to: 'source' },
      { from: join(root, 'test/roku/channel/package'), to: '' },
      ...(components === undefined
        ? []
        : [
            { from: join(root, 'platforms/roku/components'), to: 'components/platform' },
            { from: join(root, 'test/roku', components), to: 'components' },
          ]),
    ],
    generated: new Map([
      ['source/generated/chart.bs', productChart()],
      ['source/generated/actors.bs', productActors()],
      ['source/generated/rules.bs', rulesSource()],
      ['source/generated/settings.bs', settingsSource({ settings: testSettings, version: '0' })],
      ...files,
    ]),
  });
  return readFile(zip);
}
