import { Component, easeOut, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { centred, measure, textStyle } from '../textStyle.ts';
import { color, corner, motion, safe, stage } from '../theme.ts';

const height = 72;
const hidden = 40;

/** A text over any screen, without buttons: the network is lost, nothing can be stored. */
export class Notice extends Component {
  static override _template(): Template {
    return {
      x: stage.width - safe.margin,
      y: stage.height - safe.y - height + hidden,
      h: height,
      alpha: 0,
      zIndex: 10,
      Face: { mountX: 1, color: color.surfaceRaised },
      Line: { mountX: 1, color: color.line },
      Text: { x: -36, mountX: 1, y: centred(height / 2, 'small'), color: color.text },
    };
  }

  /** '' hides it. */
  show(text: string): void {
    const pace = { duration: motion.screen, timingFunction: easeOut };
    const rest = stage.height - safe.y - height;
    this.setSmooth('alpha', text ? 1 : 0, pace);
    this.setSmooth('y', text ? rest : rest + hidden, pace);
    if (!text) return;
    const width = Math.min(1600, measure(text, 'small', 'semibold') + 2);
    const w = Math.round(width + 72);
    this.patch({
      Face: { texture: rounded(w, height, { radius: corner(20) }) },
      Line: { texture: rounded(w, height, { radius: corner(20), line: 2, fill: false }) },
      Text: { text: textStyle(text, 'small', { face: 'semibold', width, lines: 1 }) },
    });
  }
}
