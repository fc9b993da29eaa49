import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Floor } from '../../tools/compat/data.ts';
import { stripStyle } from '../../tools/compat/style.ts';
import { type Running, startTestEnv } from '../support/testEnv.ts';
import { DeviceViewerSession } from './DeviceViewerSession.ts';
import { deletions } from './deletions.ts';
import { type InstalledApp, installApp } from './installedApp.ts';
import type { Engine, Shell } from './page.ts';
import { type Step, steps } from './steps.ts';
import { ViewerSession } from './ViewerSession.ts';

export { steps };

/** Steps that need a set; an app in a browser does not have them. */
const ofSets: readonly Step[] = ['network', 'memory', 'link', 'leave'];
export const browserSteps = steps.filter((step) => !ofSets.includes(step));

/** All steps except those that television.test.ts already tests. */
export const shortSteps = browserSteps.filter((step) => step !== 'suspend' && step !== 'reload');

/** A step that did not fail. */
export interface Walked {
  readonly ms: number;
  /** Why it was not taken: the engine lacks something that it needs. '' when it was taken. */
  readonly not: string;
}

export interface PathResult {
  readonly engine: string;
  readonly product: string;
  readonly target: string;
  readonly walked: Partial<Record<Step, Walked>>;
  readonly failed: { readonly step: Step; readonly why: string } | null;
  /** Errors that the pages reported. */
  readonly complaints: readonly string[];
  /** PNG of screens, by name. */
  readonly pictures: Readonly<Record<string, Buffer>>;
  /** The second screen in this engine: ms for its whole path, or the fault. Absent where it was not tested. */
  readonly secondScreen?: number | string;
}

export interface PathOptions {
  /** The steps to take; when absent, all steps of the target. */
  readonly steps?: readonly Step[];
  /** Deletes everything that MDN dates later than this floor. */
  readonly floor?: Floor;
  /** Serves or installs another app in place of the target's. */
  readonly app?: (world: Running) => Promise<InstalledApp>;
  /** Takes pictures only when the screen is still; for people who look at the pictures. */
  readonly settled?: boolean;
}

/**
 * The whole path on one engine, by remote keys, against the sandbox: for a television's target with the
 * package's app as a set loads it, for `tv` with the app on a web server.
 */
export async function walkPath(
  engine: Engine,
  target: string,
  options: PathOptions = {},
): Promise<PathResult> {
  const shell = shellOf(target);
  const {
    floor,
    settled = false,
    steps: wanted = shell === 'browser' ? browserSteps : steps,
  } = options;
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-engine-'));
  const world = await startTestEnv();
  let app: InstalledApp | null = null;
  let visit: ViewerSession | null = null;
  const walked: Partial<Record<Step, Walked>> = {};
  let failed: PathResult['failed'] = null;
  try {
    if (options.app) app = await options.app(world);
    else if (shell !== 'browser') app = await installed(target, world, folder, floor);
    visit = new (shell === 'browser' ? ViewerSession : DeviceViewerSession)({
      engine,
      shell,
      folder,
      world,
      address: app?.page ?? world.tvUrl,
      es5: target.endsWith('-es5'),
      before: floor ? deletions(floor) : '',
      settled,
    });
    for (const step of wanted) {
      const began = performance.now();
      try {
        const not = await visit.take(step);
        walked[step] = { ms: performance.now() - began, not };
      } catch (error) {
        failed = { step, why: `${(error as Error).message}; ${visit.lastAsked()}` };
        break;
      }
    }
    const { product, complaints, pictures } = visit;
    return { engine: engine.name, product, target, walked, failed, complaints, pictures };
  } finally {
    await visit?.close();
    await app?.remove();
    await world.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export function shellOf(target: string): Shell {
  return target.startsWith('tizen') ? 'tizen' : target.startsWith('webos') ? 'webos' : 'browser';
}

function installed(target: string, world: Running, folder: string, floor: Floor | undefined) {
  const style = floor && ((text: string) => stripStyle(text, floor));
  return installApp(target, world.settings, folder, style);
}
