import { Component, loadedPicture, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { color } from '../theme.ts';

/**
 * A provider's logo on a light tile: logos have any shape, and most are drawn for a light background.
 * While the logo loads, and when it cannot be loaded, there is no tile.
 */
export class Logo extends Component {
  declare tileWidth: number;
  declare tileHeight: number;
  /** Called when the logo appeared or disappeared. */
  declare changed: (seen: boolean) => void;
  declare private source: string;

  static override _template(): Template {
    return {
      Tile: { visible: false, color: color.paper },
      // Lightning loads only visible elements, so alpha is above 0 while the picture loads.
      Picture: { alpha: 0.002 },
    };
  }

  override _construct(): void {
    this.source = '';
    this.changed = () => {};
  }

  override _setup(): void {
    const { tileWidth: w, tileHeight: h } = this;
    this.patch({ w, h, Tile: { texture: rounded(w, h, { radius: Math.round(h * 0.14) }) } });
    this.tag('Picture').on('txLoaded', () => {
      if (this.source !== '') this.seen = true;
    });
  }

  get seen(): boolean {
    return this.tag('Tile').visible;
  }

  set seen(seen: boolean) {
    if (seen === this.seen) return;
    this.tag('Tile').visible = seen;
    this.tag('Picture').alpha = seen ? 1 : 0.002;
    this.changed(seen);
  }

  /** '' for none. */
  show(source: string): void {
    if (source === this.source) return;
    this.source = source;
    this.seen = false;
    const pad = Math.round(this.tileHeight * 0.15);
    const w = this.tileWidth - pad * 2;
    const h = this.tileHeight - pad * 2;
    const texture = source === '' ? null : loadedPicture(source, w, h);
    this.tag('Picture').patch({ x: pad, y: pad, w, h, texture });
  }
}
