import { theStage } from './lightning.ts';
import { frame } from './time.ts';

const size = { width: 960, height: 540 } as const;

/**
 * The stage as a viewer sees it, at half its size, as a PNG in base64; repeating animations are at their
 * start.
 * @param ground grey behind the stage, 0 to 255
 */
export function photograph(ground: number): string {
  const stage = theStage();
  for (const animation of [...stage.animations.active]) animation.stopNow();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('no 2D canvas');
  paper.fillStyle = `rgb(${ground} ${ground} ${ground})`;
  paper.fillRect(0, 0, size.width, size.height);
  paper.imageSmoothingQuality = 'high';
  // In the same task as the drawing: afterwards the browser clears the pixels.
  frame();
  paper.drawImage(stage.getCanvas(), 0, 0, size.width, size.height);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
