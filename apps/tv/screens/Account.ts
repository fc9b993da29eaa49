import type { AccountView } from '../../../core/machine/view.types.ts';
import type { BackdropModel } from '../components/Backdrop.ts';
import { ButtonRow } from '../components/ButtonRow.ts';
import { ProviderPanel } from '../components/ProviderPanel.ts';
import { TopBar } from '../components/TopBar.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type AccountModel, accountModel } from '../models/account.ts';
import { measure, words } from '../shapes.ts';
import { atmosphere, color, safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** Who is signed in, since when and until when; signing out asks first. */
export class Account extends Screen<AccountView, AccountModel> {
  static override _template(): Template {
    return {
      Title: { x: safe.margin, y: 190, color: color.text },
      Message: { x: safe.margin, color: color.textSoft },
      Panel: { type: ProviderPanel, x: safe.margin, y: 316, visible: false },
      Buttons: { type: ButtonRow, x: safe.margin },
      Version: { x: safe.margin, y: 966, color: color.textQuiet },
      TopBar: { type: TopBar },
    };
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Panel: { brand }, Buttons: { brand }, TopBar: { brand } });
  }

  describe(view: AccountView): AccountModel {
    return accountModel(view, this.context.version, this.context.translate);
  }

  draw(model: AccountModel): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    const panel = this.tag<ProviderPanel>('Panel');
    panel.visible = model.provider !== null;
    if (model.provider) panel.show(model.provider, model.facts);
    const titleY = model.provider ? 190 : 360;
    const scale = measure(model.title, 'title', 'bold') <= 1680 ? 'title' : 'heading';
    this.patch({
      Title: { y: titleY, text: words(model.title, scale, { face: 'bold' }) },
      Message: {
        y: titleY + 100,
        text: words(model.message, 'body', { width: 1100, lines: 3, lineHeight: 46 }),
      },
      Buttons: { y: model.provider ? 690 : titleY + 260 },
      Version: { text: words(model.version, 'small') },
    });
    this.tag<ButtonRow>('Buttons').show(model.actions);
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<ButtonRow>('Buttons').componentOf(id) ?? this.tag<TopBar>('TopBar').componentOf(id)
    );
  }

  override backdrop(): BackdropModel {
    return { tint: atmosphere(color.tint), art: '', strength: 1 };
  }
}
