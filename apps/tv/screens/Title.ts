import type { TitleView } from '@couchpass/core';
import type { RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import { Choices } from '../components/Choices.ts';
import { TitleDetails } from '../components/TitleDetails.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type TitleModel, titleModel } from '../models/title.ts';
import type { Action } from '../screenModel.ts';
import { safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** One item: a description, what is needed to watch it, and the buttons. */
export class Title extends Screen<TitleView, TitleModel> {
  declare private view: TitleView | null;
  /** The list of episodes is open. */
  declare private lists: boolean;

  static override _template(): Template {
    return {
      Details: { type: TitleDetails, x: safe.margin },
      TopBar: { type: TopBar },
      Choices: { type: Choices, visible: false },
    };
  }

  override _construct(): void {
    super._construct();
    this.view = null;
    this.lists = false;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Details: { brand }, TopBar: { brand }, Choices: { brand } });
  }

  describe(view: TitleView): TitleModel {
    this.view = view;
    this.countDownTo(view.previewEndsAt);
    const { platform, translate } = this.context;
    return titleModel(view, platform.clock.monotonic(), translate, this.lists);
  }

  draw(model: TitleModel, grid: FocusGrid): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    this.tag<TitleDetails>('Details').show(model);
    this.tag<Choices>('Choices').show(model.panel, grid.current);
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<Choices>('Choices').componentOf(id) ??
      this.tag<TitleDetails>('Details').componentOf(id)
    );
  }

  override chosen({ id }: Action): void {
    if (id === 'button-episodes') this.lists = true;
  }

  override key(key: RemoteKey): boolean {
    if (key === 'Back' && this.lists) {
      this.lists = false;
      this.context.refresh();
      this.context.focus('button-episodes');
      return true;
    }
    if ((key !== 'Play' && key !== 'PlayPause') || !this.view) return false;
    this.context.send({ type: 'PLAY', item: this.view.item });
    return true;
  }

  override backdrop(model: TitleModel): BackdropModel {
    return { tint: model.tint, art: model.art, strength: 1, large: true };
  }
}
