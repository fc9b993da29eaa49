import type { TitleView } from '../../../core/machine/view.types.ts';
import type { RemoteKey } from '../../../platforms/platform.ts';
import type { BackdropModel } from '../components/Backdrop.ts';
import { TitleDetails } from '../components/TitleDetails.ts';
import { TopBar } from '../components/TopBar.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type TitleModel, titleModel } from '../models/title.ts';
import { safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** One item: what it is, what is needed to watch it, and the way to do so. */
export class Title extends Screen<TitleView, TitleModel> {
  declare private view: TitleView | null;

  static override _template(): Template {
    return {
      Details: { type: TitleDetails, x: safe.margin },
      TopBar: { type: TopBar },
    };
  }

  override _construct(): void {
    super._construct();
    this.view = null;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Details: { brand }, TopBar: { brand } });
  }

  describe(view: TitleView): TitleModel {
    this.view = view;
    this.countDownTo(view.previewEndsAt);
    const { platform, translate } = this.context;
    return titleModel(view, platform.clock.monotonic(), translate);
  }

  draw(model: TitleModel): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    this.tag<TitleDetails>('Details').show(model);
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<TitleDetails>('Details').componentOf(id);
  }

  override key(key: RemoteKey): boolean {
    if ((key !== 'Play' && key !== 'PlayPause') || !this.view) return false;
    this.context.send({ type: 'PLAY', item: this.view.item });
    return true;
  }

  override backdrop(model: TitleModel): BackdropModel {
    return { tint: model.tint, art: model.art, strength: 1, large: true };
  }
}
