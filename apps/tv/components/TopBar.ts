import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { TopBarModel } from '../models/topBar.ts';
import type { Action } from '../screenModel.ts';
import { rounded } from '../shapes.ts';
import { centred, measureSteady, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, safe, stage } from '../theme.ts';
import { BrandMark } from './BrandMark.ts';
import { Button } from './Button.ts';
import { ButtonRow } from './ButtonRow.ts';
import { Logo } from './Logo.ts';

const logo = { w: 104, h: 40 } as const;

/** Brand, menu, and at the right end the viewer's provider (or the button to sign in). */
export class TopBar extends Component {
  declare brand: Brand;
  declare private shown: TopBarModel | null;

  static override _template(): Template {
    return {
      x: safe.margin,
      // The ring of a focused pill must be inside the safe area, too.
      y: safe.y + 12,
      w: stage.width - safe.margin * 2,
      h: 60,
      Mark: { type: BrandMark },
      Menu: { type: ButtonRow, y: 0 },
      SignIn: { type: Button, visible: false },
      Note: {
        visible: false,
        h: 60,
        Face: { color: faded(color.surfaceRaised, 0.9) },
        Logo: { type: Logo, x: 12, y: 10, tileWidth: logo.w, tileHeight: logo.h },
        Text: { y: centred(30, 'small'), color: color.text },
      },
    };
  }

  override _construct(): void {
    this.shown = null;
  }

  override _setup(): void {
    this.patch({
      Mark: { brand: this.brand },
      Menu: { brand: this.brand, look: 'pill', gap: 12 },
      SignIn: { brand: this.brand, look: 'pill' },
    });
  }

  show(model: TopBarModel): void {
    if (this.shown === model) return;
    this.shown = model;
    this.tag('Menu').x = this.tag('Mark').w + 62;
    const actions = model.group?.actions ?? [];
    this.tag<ButtonRow>('Menu').show(actions.filter(({ role }) => role === 'link'));
    this.showSignIn(actions.find(({ role }) => role === 'button'));
    this.showNote(model);
  }

  componentOf(id: string): ComponentNode | null {
    if (id === 'nav-sign-in') return this.tag<Button>('SignIn');
    return this.tag<ButtonRow>('Menu').componentOf(id);
  }

  private showSignIn(action: Action | undefined): void {
    const button = this.tag<Button>('SignIn');
    button.visible = action !== undefined;
    if (!action) return;
    button.show({ ...action, page: true });
    button.x = this.w - button.w;
  }

  /** Width that the sign-in button takes at the right end, with the gap beside it. */
  private signInWidth(): number {
    const button = this.tag<Button>('SignIn');
    return button.visible ? button.w + 20 : 0;
  }

  private showNote({ note, providerLogo }: TopBarModel): void {
    const node = this.tag('Note');
    node.visible = note !== '';
    if (note === '') return;
    const picture = this.tag<Logo>('Note.Logo');
    picture.changed = (seen) => this.layOutNote(note, seen);
    picture.show(providerLogo);
    this.layOutNote(note, picture.seen);
  }

  private layOutNote(note: string, withLogo: boolean): void {
    const width = Math.min(700, measureSteady(note, 'small', 'regular') + 2);
    const x = withLogo ? logo.w + 30 : 26;
    const w = Math.round(x + width + 26);
    this.tag('Note').patch({
      x: this.w - w - this.signInWidth(),
      Face: { texture: rounded(w, 60, { radius: withLogo ? corner(18) : 30 }) },
      Text: { x, text: textStyle(note, 'small', { width, lines: 1 }) },
    });
  }
}
