import { AppData, Lightning } from '@lightningjs/sdk';
import { loadArt } from './art.ts';
import { canvasToRead, type DrawingPlatform } from './canvases.ts';

/**
 * Access to LightningJS for all components. Lightning's own types describe templates down to every child, which
 * needs more casts than it saves; this module types the small part that the app uses, with all casts for it.
 */
export type Template = Readonly<Record<string, unknown>>;

export interface Motion {
  /** s */
  readonly duration?: number;
  readonly delay?: number;
  readonly timingFunction?: string;
}

export interface StageLike {
  readonly platform: DrawingPlatform;
  /** Absent where the stage is drawn with Canvas 2D. */
  readonly gl?: WebGLRenderingContext | null;
  getRenderPrecision(): number;
  createElement(template: Template): Node;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  /** Frees textures that nothing visible uses; `all` also frees the visible ones, which are then loaded again. */
  gc(all: boolean): void;
}

export interface ChildList {
  readonly length: number;
  add(child: Node | Template): void;
  addAt(child: Node, index: number): void;
  remove(child: Node): void;
  clear(): void;
}

/** An element on the stage. */
export interface Node {
  x: number;
  y: number;
  w: number;
  h: number;
  alpha: number;
  visible: boolean;
  color: number;
  scale: number;
  rotation: number;
  zIndex: number;
  src: string;
  texture: unknown;
  readonly renderWidth: number;
  readonly renderHeight: number;
  readonly stage: StageLike;
  readonly children: readonly Node[];
  readonly childList: ChildList;
  readonly parent: Node | null;
  patch(template: Template): void;
  /** x and y of each of the four corners, on the canvas. */
  getCornerPoints(): readonly number[];
  tag<T = Node>(path: string): T;
  setSmooth(property: string, value: number, motion?: Motion): void;
  animation(settings: Template): { start(): void; stop(): void; stopNow(): void };
  on(event: string, listener: (...values: unknown[]) => void): void;
  off(event: string, listener: (...values: unknown[]) => void): void;
}

/** Methods that a component may implement; a key handler that returns `false` passes the key on. */
export interface Hooks {
  _construct?(): void;
  _setup?(): void;
  _init?(): void;
  _attach?(): void;
  _detach?(): void;
  /** On the stage, visible and inside the picture; `_inactive` when one of them ends. */
  _active?(): void;
  _inactive?(): void;
  _focus?(): void;
  _unfocus?(): void;
  _getFocused?(): unknown;
}

export interface ComponentNode extends Node, Hooks {
  _refocus(): void;
}

interface ComponentClass {
  new (...args: unknown[]): ComponentNode;
  _template(): Template;
}

export const Component = Lightning.Component as unknown as ComponentClass;

export const easeOut = 'cubic-bezier(0.2, 0.7, 0.2, 1)';

export const shaders = Lightning.shaders as unknown as Readonly<Record<string, unknown>>;

type Done = (error: unknown, canvas?: HTMLCanvasElement) => void;

/** A picture drawn once on a 2D canvas; equal ids share one texture. */
export function drawn(
  id: string,
  w: number,
  h: number,
  draw: (context: CanvasRenderingContext2D) => void,
): unknown {
  return canvasTexture(id, (done) => done(...onCanvas(w, h, draw)));
}

/**
 * A picture from an address, uncropped and centred (or at the left) in `w` x `h`. Not loaded by Lightning's own loader,
 * which decodes in a worker, where SVG (many logos) cannot be decoded.
 */
export function loadedPicture(
  source: string,
  w: number,
  h: number,
  align: 'center' | 'left' = 'center',
): unknown {
  return canvasTexture(`picture ${align} ${w} ${h} ${source}`, (done) => {
    const image = new Image();
    image.crossOrigin = 'anonymous';
    image.referrerPolicy = 'no-referrer';
    image.onerror = () => done(new Error('The picture could not be loaded.'));
    image.onload = () => {
      // An SVG may have no size of its own.
      const width = image.naturalWidth || w;
      const height = image.naturalHeight || h;
      const fit = Math.min(w / width, h / height);
      const [x, y] = [align === 'left' ? 0 : (w - width * fit) / 2, (h - height * fit) / 2];
      done(...onCanvas(w, h, (to) => to.drawImage(image, x, y, width * fit, height * fit)));
    };
    image.src = source;
  });
}

/** A part of a picture from an address; `x`, `y`, `w` and `h` in the picture's pixels. */
export function partOf(
  source: string,
  part: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
): unknown {
  return { type: Lightning.textures.ImageTexture, ...part, src: source };
}

/**
 * A picture from an address, scaled to the pixels that an element of `w` x `h` shows: the limit of textures is in
 * pixels, and pictures of feeds may have any size. It fills the element.
 */
export function artOf(source: string, w: number, h: number): unknown {
  return { type: ArtTexture, art: { source, w, h } };
}

interface Art {
  readonly source: string;
  readonly w: number;
  readonly h: number;
}

type LoaderDone = (error: unknown, options?: object) => void;

interface TextureBase {
  readonly stage: StageLike;
  _changed(): void;
}

const TextureClass = Lightning.Texture as unknown as new (...args: unknown[]) => TextureBase;

class ArtTexture extends TextureClass {
  declare private wanted: Art | undefined;

  get art(): Art | undefined {
    return this.wanted;
  }

  set art(art: Art | undefined) {
    this.wanted = art;
    this._changed();
  }

  _getIsValid(): boolean {
    return this.wanted !== undefined;
  }

  _getLookupId(): string {
    const { source = '', w = 0, h = 0 } = this.wanted ?? {};
    return `art ${w} ${h} ${source}`;
  }

  _getSourceLoader(): (done: LoaderDone) => () => void {
    const { source = '', w = 0, h = 0 } = this.wanted ?? {};
    const { stage } = this;
    return (done) => {
      const gl = stage.gl;
      const most = gl ? gl.getParameter(gl.MAX_TEXTURE_SIZE) : Number.POSITIVE_INFINITY;
      const pixels = (length: number) =>
        Math.max(1, Math.min(most, Math.round(length * stage.getRenderPrecision())));
      return loadArt(source, pixels(w), pixels(h), (error, art) =>
        error ? done(error) : done(null, { ...art, premultiplyAlpha: true }),
      );
    };
  }
}

function canvasTexture(id: string, factory: (done: Done) => void): unknown {
  return Lightning.Tools.getCanvasTexture(factory as never, id);
}

function onCanvas(
  w: number,
  h: number,
  draw: (context: CanvasRenderingContext2D) => void,
): Parameters<Done> {
  const canvas = canvasToRead();
  canvas.width = Math.max(1, Math.round(w));
  canvas.height = Math.max(1, Math.round(h));
  const context = canvas.getContext('2d');
  if (!context) return [new Error('no 2D canvas')];
  draw(context);
  return [null, canvas];
}

interface Texture {
  /** Only on textures of texts. */
  readonly text?: string;
  readonly _source?: { isUsed(): boolean } | null;
  readonly manager: { freeTextureSource(source: object): void };
}

/**
 * Frees the textures of the texts on and below `node`, which has left the stage. Lightning would keep them until the
 * graphics memory is full, and then free pictures together with them.
 */
export function freeWords(node: Node): void {
  const texture = node.texture as Texture | null;
  // Another element on the stage may use the same texture.
  const source = texture?.text === undefined ? null : texture._source;
  if (source?.isUsed() === false) texture?.manager.freeTextureSource(source);
  for (const child of node.children) freeWords(child);
}

/** The data that `Launch` was given for the app. */
export function appData<T>(): T {
  return AppData as T;
}
