import type { Platform } from '@couchpass/platforms';
import { sayAfter } from './models/common.ts';
import type { Translate } from './texts/index.ts';

/** How long a notice stays that asks for nothing. ms */
const readingTime = 7_000;

/** Lines over any screen: what the viewer must know and cannot see. One at a time. */
export class Notices {
  private readonly platform: Platform;
  private readonly translate: () => Translate;
  private readonly show: (text: string, urgent: boolean) => void;
  private timer: unknown = null;
  private wait: unknown = null;
  private saysWait = false;

  /**
   * @param translate asked anew for every line: the viewer may have chosen another language
   * @param show draws and announces a line; '' takes it away
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

  /** @param remembers false when nothing outlives the app on this device */
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

  /** What was asked for is on its way and not to be seen yet: said when it takes longer than a moment. */
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
