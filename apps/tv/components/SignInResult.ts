import { type IconName, icon } from '../icons.ts';
import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { SignInModel } from '../models/signIn.ts';
import { rounded } from '../shapes.ts';
import { measure, textStyle, centred as textY } from '../textStyle.ts';
import { type Brand, type ColorName, color, faded, stage } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';
import { Spinner } from './Spinner.ts';

const disc = 152;
const width = 1180;

const looks: Readonly<
  Record<'approved' | 'expired' | 'failed' | 'here', { sign: IconName; tone: ColorName }>
> = {
  approved: { sign: 'check', tone: 'good' },
  expired: { sign: 'clock', tone: 'warn' },
  failed: { sign: 'warn', tone: 'bad' },
  here: { sign: 'window', tone: 'textSoft' },
};

/** The login elsewhere on this device, and its result: approved, expired and failed differ in icon and colour. */
export class SignInResult extends Component {
  declare brand: Brand;

  static override _template(): Template {
    const centred = { x: stage.width / 2, mountX: 0.5 };
    return {
      Disc: { ...centred, y: 268, texture: rounded(disc, disc, { radius: disc / 2 }) },
      Sign: { ...centred, y: 268 + disc / 2, mountY: 0.5 },
      Title: { ...centred, y: 462, color: color.text },
      Message: { ...centred, y: 560, color: color.textSoft },
      Support: { ...centred, y: 904, color: color.textQuiet },
      Waiting: {
        y: 680,
        visible: false,
        Turning: { type: Spinner },
        Text: { x: 70, y: textY(24, 'body'), color: color.textSoft },
      },
      Buttons: { type: ButtonRow, y: 780 },
    };
  }

  override _setup(): void {
    this.patch({
      Buttons: { brand: this.brand },
      Waiting: { Turning: { tone: this.brand.accent } },
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }

  show(model: SignInModel): void {
    const look = model.look;
    if (look === 'code' || look === 'preparing') return;
    const { sign, tone: name } = looks[look];
    const tone = color[name];
    // Without buttons below, the texts move to the middle.
    this.y = model.actions.length > 0 ? 0 : 96;
    const scale = measure(model.title, 'title', 'bold') <= 1600 ? 'title' : 'heading';
    const message = model.details || model.message;
    this.patch({
      Disc: { color: faded(tone, 0.16) },
      Sign: { texture: icon(sign, 84), color: tone },
      Title: {
        text: textStyle(model.title, scale, {
          face: 'bold',
          align: 'center',
          width: 1680,
          lines: 1,
        }),
      },
      Message: {
        text: textStyle(message, 'body', { width, lines: 3, align: 'center', lineHeight: 46 }),
      },
      Support: { text: textStyle(model.support, 'small', { align: 'center' }) },
    });
    const waiting = look === 'here' ? model.status : '';
    const waitingWidth = 70 + measure(waiting, 'body', 'regular');
    this.tag('Waiting').patch({
      visible: waiting !== '',
      x: Math.round((stage.width - waitingWidth) / 2),
      Text: { text: textStyle(waiting, 'body') },
    });
    const buttons = this.tag<ButtonRow>('Buttons');
    buttons.show(model.actions);
    buttons.x = Math.round((stage.width - buttons.w) / 2);
  }
}
