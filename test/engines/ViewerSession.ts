import { join } from 'node:path';
import { until } from '../support/condition.ts';
import type { Running } from '../support/testEnv.ts';
import type { Engine, EnginePage, Shell } from './page.ts';
import { SimulatedTv } from './SimulatedTv.ts';
import { faces, lacksHls, lacksWebm, visibility } from './scripts.ts';
import { setObjects } from './setObjects.ts';
import type { Step } from './steps.ts';

/** In the feed; only a subscriber may play it, and it is WebM, not HLS. */
export const openFilm = { id: 'the-cartographers-son', title: 'The Cartographer’s Son' };

/** The app, the engine and the folder of a session. */
export interface Place {
  readonly engine: Engine;
  readonly shell: Shell;
  /** For profiles. */
  readonly folder: string;
  readonly world: Running;
  /** Of the app's page. */
  readonly address: string;
  /** The app is built for engines before Chromium 63. */
  readonly es5: boolean;
  /** Script that runs before the page's own. */
  readonly before: string;
  /** Pictures are taken once the screen is still, or after a short limit: some screens never are. */
  readonly settled: boolean;
}

/** One viewer's session with the app, step by step. */
export class ViewerSession {
  product = '';
  readonly pictures: Record<string, Buffer> = {};
  protected readonly place: Place;
  private code = '';
  private running: EnginePage | null = null;
  private readonly earlier: string[] = [];

  constructor(place: Place) {
    this.place = place;
  }

  /** @returns why the step cannot be taken in this engine, or '' when it was taken */
  async take(step: Step): Promise<string> {
    const way = this.ways()[step];
    if (!way) throw new Error(`a ${this.place.shell} has no ${step}`);
    const not = await way();
    return typeof not === 'string' ? not : '';
  }

  /** The action for each step. */
  protected ways(): Partial<Record<Step, () => Promise<unknown>>> {
    return {
      start: () => this.launch(),
      home: () => this.seeHome(),
      title: () => this.openTitle(),
      code: () => this.getCode(),
      'sign-in': () => this.signIn(),
      'HLS film': () => this.watchHls(),
      'WebM film': () => this.watchWebm(),
      suspend: () => this.suspend(),
      account: () => this.seeAccount(),
      reload: () => this.startAgain(),
      'sign-out': () => this.signOut(),
    };
  }

  /** The last request to the service, and its answer. */
  lastAsked(): string {
    const last = this.place.world.sandbox.control.requests().slice(-12);
    return last.map(({ method, path, status }) => `${method} ${path} ${status}`).join(', ');
  }

  /** Uncaught errors of the pages. */
  get complaints(): readonly string[] {
    return [...this.earlier, ...(this.running?.complaints ?? [])];
  }

  async close(): Promise<void> {
    this.earlier.push(...(this.running?.complaints ?? []));
    await this.running?.close();
    this.running = null;
  }

  protected get page() {
    if (!this.running) throw new Error('no engine runs');
    return this.running;
  }

  protected async photograph(name: string): Promise<void> {
    let picture = await this.page.picture();
    for (let looks = 0; this.place.settled && looks < 5; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      const next = await this.page.picture();
      if (next.equals(picture)) break;
      picture = next;
    }
    this.pictures[name] = picture;
  }

  protected get simulatedTv(): SimulatedTv {
    return new SimulatedTv(this.page);
  }

  /**
   * Starts a new process on the same profile, like a set that was switched off and on. @param link its
   * launch
   */
  protected async launch(link?: object): Promise<void> {
    const { address, before, engine, es5, folder, shell } = this.place;
    if (this.running && engine.forgets) {
      // Such an engine can only load the page anew.
      await this.running.open(address);
      await this.simulatedTv.on(['home', 'launch', 'title']);
      return;
    }
    await this.close();
    // First the set, then the deletions: the script of the set is written for today's engines.
    const set = shell === 'browser' ? '' : await setObjects(shell, link, es5);
    this.running = await engine.start({
      profile: join(folder, 'profile'),
      shell,
      before: `${set}\n${before}`,
      width: 1280,
      height: 720,
    });
    this.product = this.running.product;
    await this.running.open(address);
    await this.simulatedTv.on(['home', 'launch', 'title']);
  }

  protected async seeHome(): Promise<void> {
    await this.simulatedTv.on('home');
    await until(
      async () => (await this.simulatedTv.see()).things.some(({ id }) => /^row-/.test(id)),
      {
        limit: 30_000,
        what: 'a row of the catalogue',
      },
    );
    const fonts = await this.page.evaluate<string>(faces);
    if (!/NextRegular loaded/.test(fonts)) throw new Error(`the faces: ${fonts}`);
    await this.photograph('home');
  }

  protected async openTitle(): Promise<void> {
    await this.simulatedTv.choose('row-0-item-0');
    await this.simulatedTv.on('title');
    await this.photograph('title');
  }

  protected async getCode(): Promise<void> {
    if (this.place.engine.noFilms) {
      // When the sign-in starts from the top bar, no film starts after it.
      await this.simulatedTv.backTo('home');
      await this.simulatedTv.choose('nav-sign-in');
      await this.simulatedTv.on('signIn');
    } else await this.simulatedTv.okUntil(['signIn']);
    this.code = await until(
      async () => {
        const { code = '' } = (await this.simulatedTv.see()).texts;
        return /^[A-Z0-9]{7}$/.test(code) ? code : null;
      },
      { limit: 30_000, what: 'a code' },
    );
    await this.photograph('code');
  }

  protected async signIn(): Promise<void> {
    const { control } = this.place.world.sandbox;
    control.signIn({ code: this.code, mvpd: 'ValleyCable', user: 'alex' });
    // "I have signed in": the app checks the code at once, not at the next poll.
    await this.simulatedTv.press('Enter');
    await this.simulatedTv.on(this.place.engine.noFilms ? 'home' : ['player', 'notAvailable']);
  }

  /** The title for which the viewer signed in. */
  protected async watchHls(): Promise<unknown> {
    const not = this.place.engine.noFilms ?? (await this.page.evaluate<string>(lacksHls));
    return not || this.watch('player');
  }

  protected async watchWebm(): Promise<unknown> {
    const not = this.place.engine.noFilms ?? (await this.page.evaluate<string>(lacksWebm));
    if (not) return not;
    await this.simulatedTv.backTo('home');
    await this.simulatedTv.chooseLabelled(openFilm.title);
    await this.simulatedTv.on('title');
    await this.simulatedTv.okUntil(['player']);
    return this.watch('player-webm');
  }

  protected async watch(picture: string): Promise<void> {
    await this.moves(0.5);
    await this.photograph(picture);
    await this.simulatedTv.press('Pause');
    await this.isPaused(true);
    await this.simulatedTv.press('Play');
    await this.isPaused(false);
  }

  /** Another app comes to the front while a film plays: the film pauses, and continues from there. */
  protected async suspend(): Promise<void> {
    const at = 'document.querySelector("video").currentTime';
    await this.page.evaluate(visibility('hidden'));
    await this.isPaused(true);
    const held = await this.page.evaluate<number>(at);
    await this.page.evaluate(visibility('visible'));
    await this.isPaused(false);
    await this.moves(held);
    await this.leavePlayer();
  }

  /** Home shows the film that was watched. */
  protected async leavePlayer(): Promise<void> {
    if ((await this.simulatedTv.see()).screen !== 'player') return;
    await this.simulatedTv.press('Back');
    await this.simulatedTv.leaves('player');
    await this.simulatedTv.backTo('home');
  }

  /** Waits until the video has played beyond this position. @param seconds of the film */
  protected async moves(seconds: number): Promise<void> {
    const moved = `document.querySelector("video").currentTime > ${seconds}`;
    const picture = { limit: 40_000, what: 'a moving picture' };
    await until(() => this.page.evaluate<boolean>(moved), picture).catch(async (error) => {
      const { screen, texts } = await this.simulatedTv.see();
      throw new Error(`${error.message}; ${screen} ${JSON.stringify(texts)}`);
    });
  }

  protected async isPaused(paused: boolean): Promise<void> {
    const is = `document.querySelector("video").paused === ${paused}`;
    await until(() => this.page.evaluate<boolean>(is), { what: paused ? 'the pause' : 'going on' });
  }

  protected async seeAccount(): Promise<void> {
    await this.leavePlayer();
    if (this.place.shell === 'webos') await this.simulatedTv.pointAt('nav-account');
    else await this.simulatedTv.choose('nav-account');
    const { texts, things } = await this.simulatedTv.on('account');
    if (!JSON.stringify(texts).includes('Valley Cable')) throw new Error(JSON.stringify(texts));
    if (!things.some(({ id }) => id === 'button-sign-out')) throw new Error('no way to sign out');
    await this.simulatedTv.backTo('home');
  }

  protected async startAgain(): Promise<void> {
    const asked = this.place.world.sandbox.control;
    asked.clearRequests();
    await this.launch();
    await this.seeHome();
    if (!this.place.engine.noFilms) {
      await this.simulatedTv.choose('row-0-item-0');
      const { screen } = await this.simulatedTv.leaves('home');
      if (screen !== 'player') await this.simulatedTv.okUntil(['player', 'notAvailable']);
    }
    const again = asked.requests().filter(({ path }) => /\/o\/client|\/sessions/.test(path));
    if (again.length > 0) throw new Error(`signed in anew: ${again[0]?.path}`);
  }

  protected async signOut(): Promise<void> {
    const { simulatedTv } = this;
    await this.leavePlayer();
    await simulatedTv.choose('nav-account');
    await simulatedTv.on('account');
    await simulatedTv.choose('button-sign-out');
    await until(
      async () => (await simulatedTv.see()).things.some(({ id }) => id === 'button-confirm'),
      {
        what: 'the question',
      },
    );
    await simulatedTv.choose('button-confirm');
    await simulatedTv.on('home');
    await until(
      async () => (await simulatedTv.see()).things.some(({ id }) => id === 'nav-sign-in'),
      {
        limit: 30_000,
        what: 'a signed-out Home',
      },
    );
  }
}
