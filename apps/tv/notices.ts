import type { Platform } from '@couchpass/platforms';
import { sayAfter } from './models/common.ts';
import type { Translate } from './texts/index.ts';

/** ms that a notice stays when it needs no action. */
const readingTime = 7_000;

/** Notices over any screen, one at a time: facts that the viewer cannot see otherwise. */
export class Notices {
  private readonly platform: Platform;
  private readonly translate: () => Translate;
  private readonly show: (text: string, urgent: boolean) => void;
  private timer: unknown = null;
  private wait: unknown = null;
  private saysWait = false;

  /**
   * @param translate called for every notice: the viewer may have chosen another language
   * @param show draws and announces a notice; '' removes it
   */
  constructor(
    platform: Platform,
    translate: () => Translate,
    show: (text: string, urgent: boolean) => void,
  ) {
    this.platform = platform;
    this.translate = translate;
    this.show = show;
  }

  /** @param remembers resolves to false when this device stores nothing beyond the run of the app */
  watch(remembers: Promise<boolean>): void {
    const { network } = this.platform;
    network.subscribe((online) => this.networkIs(online));
    if (!network.online) this.networkIs(false);
    remembers.then(
      (lasting) => {
        if (!lasting && network.online) this.say(this.translate()('notice.forgetful'), false, true);
      },
      () => {},
    );
  }

  /** Whether the next screen is still loading: a notice appears when that takes longer than `sayAfter`. */
  waiting(is: boolean): void {
    const { clock, network } = this.platform;
    if (is === (this.wait !== null)) return;
    if (is) {
      this.wait = clock.setTimeout(() => {
        if (!network.online) return;
        this.say(this.translate()('launch.status'), false, false);
        this.saysWait = true;
      }, sayAfter);
      return;
    }
    clock.clearTimeout(this.wait);
    this.wait = null;
    if (this.saysWait) this.show('', false);
    this.saysWait = false;
  }

  private networkIs(online: boolean): void {
    if (online) this.say(this.translate()('notice.online'), false, true);
    else this.say(this.translate()('notice.offline'), true, false);
  }

  private say(text: string, urgent: boolean, passing: boolean): void {
    const { clock } = this.platform;
    this.saysWait = false;
    if (this.timer !== null) clock.clearTimeout(this.timer);
    this.timer = null;
    this.show(text, urgent);
    if (passing) this.timer = clock.setTimeout(() => this.show('', false), readingTime);
  }
}
