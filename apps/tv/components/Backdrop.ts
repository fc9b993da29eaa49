import { artOf, Component, easeOut, type Node, type Template } from '../lightning.ts';
import { pictureAddress } from '../pictureServer.ts';
import { glow } from '../shapes.ts';
import { color, motion, stage } from '../theme.ts';
import { ArtShader } from './artShader.ts';

export interface BackdropModel {
  readonly tint: number;
  /** '' for none. */
  readonly art: string;
  /** 0 to 1: the opacity of the art. */
  readonly strength: number;
  /** The screen is about this one picture: it covers most of the screen. */
  readonly large?: boolean;
}

const art = { x: 690, w: 1230, h: 692 } as const;
const large = { x: 400, w: 1520, h: 855 } as const;

/**
 * The background of every screen but the player: a dark ground, a light in the colour of the focused
 * title, and its art fading into the ground. One for the whole app, so that it changes smoothly with
 * the screens.
 */
export class Backdrop extends Component {
  declare private front: 'A' | 'B';
  declare private shown: BackdropModel;

  static override _template(): Template {
    const picture = { w: art.w, h: art.h, alpha: 0, shader: { type: ArtShader } };
    return {
      w: stage.width,
      h: stage.height,
      Ground: { rect: true, w: stage.width, h: stage.height, color: color.background },
      Light: { x: 560, y: -760, w: 2000, h: 1700, texture: glow(), color: color.tint, alpha: 0.9 },
      Art: {
        x: art.x,
        A: { ...picture },
        B: { ...picture },
      },
    };
  }

  override _construct(): void {
    this.front = 'A';
    this.shown = { tint: color.tint, art: '', strength: 1 };
  }

  override _setup(): void {
    for (const name of ['A', 'B'] as const) {
      this.tag(`Art.${name}`).on('txLoaded', () => this.arrived(name));
    }
  }

  show(model: BackdropModel): void {
    const before = this.shown;
    this.shown = model;
    if (model.large !== before.large) this.grow(model.large === true, model.art === before.art);
    if (model.tint !== before.tint) {
      this.tag('Light').setSmooth('color', model.tint, {
        duration: motion.tint,
        timingFunction: easeOut,
      });
    }
    if (model.art === before.art) {
      if (model.strength !== before.strength && model.art)
        this.fadeTo(this.picture(), model.strength);
      return;
    }
    this.fadeTo(this.picture(), 0);
    this.front = this.front === 'A' ? 'B' : 'A';
    if (model.art === '') return;
    const next = this.picture();
    // The old art is removed first: it would count as loaded again, and stay when the new art is missing.
    next.texture = null;
    // Lightning loads only visible elements, so alpha is above 0 while the picture loads.
    next.alpha = 0.002;
    next.texture = artOf(pictureAddress(model.art), large.w, large.h);
  }

  /** The same picture is animated to its new size; another picture appears in that size. */
  private grow(on: boolean, moving: boolean): void {
    const { x, w, h } = on ? large : art;
    const pace = { duration: moving ? motion.art : 0, timingFunction: easeOut };
    this.tag('Art').setSmooth('x', x, pace);
    for (const name of ['A', 'B'] as const) {
      this.tag(`Art.${name}`).setSmooth('w', w, pace);
      this.tag(`Art.${name}`).setSmooth('h', h, pace);
    }
  }

  private arrived(name: 'A' | 'B'): void {
    if (name === this.front && this.shown.art) this.fadeTo(this.picture(), this.shown.strength);
  }

  private picture(): Node {
    return this.tag(`Art.${this.front}`);
  }

  private fadeTo(node: Node, alpha: number): void {
    node.setSmooth('alpha', alpha, { duration: motion.art, timingFunction: easeOut });
  }
}
