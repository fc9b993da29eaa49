import { FrameByFrame } from '../frameByFrame.ts';
import { Component, type ComponentNode, easeOut, freeWords, type Template } from '../lightning.ts';
import type { TileLine } from '../models/providers.ts';
import { type Brand, motion } from '../theme.ts';
import { Tile, tile } from './Tile.ts';

/** Lines kept beyond the fully visible ones: one above, for moving up, and the partly visible one below. */
const behind = 1;
const ahead = 1;

/** Tiles in lines. Only the lines near the visible area exist, however many tiles there are. */
export class Tiles extends Component {
  declare brand: Brand;
  declare private lines: readonly TileLine[];
  declare private tiles: Map<string, { tile: Tile; line: number }>;
  /** The line at the upper edge of the visible area. */
  declare private first: number;
  declare private filling: FrameByFrame;

  static override _template(): Template {
    return { List: {} };
  }

  override _construct(): void {
    this.lines = [];
    this.tiles = new Map();
    this.first = 0;
    this.filling = new FrameByFrame(this.stage);
  }

  override _detach(): void {
    this.filling.forgetAll();
  }

  /**
   * @param visible number of fully visible lines
   * @param at the line that must be visible
   * @param atTop moves that line to the upper edge, instead of just into the visible area
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
    const fresh = this.build(from, to, visible);
    const pace = { duration: moved && !other ? motion.screen : 0, timingFunction: easeOut };
    this.tag('List').setSmooth('y', -this.first * tile.pitchY, pace);
    for (const { tile: node, line } of this.tiles.values()) {
      const seen = line >= this.first && line < this.first + visible;
      const alpha = seen ? 1 : line < this.first ? 0 : 0.45;
      node.setSmooth('alpha', alpha, fresh.has(node) ? { duration: 0 } : pace);
    }
  }

  componentOf(id: string): ComponentNode | null {
    return this.tiles.get(id)?.tile ?? null;
  }

  /**
   * A tile that is out of range is refilled for a new one: making a tile takes longer than a frame.
   * New tiles that are not fully visible are filled one per frame: texts take long to draw.
   * @returns the tiles that show another provider than before
   */
  private build(from: number, to: number, visible: number): ReadonlySet<Tile> {
    const list = this.tag('List').childList;
    const wanted = this.lines
      .slice(from, to)
      .flatMap(({ actions }, index) =>
        actions.map((action, column) => ({ action, line: from + index, column })),
      );
    const before = this.tiles;
    this.tiles = new Map();
    const kept = new Set(wanted.map(({ action }) => action.id));
    const spare = [...before].filter(([id]) => !kept.has(id)).map(([, { tile: node }]) => node);
    const fresh = new Set<Tile>();
    for (const { action, line, column } of wanted) {
      const known = before.get(action.id)?.tile;
      const node = known ?? spare.pop() ?? this.newTile();
      if (!known) fresh.add(node);
      node.x = column * tile.pitchX;
      node.y = line * tile.pitchY;
      this.tiles.set(action.id, { tile: node, line });
      const seen = line >= this.first && line < this.first + visible;
      const mayWait = fresh.has(node) || this.filling.has(node);
      const fill = () => node.show(action);
      if (seen || !mayWait) this.filling.showNow(node, fill);
      else this.filling.showLater(node, fill);
    }
    for (const gone of spare) {
      this.filling.forget(gone);
      list.remove(gone);
      freeWords(gone);
    }
    return fresh;
  }

  private newTile(): Tile {
    const node = this.stage.createElement({ type: Tile, brand: this.brand }) as Tile;
    this.tag('List').childList.add(node);
    return node;
  }
}
