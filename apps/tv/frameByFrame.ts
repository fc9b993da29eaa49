import type { Node, StageLike } from './lightning.ts';

/** Small pieces of drawing, one a frame: all of them at once would take longer than a frame has. */
export class FrameByFrame {
  private readonly stage: StageLike;
  private readonly waiting = new Map<object, () => void>();
  private listens = false;

  constructor(stage: StageLike) {
    this.stage = stage;
  }

  /** Draws `what` in one of the next frames; what waits for it already is forgotten. */
  later(what: object, draw: () => void): void {
    this.waiting.delete(what);
    this.waiting.set(what, draw);
    this.listen(true);
  }

  /** Fills `node` at once, and shows it. */
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

  /** Whether it waits to be drawn. */
  has(what: object): boolean {
    return this.waiting.has(what);
  }

  /** It is drawn otherwise, or not at all. */
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
