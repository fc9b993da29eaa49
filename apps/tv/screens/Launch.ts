import type { LaunchView } from '@couchpass/core';
import type { BackdropModel } from '../components/Backdrop.ts';
import { BrandMark } from '../components/BrandMark.ts';
import { ButtonRow } from '../components/ButtonRow.ts';
import { Spinner } from '../components/Spinner.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { sayAfter, slowAfter } from '../models/common.ts';
import { type LaunchModel, launchModel } from '../models/launch.ts';
import { centred, measure, textStyle } from '../textStyle.ts';
import { atmosphere, color, stage } from '../theme.ts';
import { Screen } from './Screen.ts';

/** The brand; a text appears only when the wait is long. */
export class Launch extends Screen<LaunchView, LaunchModel> {
  declare private since: number;

  static override _template(): Template {
    return {
      Mark: { type: BrandMark, look: 'large', y: 470 },
      Buttons: { type: ButtonRow, y: 800 },
      Waiting: {
        y: 690,
        visible: false,
        Turning: { type: Spinner },
        Text: { x: 72, y: centred(24, 'body'), color: color.textSoft },
      },
    };
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({
      Mark: { brand },
      Buttons: { brand },
      Waiting: { Turning: { tone: brand.accent } },
    });
  }

  override enter(): void {
    const { clock } = this.context.platform;
    this.since = clock.monotonic();
    for (const ms of [sayAfter, slowAfter]) this.after(ms, () => this.context.refresh());
  }

  describe(): LaunchModel {
    const { platform, translate } = this.context;
    return launchModel(platform.clock.monotonic() - this.since, translate);
  }

  draw(model: LaunchModel): void {
    const mark = this.tag('Mark');
    mark.x = Math.round((stage.width - mark.w) / 2);
    const width = 72 + measure(model.status, 'body', 'regular');
    const buttons = this.tag<ButtonRow>('Buttons');
    buttons.show(model.actions);
    buttons.x = Math.round((stage.width - buttons.w) / 2);
    this.patch({
      Waiting: {
        visible: model.status !== '',
        x: Math.round((stage.width - width) / 2),
        Text: { text: textStyle(model.status, 'body') },
      },
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }

  override backdrop(): BackdropModel {
    return { tint: atmosphere(color.tint), art: '', strength: 1 };
  }
}
