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

/** The set's own, which a browser's app has none of. */
const ofSets: readonly Step[] = ['network', 'memory', 'link', 'leave'];
export const browserSteps = steps.filter((step) => !ofSets.includes(step));

/** The whole way, without what television.test.ts walks already. */
export const shortSteps = browserSteps.filter((step) => step !== 'suspend' && step !== 'reload');

/** A step that went well. */
export interface Walked {
  readonly ms: number;
  /** Why it was not taken: what the engine has no means for. '' when it was. */
  readonly not: string;
}

export interface PathResult {
  readonly engine: string;
  readonly product: string;
  readonly target: string;
  readonly walked: Partial<Record<Step, Walked>>;
  readonly failed: { readonly step: Step; readonly why: string } | null;
  /** What pages complained of. */
  readonly complaints: readonly string[];
  /** PNG of screens, by name. */
  readonly pictures: Readonly<Record<string, Buffer>>;
  /** The second screen in this engine: ms for its whole path, or what is wrong. Absent where it was not walked. */
  readonly secondScreen?: number | string;
}

export interface PathOptions {
  /** The steps to take; all that the target has when absent. */
  readonly steps?: readonly Step[];
  /** Everything that MDN dates later is deleted. */
  readonly floor?: Floor;
  /** Serves or installs another app than the target's. */
  readonly app?: (world: Running) => Promise<InstalledApp>;
  /** Pictures are taken when the screen stands still; for somebody who looks at them. */
  readonly settled?: boolean;
}

/**
 * The whole way on one engine, by remote keys, against the sandbox: for a television's target the package's app
 * as a set loads it, for `tv` the app on a web server.
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
