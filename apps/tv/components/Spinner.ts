import { Component, type Template } from '../lightning.ts';
import { spinnerRing } from '../shapes.ts';

const edge = 48;

/** Shows activity; turns while it is on the stage. */
export class Spinner extends Component {
  declare private turning: { start(): void; stopNow(): void } | null;

  static override _template(): Template {
    return { w: edge, h: edge, Ring: { w: edge, h: edge, pivot: 0.5, texture: spinnerRing(edge) } };
  }

  override _construct(): void {
    this.turning = null;
  }

  set tone(value: number) {
    this.tag('Ring').color = value;
  }

  override _attach(): void {
    this.turning = this.tag('Ring').animation({
      duration: 1.1,
      repeat: -1,
      actions: [{ p: 'rotation', v: { 0: { v: 0, sm: 0 }, 1: { v: Math.PI * 2, sm: 0 } } }],
    });
    this.turning.start();
  }

  override _detach(): void {
    this.turning?.stopNow();
    this.turning = null;
  }
}
