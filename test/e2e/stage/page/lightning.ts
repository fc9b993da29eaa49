import type { View } from '../../../../core/machine/view.types.ts';
import type { Platform } from '../../../../platforms/platform.ts';

/**
 * The parts of the running app that the measuring tests use: LightningJS's stage, which they find when it
 * is made (`catchStage`), and the app on it. The app itself provides nothing for the tests.
 */
export interface Texture {
  readonly text?: string;
  readonly fontSize?: number;
  readonly loadError?: unknown;
  readonly _source?: TextureSource | null;
}

export interface TextureSource {
  readonly loadError?: unknown;
  isLoaded(): boolean;
  isLoading(): boolean;
}

export interface StageElement {
  readonly ref: string | undefined;
  readonly parent: StageElement | null;
  readonly children: readonly StageElement[];
  readonly active: boolean;
  readonly texture: Texture | null;
  readonly __displayedTexture: Texture | null;
  readonly core: {
    getCornerPoints(): number[];
    readonly _worldContext: { readonly alpha: number; readonly ta: number };
  };
  alpha: number;
  visible: boolean;
  _focus(): void;
  _unfocus(): void;
}

export interface LightningStage {
  readonly application: StageElement & { readonly focusPath: readonly StageElement[] };
  readonly transitions: { readonly active: Set<{ finish(): void; isRunning(): boolean }> };
  readonly animations: { readonly active: Set<{ stopNow(): void; start(): void }> };
  readonly textureManager: { readonly textureSourceHashmap: Map<string, TextureSource> };
  readonly platform: { startLoop(): void; stopLoop(): void };
  readonly _options: { fixedDt: number };
  readonly frameCounter: number;
  readonly usedMemory: number;
  readonly gl: WebGLRenderingContext;
  readonly textureThrottler: { processSome(): void };
  readonly ctx: { update(): void };
  listenerCount(event: string): number;
  updateFrame(): void;
  drawFrame(): void;
  forceRenderUpdate(): void;
  gc(aggressive: boolean): void;
  getCanvas(): HTMLCanvasElement;
  getRenderPrecision(): number;
}

interface Action {
  readonly id: string;
  readonly label: string;
  readonly spoken?: string;
}

export interface AppScreen extends StageElement {
  componentOf(id: string): StageElement | null;
}

export interface AppElement extends StageElement {
  parts: {
    couchpass: { view: View; send(event: unknown): void; subscribe(run: unknown): () => void };
    platform: Platform & { clock: object; createPlayer?: unknown };
  };
  translate: ((key: string, values?: object) => string) & { language: string };
  deviceLabel: string;
  readonly screens: { all(): Promise<void> };
  kept: Map<string, { screen: AppScreen }>;
  name: string | null;
  model: { readonly groups: readonly { readonly actions: readonly Action[] }[] } | null;
  readonly screen: AppScreen | null;
  readonly grid: { readonly current: string | null; focus(id: string): boolean };
  leave(): void;
  render(moved: boolean): void;
  focusOn(id: string): void;
  tag(path: string): { readonly childList: { clear(): void } };
}

/**
 * Runs before the page's own script: every stage sets its `textureManager`, and this finds the first stage
 * that does.
 */
export const catchStage = `
  Object.defineProperty(Object.prototype, 'textureManager', {
    configurable: true,
    get() { return undefined; },
    set(value) {
      delete Object.prototype.textureManager;
      this.textureManager = value;
      globalThis.caughtStage = this;
    },
  });
`;

export function theStage(): LightningStage {
  return (globalThis as unknown as { caughtStage: LightningStage }).caughtStage;
}

/** The app: the only element of the application that has screens. */
export function theApp(): AppElement {
  const found = find((element) => 'kept' in element && 'grid' in element);
  if (!found) throw new Error('there is no app on the stage');
  return found as AppElement;
}

/** The first element, from the root down, for which the check is true. */
export function find(
  is: (element: StageElement) => boolean,
  from: StageElement = theStage().application,
): StageElement | undefined {
  if (is(from)) return from;
  for (const child of from.children) {
    const found = find(is, child);
    if (found) return found;
  }
  return undefined;
}

/** Ids of all elements that can be focused now, top to bottom. */
export function focusables(): string[] {
  return (theApp().model?.groups ?? []).flatMap(({ actions }) => actions.map(({ id }) => id));
}
