import type { Palette } from '../palettes.ts';
import type { Paper } from '../paper.ts';
import type { Random } from '../random.ts';

export interface SceneContext {
  readonly paper: Paper;
  readonly random: Random;
  readonly palette: Palette;
  /** 0 <= n < 1: how far through one loop; 0 for a still. A scene that moves comes back at 1. */
  readonly phase: number;
}

/** Draws one kind of place. It draws the whole paper, sky first. */
export type Scene = (context: SceneContext) => void;
