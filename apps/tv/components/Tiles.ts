import { Component, type ComponentNode, easeOut, type Template } from '../lightning.ts';
import type { TileLine } from '../models/providers.ts';
import { type Brand, motion } from '../theme.ts';
import { Tile, tile } from './Tile.ts';

/** Lines kept beyond those that are seen whole: one above, for the way back, and one that peeks in. */
const behind = 1;
const ahead = 1;

/** Tiles by the line. However many there are, only the lines near the window exist. */
export class Tiles extends Component {
  declare brand: Brand;
  declare private lines: readonly TileLine[];
  declare private tiles: Map<string, { tile: Tile; line: number }>;
  /** The line at the upper edge. */
  declare private first: number;

  static override _template(): Template {
    return { List: {} };
  }

  override _construct(): void {
    this.lines = [];
    this.tiles = new Map();
    this.first = 0;
  }

  /**
   * @param visible lines that are seen whole
   * @param at the line that must be seen
   * @param atTop that line goes to the upper edge, rather than just into the window
   */
  show(
    lines: readonly TileLine[],
    { visible, at, atTop, moved }: { visible: number; at: number; atTop: boolean; moved: boolean },
  ): void {
    const other = lines !== this.lines;
    this.lines = lines;
    const last = Math.max(0, lines.length - visible);
    const near = Math.min(Math.max(this.first, at - visible + 1), at);
    this.first = Math.max(0, Math.min(atTop ? at : near, last));
    const from = Math.max(0, this.first - behind);
    const to = Math.min(lines.length, this.first + visible + ahead);
    this.build(from, to);
    const pace = { duration: moved && !other ? motion.screen : 0, timingFunction: easeOut };
    this.tag('List').setSmooth('y', -this.first * tile.pitchY, pace);
    for (const { tile: node, line } of this.tiles.values()) {
      const seen = line >= this.first && line < this.first + visible;
      node.setSmooth('alpha', seen ? 1 : line < this.first ? 0 : 0.45, pace);
    }
  }

  componentOf(id: string): ComponentNode | null {
    return this.tiles.get(id)?.tile ?? null;
  }

  private build(from: number, to: number): void {
    const list = this.tag('List').childList;
    const before = this.tiles;
    this.tiles = new Map();
    for (let line = from; line < to; line += 1) {
      this.lines[line]?.actions.forEach((action, column) => {
        const known = before.get(action.id);
        before.delete(action.id);
        const node =
          known?.tile ?? (this.stage.createElement({ type: Tile, brand: this.brand }) as Tile);
        node.x = column * tile.pitchX;
        node.y = line * tile.pitchY;
        this.tiles.set(action.id, { tile: node, line });
        if (!known) list.add(node);
        node.show(action);
      });
    }
    for (const { tile: gone } of before.values()) list.remove(gone);
  }
}
