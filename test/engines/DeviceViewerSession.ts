import { until } from '../support/condition.ts';
import { countFreedTextures } from './scripts.ts';
import { relaunch, runShort } from './setObjects.ts';
import type { Step } from './steps.ts';
import { openFilm, ViewerSession } from './ViewerSession.ts';

/** In the feed; only a subscriber may play it. */
const film = 'the-long-meridian';

/** A session with an app that is installed on a set: adds the steps that need the set. */
export class DeviceViewerSession extends ViewerSession {
  protected override ways(): Partial<Record<Step, () => Promise<unknown>>> {
    return {
      ...super.ways(),
      network: () => this.loseNetwork(),
      memory: () => this.runShort(),
      link: () => this.followLink(),
      leave: () => this.leave(),
    };
  }

  /** The brand of the set. */
  private get set(): 'tizen' | 'webos' {
    const { shell } = this.place;
    if (shell === 'browser') throw new Error('a browser is no set');
    return shell;
  }

  /** The set reports that the network is lost, while the engine still considers itself online. */
  protected async loseNetwork(): Promise<void> {
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

  /**
   * On low memory, textures of earlier screens are freed and Home stays. With Canvas 2D there are no
   * textures to count.
   */
  protected async runShort(): Promise<void> {
    const { page } = this;
    const counts = await page.evaluate<boolean>(countFreedTextures);
    await this.page.evaluate(runShort(this.set));
    if (counts) {
      await until(() => page.evaluate<boolean>('window.freedTextures > 0'), {
        what: 'a freed texture',
      });
    }
    await this.seeHome();
  }

  /** One link that starts the app, and one that arrives while the app runs. */
  protected async followLink(): Promise<void> {
    await this.launch({ title: film });
    await this.simulatedTv.on('title');
    await this.simulatedTv.backTo('home');
    await this.page.evaluate(relaunch(this.set, { title: openFilm.id }));
    await this.simulatedTv.on('title');
    await this.simulatedTv.backTo('home');
  }

  /** Back on Home: on Samsung's sets the app shows the question, on LG's the set itself. */
  protected async leave(): Promise<void> {
    const called = (name: string) => () =>
      this.page.evaluate<boolean>(`window.set.calls.indexOf(${JSON.stringify(name)}) >= 0`);
    await this.simulatedTv.press('Back');
    if (this.place.shell === 'webos') {
      await until(called('platformBack'), { what: 'platformBack' });
      return;
    }
    // The viewer stays with the focused button, or with Back.
    await this.simulatedTv.on('exit');
    await this.simulatedTv.choose('button-stay');
    await this.simulatedTv.on('home');
    await this.simulatedTv.press('Back');
    await this.simulatedTv.on('exit');
    await this.simulatedTv.backTo('home');
    await this.simulatedTv.press('Back');
    await this.simulatedTv.on('exit');
    if (await called('exit')()) throw new Error('it left without asking');
    await this.simulatedTv.choose('button-leave');
    await until(called('exit'), { what: 'the exit' });
    await this.simulatedTv.backTo('home');
  }
}
