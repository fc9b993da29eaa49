import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { SignInModel } from '../models/signIn.ts';
import { rounded } from '../shapes.ts';
import { centred, linesOf, measure, textStyle } from '../textStyle.ts';
import { type Brand, color, faded, safe, type size, stage } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';
import { CodeCells } from './CodeCells.ts';
import { Qr, qrCard } from './Qr.ts';
import { Spinner } from './Spinner.ts';

const statusX = 74;
const statusY = 838;

const step = (y: number): Template => ({
  y,
  Disc: { y: -2, texture: rounded(56, 56, { radius: 28 }) },
  Number: { x: 28, y: centred(26, 'body'), mountX: 0.5 },
  Text: { x: 84, y: centred(26, 'large'), color: color.text },
});

/** The width beside the QR code. */
const titleWidth = 1160;

/** Three steps, the code, its QR code, the status and the buttons. */
export class CodeSteps extends Component {
  declare brand: Brand;

  static override _template(): Template {
    const right = stage.width - safe.margin * 2 - qrCard;
    return {
      Title: { y: 166, color: color.text },
      One: step(296),
      Address: { x: 84, y: 344, color: 0xfffff4e0 },
      Two: step(434),
      Cells: { type: CodeCells, x: 84, y: 504 },
      Three: step(696),
      Qr: { type: Qr, x: right, y: 182 },
      Caption: { x: right + qrCard / 2, y: 668, mountX: 0.5, color: color.textSoft },
      Turning: { type: Spinner, y: statusY - 2 },
      Status: { x: statusX, y: statusY, color: color.textSoft },
      Before: { y: statusY, color: color.textSoft },
      Time: { y: statusY, color: color.text },
      After: { y: statusY, color: color.textSoft },
      Buttons: { type: ButtonRow, y: 922 },
    };
  }

  override _setup(): void {
    const { brand } = this;
    this.patch({ Buttons: { brand }, Turning: { tone: brand.accent } });
    [...['One', 'Two', 'Three'].entries()].forEach(([index, ref]) => {
      this.tag(`${ref}.Disc`).color = faded(brand.accent, 0.18);
      this.tag(`${ref}.Number`).patch({
        color: brand.accentText,
        text: textStyle(String(index + 1), 'body', { face: 'bold' }),
      });
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }

  show(model: SignInModel): void {
    const ready = model.look === 'code';
    // A long title in some languages is set smaller, so that it does not reach the QR code.
    const scale = measure(model.title, 'title', 'bold') <= titleWidth ? 'title' : 'heading';
    this.patch({
      Title: { text: textStyle(model.title, scale, { face: 'bold', width: titleWidth, lines: 1 }) },
      One: { Text: { text: textStyle(model.steps[0], 'large') } },
      Two: { Text: { text: textStyle(model.steps[1], 'large') } },
      Three: { Text: { text: textStyle(model.steps[2], 'large') } },
      Address: { text: addressText(model.address) },
      Caption: {
        text: textStyle(model.qrCaption, 'body', { width: qrCard, lines: 2, align: 'center' }),
      },
    });
    this.showStatus(model);
    this.tag<CodeCells>('Cells').show(ready ? model.code : '');
    this.tag<Qr>('Qr').show(ready ? model.qr : '');
    this.tag<ButtonRow>('Buttons').show(model.actions);
  }

  /** The status, then one sentence with the remaining time in bold; that sentence is never cut. */
  private showStatus({ status, tone, timeLeft }: SignInModel): void {
    const parts = [
      { ref: 'Before', text: timeLeft?.before ?? '', face: 'regular' },
      { ref: 'Time', text: timeLeft?.time ?? '', face: 'semibold' },
      { ref: 'After', text: timeLeft?.after ?? '', face: 'regular' },
    ] as const;
    const room = stage.width - safe.margin * 2 - statusX;
    const timeWidth = parts.reduce((sum, { text, face }) => sum + measure(text, 'body', face), 0);
    const space = measure(' ', 'body', 'regular');
    const [line = ''] = linesOf(status, 'body', 'regular', room - timeWidth - space, 1);
    this.tag('Status').patch({
      color: tone === 'trouble' ? color.warn : color.textSoft,
      text: textStyle(line, 'body'),
    });
    let x = statusX + measure(`${line} `, 'body', 'regular');
    for (const { ref, text, face } of parts) {
      this.tag(ref).patch({ visible: text !== '', x, text: textStyle(text, 'body', { face }) });
      x += measure(text, 'body', face);
    }
  }
}

/** A long address is set smaller before it is cut: a cut address cannot be typed. */
function addressText(address: string): unknown {
  const fits = (scale: keyof typeof size) => measure(address, scale, 'bold') <= 1010;
  return textStyle(address, fits('heading') ? 'heading' : fits('large') ? 'large' : 'small', {
    face: 'bold',
  });
}
