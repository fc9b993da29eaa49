import type { Palette } from '../palettes.ts';
import type { Paper } from '../paper.ts';
import type { Random } from '../random.ts';

export interface SceneContext {
  readonly paper: Paper;
  readonly random: Random;
  readonly palette: Palette;
  /** 0 <= n < 1: the position in the loop; 0 for a still. At 1 a moving scene would look as at 0. */
  readonly phase: number;
}

/** Draws one kind of place on the whole paper, the sky first. */
export type Scene = (context: SceneContext) => void;
