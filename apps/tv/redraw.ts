import type { StageLike } from './lightning.ts';

/** What of LightningJS lies in the graphics card; it knows nothing of contexts that are lost. */
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
 * Leaves out the frames between the loss of a context and its event: the first thing that they would make, a shader
 * or a texture, is null, and what comes of that would end the loop.
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

/** Draws nothing any more, and lets go of every texture: those of a lost context are nothing. */
export function stopDrawing(stage: StageLike): void {
  const inside = stage as unknown as Inside;
  inside.platform.stopLoop();
  // What is not seen uses no texture, gives up what is on its way, and loads anew when it is seen again.
  inside.root.visible = false;
  inside.textureManager.gc();
  inside.ctx.freeUnusedRenderTextures(0);
}

/** Makes everything anew that lay in the context before it was lost, and draws. */
export function drawAgain(stage: StageLike): void {
  const inside = stage as unknown as Inside;
  const { gl, renderer, ctx, textureManager } = inside;
  // LightningJS leaves out commands that would change nothing; a new context is as none of them had been.
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
  // Those that are never given up.
  for (const source of [...textureManager._uploadedTextureSources]) {
    textureManager.freeTextureSource(source);
    source.load(true);
  }
  inside.root.visible = true;
  inside.forceRenderUpdate();
  inside.platform.startLoop();
}
