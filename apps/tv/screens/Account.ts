import type { AccountView, View } from '@couchpass/core';
import type { RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import { ButtonRow } from '../components/ButtonRow.ts';
import { Choices } from '../components/Choices.ts';
import { ProviderPanel } from '../components/ProviderPanel.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type AccountModel, accountModel, languageChoices } from '../models/account.ts';
import type { Action } from '../screenModel.ts';
import { measure, textStyle } from '../textStyle.ts';
import { atmosphere, color, safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** The sign-in with its dates, and the app's language and motion; signing out asks first. */
export class Account extends Screen<AccountView, AccountModel> {
  declare private panel: 'language' | 'motion' | null;
  /** Id of the button that opened the screen from which the viewer returns: it gets the focus again. */
  declare private opener: string | null;

  static override _template(): Template {
    return {
      Title: { x: safe.margin, y: 176, color: color.text },
      Message: { x: safe.margin, color: color.textSoft },
      Panel: { type: ProviderPanel, x: safe.margin, y: 290, visible: false },
      Buttons: { type: ButtonRow, x: safe.margin },
      Settings: { type: ButtonRow, x: safe.margin },
      About: { x: safe.margin, y: 974, color: color.textQuiet },
      TopBar: { type: TopBar },
      Choices: { type: Choices, visible: false },
    };
  }

  override _construct(): void {
    super._construct();
    this.panel = null;
    this.opener = null;
  }

  override enter(_view: AccountView, from: View['screen'] | null): void {
    this.opener = from === 'support' ? 'button-support' : null;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({
      Panel: { brand },
      Buttons: { brand },
      Settings: { brand },
      TopBar: { brand },
      Choices: { brand },
    });
  }

  describe(view: AccountView): AccountModel {
    const { version, deviceLabel, preferences, platform, translate } = this.context;
    const { language, lessMotion = platform.reducedMotion === true } = preferences.current;
    const { panel } = this;
    const facts = { version, deviceLabel, language, lessMotion, panel };
    const model = accountModel(view, facts, translate);
    return this.opener === null ? model : { ...model, preferred: this.opener };
  }

  draw(model: AccountModel, grid: FocusGrid): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    const panel = this.tag<ProviderPanel>('Panel');
    panel.visible = model.provider !== null;
    if (model.provider) panel.show(model.provider, model.facts);
    const titleY = model.provider ? 176 : 330;
    const buttonsY = model.provider ? 654 : titleY + 250;
    const scale = measure(model.title, 'title', 'bold') <= 1680 ? 'title' : 'heading';
    this.patch({
      Title: { y: titleY, text: textStyle(model.title, scale, { face: 'bold' }) },
      Message: {
        y: titleY + 100,
        text: textStyle(model.message, 'body', { width: 1100, lines: 3, lineHeight: 46 }),
      },
      Buttons: { y: buttonsY },
      Settings: { y: buttonsY + 124 },
      About: { text: textStyle(model.about, 'small') },
    });
    this.tag<ButtonRow>('Buttons').show(model.actions);
    this.tag<ButtonRow>('Settings').show(model.settings);
    this.tag<Choices>('Choices').show(model.panel, grid.current);
    this.opener = null;
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<Choices>('Choices').componentOf(id) ??
      this.tag<ButtonRow>('Buttons').componentOf(id) ??
      this.tag<ButtonRow>('Settings').componentOf(id) ??
      this.tag<TopBar>('TopBar').componentOf(id)
    );
  }

  override key(key: RemoteKey): boolean {
    if (key !== 'Back' || this.panel === null) return false;
    this.close();
    return true;
  }

  override chosen({ id }: Action): void {
    const { preferences } = this.context;
    const choice = /^choice-(language|motion)-(\d+)$/.exec(id);
    if (choice) {
      const index = Number(choice[2]);
      if (choice[1] === 'language') preferences.change({ language: languageChoices[index] });
      else preferences.change({ lessMotion: index === 1 });
      this.close();
    } else if (id === 'button-language') {
      this.panel = 'language';
    } else if (id === 'button-motion') {
      this.panel = 'motion';
    }
  }

  override backdrop(): BackdropModel {
    return { tint: atmosphere(color.tint), art: '', strength: 1 };
  }

  /** Closes the list; the focus returns to the button that opened it. */
  private close(): void {
    const opener = `button-${this.panel}`;
    this.panel = null;
    this.context.refresh();
    this.context.focus(opener);
  }
}
