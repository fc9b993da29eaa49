import { until } from '../support/condition.ts';
import { countFreedTextures } from './scripts.ts';
import { relaunch, runShort } from './setObjects.ts';
import type { Step } from './steps.ts';
import { openFilm, ViewerSession } from './ViewerSession.ts';

/** Of the feed; only a subscriber may play it. */
const film = 'the-long-meridian';

/** A visit to an app that is installed on a set: what the set itself does comes on top. */
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

  /** Whose set this is. */
  private get set(): 'tizen' | 'webos' {
    const { shell } = this.place;
    if (shell === 'browser') throw new Error('a browser is no set');
    return shell;
  }

  /** The set's own word for it, while the engine believes to be online. */
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

  /** What earlier screens drew with goes, and Home stays; there is nothing to count where Canvas 2D draws. */
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

  /** One that starts the app, and one that comes while it runs. */
  protected async followLink(): Promise<void> {
    await this.launch({ title: film });
    await this.simulatedTv.on('title');
    await this.simulatedTv.backTo('home');
    await this.page.evaluate(relaunch(this.set, { title: openFilm.id }));
    await this.simulatedTv.on('title');
    await this.simulatedTv.backTo('home');
  }

  /** Back on Home: Samsung's sets leave the question to the app, LG's ask themselves. */
  protected async leave(): Promise<void> {
    const called = (name: string) => () =>
      this.page.evaluate<boolean>(`window.set.calls.indexOf(${JSON.stringify(name)}) >= 0`);
    await this.simulatedTv.press('Back');
    if (this.place.shell === 'webos') {
      await until(called('platformBack'), { what: 'platformBack' });
      return;
    }
    // Whoever does not mean it stays, by the button that has the focus or by Back.
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
