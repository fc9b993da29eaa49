import { Component, type Template } from '../lightning.ts';
import { spinnerRing } from '../shapes.ts';

const edge = 48;
/** Places of the ring in one turn: each costs a drawing of the whole picture, which is slow on old televisions. */
const places = 16;

/** Shows activity; turns while it can be seen: a frame is drawn only when something changes. */
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

  override _active(): void {
    this.turning = this.tag('Ring').animation({
      duration: 1.1,
      repeat: -1,
      actions: [{ p: 'rotation', v: rotationAt }],
    });
    this.turning.start();
  }

  override _inactive(): void {
    this.turning?.stopNow();
    this.turning = null;
  }
}

/** @param turn the part of the turn that is over, 0 to 1 */
function rotationAt(turn: number): number {
  return (Math.floor(turn * places) / places) * Math.PI * 2;
}
