import type { Node, StageLike } from './lightning.ts';

/** Runs small drawing tasks, one per frame: all of them together would take longer than a frame. */
export class FrameByFrame {
  private readonly stage: StageLike;
  private readonly waiting = new Map<object, () => void>();
  private listens = false;

  constructor(stage: StageLike) {
    this.stage = stage;
  }

  /** Draws `what` in one of the next frames; replaces a waiting task for the same `what`. */
  later(what: object, draw: () => void): void {
    this.waiting.delete(what);
    this.waiting.set(what, draw);
    this.listen(true);
  }

  /** Fills `node` now, and shows it. */
  showNow(node: Node, fill: () => void): void {
    this.forget(node);
    fill();
    node.visible = true;
  }

  /** Hides `node` until it is filled, in one of the next frames. */
  showLater(node: Node, fill: () => void): void {
    node.visible = false;
    this.later(node, () => this.showNow(node, fill));
  }

  /** Whether a task for `what` is waiting. */
  has(what: object): boolean {
    return this.waiting.has(what);
  }

  /** Drops the waiting task. */
  forget(what: object): void {
    this.waiting.delete(what);
  }

  forgetAll(): void {
    this.waiting.clear();
    this.listen(false);
  }

  private readonly frame = (): void => {
    for (const [what, draw] of this.waiting) {
      this.waiting.delete(what);
      draw();
      break;
    }
    this.listen(this.waiting.size > 0);
  };

  private listen(wanted: boolean): void {
    if (wanted === this.listens) return;
    this.listens = wanted;
    if (wanted) this.stage.on('frameStart', this.frame);
    else this.stage.off('frameStart', this.frame);
  }
}
