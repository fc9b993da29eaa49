import type { StageLike } from './lightning.ts';

/** The parts of LightningJS that use the graphics context; LightningJS does not handle a lost context. */
interface Inside {
  readonly root: { visible: boolean };
  readonly gl: WebGLRenderingContext & { _initStateManager?(id: string): void };
  readonly platform: { startLoop(): void; stopLoop(): void };
  readonly renderer: { readonly shaderPrograms: ReadonlyMap<unknown, Program> };
  readonly ctx: {
    readonly renderExec: { init(): void; _currentShaderProgram: unknown };
    freeUnusedRenderTextures(age: number): void;
  };
  readonly textureManager: {
    readonly _uploadedTextureSources: readonly Source[];
    gc(): void;
    freeTextureSource(source: Source): void;
  };
  forceRenderUpdate(): void;
}

interface Program {
  _program: unknown;
  readonly _uniformLocations: Map<string, unknown>;
  readonly _attributeLocations: Map<string, unknown>;
  _currentUniformValues: object;
  compile(gl: WebGLRenderingContext): void;
}

interface Source {
  load(now: boolean): void;
}

/**
 * Skips the frames between the loss of a context and its event: in these frames a new shader or texture is null,
 * and the resulting exception would end the loop.
 */
export function guardFrames(stage: StageLike): void {
  const { gl } = stage;
  const inside = stage as unknown as Frames;
  if (!gl) return;
  for (const name of ['updateFrame', 'renderFrame'] as const) {
    const own = inside[name].bind(stage);
    inside[name] = () => {
      if (gl.isContextLost()) return false;
      try {
        return own();
      } catch (error) {
        if (!gl.isContextLost()) throw error;
        return false;
      }
    };
  }
}

interface Frames {
  updateFrame(): unknown;
  renderFrame(): unknown;
}

/** Stops drawing, and drops every texture: textures of a lost context are invalid. */
export function stopDrawing(stage: StageLike): void {
  const inside = stage as unknown as Inside;
  inside.platform.stopLoop();
  // An invisible element uses no texture, cancels its loading, and loads again when it becomes visible.
  inside.root.visible = false;
  inside.textureManager.gc();
  inside.ctx.freeUnusedRenderTextures(0);
}

/** Recreates everything that the lost context contained, and draws. */
export function drawAgain(stage: StageLike): void {
  const inside = stage as unknown as Inside;
  const { gl, renderer, ctx, textureManager } = inside;
  // LightningJS skips commands that would change nothing; in a new context none of them has been run yet.
  gl._initStateManager?.('lightning');
  for (const program of renderer.shaderPrograms.values()) {
    if (!program._program) continue;
    program._program = null;
    program._uniformLocations.clear();
    program._attributeLocations.clear();
    program._currentUniformValues = {};
    program.compile(gl);
  }
  ctx.renderExec._currentShaderProgram = null;
  ctx.renderExec.init();
  // Textures that Lightning never frees by itself.
  for (const source of [...textureManager._uploadedTextureSources]) {
    textureManager.freeTextureSource(source);
    source.load(true);
  }
  inside.root.visible = true;
  inside.forceRenderUpdate();
  inside.platform.startLoop();
}
