import { titleById } from '../titles/index.ts';
import { type PaletteName, palettes } from './palettes.ts';
import { createPaper } from './paper.ts';
import { createRandom } from './random.ts';
import { type SceneName, scenes } from './scenes/index.ts';

export interface Picture {
  readonly scene: SceneName;
  readonly palette: PaletteName;
  /** Makes pictures of the same scene and palette different. */
  readonly seed: string;
}

/** SVG text of a picture; `phase` (0 <= n < 1) is the position in the loop of a moving picture. */
export function drawPicture({ scene, palette, seed }: Picture, phase = 0): string {
  const paper = createPaper();
  scenes[scene]({ paper, random: createRandom(seed), palette: palettes[palette], phase });
  return paper.toSvg();
}

/** SVG text of the art of a title, undefined for an unknown id. */
export function drawTitle(id: string): string | undefined {
  const title = titleById(id);
  return title && drawPicture({ scene: title.scene, palette: title.palette, seed: title.id });
}
