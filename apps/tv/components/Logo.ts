import { Component, pictureSize, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { color } from '../theme.ts';

/**
 * A provider's logo on a tile of paper: logos come in any shape, and most are drawn for a light ground.
 * Until it has come, and when it cannot be had, there is no tile.
 */
export class Logo extends Component {
  declare tileWidth: number;
  declare tileHeight: number;
  /** Called when the logo came or went. */
  declare changed: (seen: boolean) => void;
  declare private source: string;

  static override _template(): Template {
    return { Tile: { visible: false, color: color.paper }, Picture: { mount: 0.5, alpha: 0.002 } };
  }

  override _construct(): void {
    this.source = '';
    this.changed = () => {};
  }

  override _setup(): void {
    const { tileWidth: w, tileHeight: h } = this;
    this.patch({
      w,
      h,
      Tile: { texture: rounded(w, h, { radius: Math.round(h * 0.14) }) },
      Picture: { x: w / 2, y: h / 2 },
    });
    this.tag('Picture').on('txLoaded', () => this.fit());
  }

  get seen(): boolean {
    return this.tag('Tile').visible;
  }

  /** '' for none. */
  show(source: string): void {
    if (source === this.source) return;
    this.source = source;
    this.tag('Tile').visible = false;
    this.tag('Picture').patch({ alpha: 0.002, w: 0, h: 0, src: source });
    this.changed(false);
  }

  private fit(): void {
    const picture = this.tag('Picture');
    const { w, h } = pictureSize(picture);
    if (this.source === '' || w <= 1 || h <= 1) return;
    const pad = Math.round(this.tileHeight * 0.15);
    const scale = Math.min((this.tileWidth - pad * 2) / w, (this.tileHeight - pad * 2) / h);
    picture.patch({ w: Math.round(w * scale), h: Math.round(h * scale), alpha: 1 });
    this.tag('Tile').visible = true;
    this.changed(true);
  }
}
