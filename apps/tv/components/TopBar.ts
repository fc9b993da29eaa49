import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { TopBarModel } from '../models/topBar.ts';
import type { Action } from '../screenModel.ts';
import { measure, rounded, words } from '../shapes.ts';
import { type Brand, color, faded, safe, stage } from '../theme.ts';
import { Button } from './Button.ts';
import { ButtonRow } from './ButtonRow.ts';

const logoBox = { w: 96, h: 36 } as const;

/** Brand, menu, and at the right end who is signed in (or the way to do so). */
export class TopBar extends Component {
  declare brand: Brand;
  declare private shown: TopBarModel | null;

  static override _template(): Template {
    return {
      x: safe.margin,
      y: safe.y + 4,
      w: stage.width - safe.margin * 2,
      h: 60,
      Dot: { y: 19, texture: rounded(22, 22, { radius: 11 }) },
      Name: { x: 36, y: 33, mountY: 0.5, color: color.text },
      Menu: { type: ButtonRow, y: 0 },
      SignIn: { type: Button, visible: false },
      Note: {
        visible: false,
        h: 60,
        Face: { color: faded(color.text, 0.12) },
        Logo: { visible: false, y: 30, mountY: 0.5 },
        Text: { y: 33, mountY: 0.5, color: color.text },
      },
    };
  }

  override _construct(): void {
    this.shown = null;
  }

  override _setup(): void {
    const nameWidth = measure(this.brand.name, 'large', 'bold');
    this.patch({
      Dot: { color: this.brand.accent },
      Name: { text: words(this.brand.name, 'large', { face: 'bold' }) },
      Menu: { brand: this.brand, look: 'pill', gap: 12, x: 36 + nameWidth + 62 },
      SignIn: { brand: this.brand, look: 'pill' },
    });
  }

  show(model: TopBarModel): void {
    if (this.shown === model) return;
    this.shown = model;
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

  private showNote({ note, providerLogo }: TopBarModel): void {
    const node = this.tag('Note');
    node.visible = note !== '';
    if (note === '') return;
    const width = Math.min(700, measure(note, 'small', 'regular') + 2);
    const logoWidth = providerLogo ? logoBox.w + 18 : 0;
    const w = Math.round(width + logoWidth + 52);
    node.patch({
      x: this.w - w,
      Face: { texture: rounded(w, 60, { radius: 30 }) },
      Logo: providerLogo ? { visible: true, x: 26, src: providerLogo } : { visible: false },
      Text: { x: 26 + logoWidth, text: words(note, 'small', { width, lines: 1 }) },
    });
    if (providerLogo) this.fitLogo(providerLogo);
  }

  /** Logos come in any shape; a logo that cannot be had leaves the name. */
  private fitLogo(source: string): void {
    const logo = this.tag('Note.Logo');
    logo.patch({ w: 0, h: 0, scale: 1, src: source });
    logo.on('txLoaded', () => {
      const { renderWidth, renderHeight } = logo;
      if (renderWidth <= 0 || renderHeight <= 0) return;
      const fit = Math.min(logoBox.w / renderWidth, logoBox.h / renderHeight);
      logo.patch({ w: Math.round(renderWidth * fit), h: Math.round(renderHeight * fit) });
    });
  }
}
