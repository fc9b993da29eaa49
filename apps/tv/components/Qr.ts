import { Component, drawn, type Template } from '../lightning.ts';
import { qrOf } from '../qr.ts';
import { rounded } from '../shapes.ts';
import { color, corner, css, faded } from '../theme.ts';

/** Minimum edge of the modules together, so that a camera can read them from the sofa. */
const modulesEdge = 360;
/** Light modules around the code; the standard requires four. */
const quiet = 4;

export const qrCard = 464;

/** An address as a QR code, dark on a light card. */
export class Qr extends Component {
  declare private shown: string;

  static override _template(): Template {
    return {
      w: qrCard,
      h: qrCard,
      Waiting: {
        texture: rounded(qrCard, qrCard, { radius: corner(28) }),
        color: faded(color.text, 0.06),
      },
      Card: {
        visible: false,
        texture: rounded(qrCard, qrCard, { radius: corner(28) }),
        color: color.paper,
      },
      Code: { x: qrCard / 2, y: qrCard / 2, mount: 0.5 },
    };
  }

  override _construct(): void {
    this.shown = '';
  }

  /** '' shows an empty card. */
  show(address: string): void {
    if (address === this.shown) return;
    this.shown = address;
    this.tag('Card').visible = address !== '';
    this.tag('Waiting').visible = address === '';
    this.tag('Code').visible = address !== '';
    if (address === '') return;
    const bitmap = qrOf(address);
    // Whole pixels per module, otherwise the code is blurred; the quiet zone must fit on the card as well.
    const fitting = Math.floor(qrCard / (bitmap.size + quiet * 2));
    const module = Math.max(2, Math.min(fitting, Math.ceil(modulesEdge / bitmap.size)));
    const edge = module * bitmap.size;
    const texture = drawn(`qr ${address}`, edge, edge, (context) => {
      context.fillStyle = css(color.ink);
      for (let y = 0; y < bitmap.size; y += 1) {
        for (let x = 0; x < bitmap.size; x += 1) {
          if (bitmap.get(x, y)) context.fillRect(x * module, y * module, module, module);
        }
      }
    });
    this.tag('Code').patch({ texture, w: edge, h: edge });
  }
}
