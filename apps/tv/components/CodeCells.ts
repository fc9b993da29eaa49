import { codeGroups } from '../format.ts';
import { Component, type Node, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { centred } from '../textStyle.ts';
import { color, corner, faces, size } from '../theme.ts';

/** As long as the service's codes. */
const empty = ' '.repeat(7);

const cell = { w: 112, h: 148, gap: 17, between: 58 } as const;

/** The code, one letter per cell, readable across a room. */
export class CodeCells extends Component {
  declare private code: string;

  static override _template(): Template {
    return { h: cell.h };
  }

  override _construct(): void {
    this.code = '';
  }

  /** '' shows empty cells while the code is requested. */
  show(code: string): void {
    if (code === this.code && this.childList.length > 0) return;
    this.code = code;
    this.childList.clear();
    let x = 0;
    for (const group of codeGroups(code === '' ? empty : code)) {
      for (const letter of group) {
        this.childList.add(this.cellOf(letter, x));
        x += cell.w + cell.gap;
      }
      x += cell.between - cell.gap;
    }
    this.w = Math.max(0, x - cell.between);
    // Other services may have codes longer than seven letters: the cells then shrink to fit.
    this.scale = Math.min(1, 960 / Math.max(1, this.w));
  }

  private cellOf(letter: string, x: number): Node {
    return this.stage.createElement({
      x,
      w: cell.w,
      h: cell.h,
      Face: { texture: rounded(cell.w, cell.h, { radius: corner(16) }), color: color.surface },
      Line: {
        texture: rounded(cell.w, cell.h, { radius: corner(16), line: 2, fill: false }),
        color: color.line,
      },
      Letter: {
        x: cell.w / 2,
        y: centred(cell.h / 2, 'hero'),
        mountX: 0.5,
        color: 0xfffff4e0,
        text: {
          text: letter,
          fontFace: faces.bold,
          fontSize: size.hero,
          lineHeight: size.hero * 1.1,
        },
      },
    });
  }
}
