import { Component, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { color, motion } from '../theme.ts';
import { card } from './Card.ts';
import { row } from './Row.ts';

const bar = (x: number, y: number, w: number, h: number): Template => ({
  x,
  y,
  texture: rounded(w, h, { radius: Math.min(16, h / 2) }),
  color: color.surface,
});

/** The shape of Home while its rows load; moves only while it can be seen. */
export class Skeleton extends Component {
  declare private breathing: { start(): void; stopNow(): void } | null;

  static override _template(): Template {
    const rows = [0, 1].flatMap((line) => {
      const y = 566 + line * row.pitch;
      const cards = [0, 1, 2, 3, 4].map((index) =>
        bar(index * card.pitch, y + row.cardsY, card.w, card.h),
      );
      return [bar(0, y + 6, 320, 34), ...cards];
    });
    return {
      children: [bar(0, 262, 720, 84), bar(0, 376, 420, 30), bar(0, 434, 800, 30), ...rows],
    };
  }

  override _construct(): void {
    this.breathing = null;
  }

  override _active(): void {
    if (motion.screen === 0) return;
    this.breathing = this.animation({
      duration: 1.8,
      repeat: -1,
      actions: [{ p: 'alpha', v: { 0: 0.55, 0.5: 1, 1: 0.55 } }],
    });
    this.breathing.start();
  }

  override _inactive(): void {
    this.breathing?.stopNow();
    this.breathing = null;
  }
}
