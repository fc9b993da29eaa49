import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/condition.ts';
import { type Running, startWorld } from '../support/world.ts';
import type { EngineEntry } from './catalogue.ts';
import { fetchEngine } from './fetchEngine.ts';
import { type InstalledApp, installApp } from './installedApp.ts';
import { Sofa } from './Sofa.ts';
import { relaunch, runShort, setObjects } from './setObjects.ts';
import { type RunningEngine, startEngine } from './startEngine.ts';

export const steps = [
  'start',
  'home',
  'sign-in',
  'play',
  'suspend',
  'account',
  'network',
  'memory',
  'restart',
  'link',
  'leave',
  'sign-out',
] as const;
export type Step = (typeof steps)[number];

export interface PathResult {
  readonly version: number;
  readonly product: string;
  readonly target: string;
  /** What was played: the engine's codecs decide. '' when it did not come to that. */
  readonly video: string;
  /** ms of each step that went well. */
  readonly took: Partial<Record<Step, number>>;
  readonly failed: { readonly step: Step; readonly why: string } | null;
  /** What pages complained of. */
  readonly complaints: readonly string[];
}

/** Items of the feed that only a subscriber may play; the second comes as WebM, not as HLS. */
const film = 'the-long-meridian';
const openFilm = 'the-cartographers-son';

/** The whole way on one engine: the package's app as a set loads it, by remote keys, against the sandbox. */
export async function walkPath(entry: EngineEntry, target: string): Promise<PathResult> {
  const shell = target.startsWith('tizen') ? 'tizen' : 'webos';
  const binary = await fetchEngine(entry);
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-engine-'));
  const world = await startWorld();
  const app = await installApp(target, world.settings, folder);
  const visit = new Visit({ app, binary, entry, shell, folder, world });
  const took: Partial<Record<Step, number>> = {};
  let failed: PathResult['failed'] = null;
  try {
    for (const step of steps) {
      const began = performance.now();
      try {
        await visit.take(step);
        took[step] = performance.now() - began;
      } catch (error) {
        failed = { step, why: `${(error as Error).message}; ${visit.lastAsked()}` };
        break;
      }
    }
    const { product, video, complaints } = visit;
    return { version: entry.version, product, target, video, took, failed, complaints };
  } finally {
    await visit.close();
    await app.remove();
    await world.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Place {
  readonly binary: string;
  readonly entry: EngineEntry;
  readonly shell: 'tizen' | 'webos';
  readonly folder: string;
  readonly app: InstalledApp;
  readonly world: Running;
}

class Visit {
  readonly complaints: string[] = [];
  product = '';
  video = '';
  private readonly place: Place;
  private engine: RunningEngine | null = null;

  constructor(place: Place) {
    this.place = place;
  }

  take(step: Step): Promise<void> {
    const walk: Readonly<Record<Step, () => Promise<unknown>>> = {
      start: () => this.launch(),
      home: () => this.seeHome(),
      'sign-in': () => this.signIn(),
      play: () => this.watch(),
      suspend: () => this.suspend(),
      account: () => this.seeAccount(),
      network: () => this.loseNetwork(),
      memory: () => this.runShort(),
      restart: () => this.restart(),
      link: () => this.followLink(),
      leave: () => this.leave(),
      'sign-out': () => this.signOut(),
    };
    return walk[step]().then(() => {});
  }

  /** What the service was asked last, and answered. */
  lastAsked(): string {
    const last = this.place.world.sandbox.control.requests().slice(-12);
    return last.map(({ method, path, status }) => `${method} ${path} ${status}`).join(', ');
  }

  async close(): Promise<void> {
    await this.engine?.close();
    this.engine = null;
  }

  private get page() {
    if (!this.engine) throw new Error('no engine runs');
    return this.engine.page;
  }

  private get sofa(): Sofa {
    return new Sofa(this.page, this.place.shell);
  }

  /** A new process on the same profile, as a set that was switched off and on. @param link its launch */
  private async launch(link?: object): Promise<void> {
    const { app, binary, entry, folder, shell } = this.place;
    await this.close();
    this.engine = await startEngine(binary, entry, join(folder, 'profile'));
    this.product = this.engine.product;
    const { page } = this;
    page.on('Runtime.exceptionThrown', (params) => this.complaints.push(sayThrown(params)));
    await page.send('Page.enable');
    await page.send('Runtime.enable');
    await page.send('Emulation.setDeviceMetricsOverride', {
      width: 1280,
      height: 720,
      deviceScaleFactor: 1,
      mobile: false,
    });
    const source = await setObjects(shell, link);
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source });
    await page.send('Page.navigate', { url: app.page });
    await this.sofa.on(['home', 'launch', 'title']);
  }

  private async seeHome(): Promise<void> {
    await this.sofa.on('home');
    await until(async () => (await this.sofa.see()).things.some(({ id }) => /^row-/.test(id)), {
      limit: 30_000,
      what: 'a row of the catalogue',
    });
    const fonts = await this.page.evaluate<string>(
      'Array.from(document.fonts).map(function (f) { return f.family + " " + f.status; }).join()',
    );
    if (!/NextRegular loaded/.test(fonts)) throw new Error(`the faces: ${fonts}`);
  }

  private async signIn(): Promise<void> {
    const { sofa } = this;
    await sofa.choose('row-0-item-0');
    const seen = await sofa.leaves('home');
    if (seen.screen !== 'signIn') await sofa.okUntil(['signIn']);
    const { texts } = await until(
      async () => {
        const now = await sofa.see();
        return /^[A-Z0-9]{7}$/.test(now.texts.code ?? '') ? now : null;
      },
      { limit: 30_000, what: 'a code' },
    );
    const { control } = this.place.world.sandbox;
    control.signIn({ code: texts.code ?? '', mvpd: 'ValleyCable', user: 'alex' });
    // "I have signed in": the code is asked about at once, not at the next poll.
    await sofa.press('Enter');
    await sofa.on(['player', 'notAvailable']);
  }

  /** Engines built without H.264 get a film that they have a codec for. */
  private async watch(): Promise<void> {
    const h264 = `MediaSource.isTypeSupported('video/mp4; codecs="avc1.4d401f"')`;
    if (await this.page.evaluate<boolean>(h264)) {
      this.video = 'H.264';
    } else {
      this.video = 'VP9 (no codec for H.264)';
      await this.launch({ title: openFilm });
      await this.sofa.on('title');
      await this.sofa.okUntil(['player']);
    }
    await this.moves(0.5);
    await this.sofa.press('Pause');
    await this.isPaused(true);
    await this.sofa.press('Play');
    await this.isPaused(false);
  }

  /** Another app comes to the front while a film runs: it holds, and goes on from there. */
  private async suspend(): Promise<void> {
    const at = 'document.querySelector("video").currentTime';
    await this.page.evaluate(visibility('hidden'));
    await this.isPaused(true);
    const held = await this.page.evaluate<number>(at);
    await this.page.evaluate(visibility('visible'));
    await this.isPaused(false);
    await this.moves(held);
    await this.sofa.press('Back');
    await this.sofa.leaves('player');
    await this.sofa.backTo('home');
  }

  /** The picture, beyond this. @param seconds of the film */
  private async moves(seconds: number): Promise<void> {
    const moved = `document.querySelector("video").currentTime > ${seconds}`;
    const picture = { limit: 40_000, what: 'a moving picture' };
    await until(() => this.page.evaluate<boolean>(moved), picture).catch(async (error) => {
      const { screen, texts } = await this.sofa.see();
      throw new Error(`${error.message}; ${screen} ${JSON.stringify(texts)}`);
    });
  }

  private async isPaused(paused: boolean): Promise<void> {
    const is = `document.querySelector("video").paused === ${paused}`;
    await until(() => this.page.evaluate<boolean>(is), { what: paused ? 'the pause' : 'going on' });
  }

  private async seeAccount(): Promise<void> {
    if (this.place.shell === 'webos') await this.sofa.pointAt('nav-account');
    else await this.sofa.choose('nav-account');
    const { texts, things } = await this.sofa.on('account');
    if (!JSON.stringify(texts).includes('Valley Cable')) throw new Error(JSON.stringify(texts));
    if (!things.some(({ id }) => id === 'button-sign-out')) throw new Error('no way to sign out');
    await this.sofa.backTo('home');
  }

  /** The set's own word for it, while the engine believes to be online. */
  private async loseNetwork(): Promise<void> {
    const says = (region: string, what: RegExp) =>
      until(
        async () =>
          what.test(await this.page.evaluate(`document.querySelector("#${region}").textContent`)),
        { what: `${what} in #${region}` },
      );
    await this.page.evaluate('window.set.connect(false)');
    await says('alerts', /No network connection/);
    await this.page.evaluate('window.set.connect(true)');
    await says('announcements', /network is back/);
  }

  /** What earlier screens drew with goes, and Home stays; there is nothing to count where Canvas 2D draws. */
  private async runShort(): Promise<void> {
    const { page, place } = this;
    const counts = await page.evaluate<boolean>(countFreedTextures);
    await page.evaluate(runShort(place.shell));
    if (counts) {
      await until(() => page.evaluate<boolean>('window.freedTextures > 0'), {
        what: 'a freed texture',
      });
    }
    await this.seeHome();
  }

  private async restart(): Promise<void> {
    const asked = this.place.world.sandbox.control;
    asked.clearRequests();
    await this.launch();
    await this.seeHome();
    await this.sofa.choose('row-0-item-0');
    await this.sofa.leaves('home').then(async ({ screen }) => {
      if (screen !== 'player') await this.sofa.okUntil(['player', 'notAvailable']);
    });
    const again = asked.requests().filter(({ path }) => /\/o\/client|\/sessions/.test(path));
    if (again.length > 0) throw new Error(`signed in anew: ${again[0]?.path}`);
  }

  /** One that starts the app, and one that comes while it runs. */
  private async followLink(): Promise<void> {
    await this.launch({ title: film });
    await this.sofa.on('title');
    await this.sofa.backTo('home');
    await this.page.evaluate(relaunch(this.place.shell, { title: openFilm }));
    await this.sofa.on('title');
    await this.sofa.backTo('home');
  }

  /** Back on Home: Samsung's sets leave the question to the app, LG's ask themselves. */
  private async leave(): Promise<void> {
    const called = (name: string) => () =>
      this.page.evaluate<boolean>(`window.set.calls.indexOf(${JSON.stringify(name)}) >= 0`);
    await this.sofa.press('Back');
    if (this.place.shell === 'webos') {
      await until(called('platformBack'), { what: 'platformBack' });
      return;
    }
    // Whoever does not mean it stays, by the button that has the focus or by Back.
    await this.sofa.on('exit');
    await this.sofa.choose('button-stay');
    await this.sofa.on('home');
    await this.sofa.press('Back');
    await this.sofa.on('exit');
    await this.sofa.backTo('home');
    await this.sofa.press('Back');
    await this.sofa.on('exit');
    if (await called('exit')()) throw new Error('it left without asking');
    await this.sofa.choose('button-leave');
    await until(called('exit'), { what: 'the exit' });
    await this.sofa.backTo('home');
  }

  private async signOut(): Promise<void> {
    const { sofa } = this;
    await sofa.choose('nav-account');
    await sofa.on('account');
    await sofa.choose('button-sign-out');
    await until(async () => (await sofa.see()).things.some(({ id }) => id === 'button-confirm'), {
      what: 'the question',
    });
    await sofa.choose('button-confirm');
    await sofa.on('home');
    await until(async () => (await sofa.see()).things.some(({ id }) => id === 'nav-sign-in'), {
      limit: 30_000,
      what: 'a signed-out Home',
    });
  }
}

/** Script by which the system hides the app or shows it again. */
function visibility(state: 'hidden' | 'visible'): string {
  return `Object.defineProperty(document, 'visibilityState', {
    configurable: true, get: function () { return '${state}'; } });
  document.dispatchEvent(new Event('visibilitychange'));`;
}

/** Script that counts from now on; whether the app draws by WebGL at all. */
const countFreedTextures = `(function () {
  var gl = document.querySelector('#stage').getContext('webgl');
  if (!gl) return false;
  var free = gl.deleteTexture;
  window.freedTextures = 0;
  gl.deleteTexture = function (texture) {
    window.freedTextures += 1;
    return free.call(gl, texture);
  };
  return true;
})()`;

function sayThrown(params: unknown): string {
  const { exceptionDetails } = params as {
    exceptionDetails: { text: string; exception?: { description?: string } };
  };
  return exceptionDetails.exception?.description ?? exceptionDetails.text;
}
