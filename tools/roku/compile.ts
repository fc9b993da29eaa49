import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ProgramBuilder } from 'brighterscript';
import { rokuDeploy } from 'roku-deploy';
import { root } from '../paths.ts';
import { oldestRokuOs } from './manifest.ts';

/** bsc or bslint reported errors or warnings; the message contains all of them. */
export class RokuBuildError extends Error {
  override readonly name = 'RokuBuildError';
}

export interface ChannelSources {
  /** Folders of the repository, and their paths in the package. */
  readonly folders: readonly { readonly from: string; readonly to: string }[];
  /** Generated files, by path in the package. */
  readonly generated: ReadonlyMap<string, string | Uint8Array>;
  /** Folder for all files; emptied first. */
  readonly work: string;
  /** The zip. */
  readonly zip: string;
}

/**
 * Compiles BrighterScript to BrightScript with bsc and bslint, and packs it. A warning counts as an error, so
 * that the package has none.
 * @throws RokuBuildError
 */
export async function compileChannel(sources: ChannelSources): Promise<void> {
  const { work, zip } = sources;
  const [made, staging] = [join(work, 'made'), join(work, 'staging')];
  await rm(work, { recursive: true, force: true });
  for (const [path, content] of sources.generated) {
    await mkdir(dirname(join(made, path)), { recursive: true });
    await writeFile(join(made, path), content);
  }
  const files = [
    ...(await Promise.all(sources.folders.map(mapped))).flat(),
    ...(await mapped({ from: made, to: '' })),
  ];
  const builder = new ProgramBuilder();
  try {
    await builder.run({
      cwd: root,
      rootDir: root,
      files,
      stagingDir: staging,
      createPackage: false,
      copyToStaging: true,
      plugins: [join(root, 'node_modules/@rokucommunity/bslint')],
      // bslint's own names; other rules have their defaults.
      ...{ rules: { 'aa-comma-style': 'off' } },
      minFirmwareVersion: oldestRokuOs,
      sourceMap: false,
      removeParameterTypes: false,
      logLevel: 'error' as never,
      // The caller prints all of them.
      showDiagnosticsInConsole: false,
    });
    const said = builder.getDiagnostics().filter(({ severity }) => (severity ?? 1) <= 2);
    if (said.length > 0) throw new RokuBuildError(said.map(sayDiagnostic).join('\n'));
  } finally {
    builder.dispose();
  }
  await mkdir(dirname(zip), { recursive: true });
  await rokuDeploy.zipFolder(staging, zip);
}

type Diagnostic = ReturnType<ProgramBuilder['getDiagnostics']>[number];

function sayDiagnostic({ file, range, code, message }: Diagnostic): string {
  const path = relative(root, file?.srcPath ?? '');
  const at = range ? `:${range.start.line + 1}:${range.start.character + 1}` : '';
  return `${path}${at} ${code}: ${message}`;
}

async function mapped({ from, to }: { from: string; to: string }) {
  const found = await readdir(from, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && !/\.(md|ts)$/.test(entry.name))
    .map((entry) => {
      const src = join(entry.parentPath, entry.name);
      return { src, dest: join(to, relative(from, src)).split(sep).join('/') };
    });
}
