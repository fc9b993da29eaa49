import type { TooManyStreamsView } from '@couchpass/core';
import type { BackdropModel } from '../components/Backdrop.ts';
import { ButtonRow } from '../components/ButtonRow.ts';
import { StreamRows } from '../components/StreamRows.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type TooManyStreamsModel, tooManyStreamsModel } from '../models/streams.ts';
import { linesOf, textStyle } from '../textStyle.ts';
import { color, safe, stage } from '../theme.ts';
import { Screen } from './Screen.ts';

const width = stage.width - safe.margin * 2;

/** Too many streams run in the account: the viewer chooses one of them to end, and confirms it. */
export class TooManyStreams extends Screen<TooManyStreamsView, TooManyStreamsModel> {
  static override _template(): Template {
    return {
      Title: { x: safe.margin, y: 158, color: color.text },
      Help: { x: safe.margin, color: color.textSoft },
      Rows: { type: StreamRows, x: safe.margin },
      Buttons: { type: ButtonRow, x: safe.margin },
      Quote: { x: safe.margin, y: 960, color: color.textQuiet },
      TopBar: { type: TopBar },
    };
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Rows: { brand }, Buttons: { brand }, TopBar: { brand } });
  }

  describe(view: TooManyStreamsView): TooManyStreamsModel {
    return tooManyStreamsModel(view, this.context.translate);
  }

  draw(model: TooManyStreamsModel, grid: FocusGrid): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    const titleLines = linesOf(model.title, 'title', 'bold', width, 2).length;
    const helpY = 158 + titleLines * 74 + 22;
    const helpLines = linesOf(model.help, 'body', 'regular', width, 2).length;
    const rowsY = helpY + helpLines * 46 + 34;
    const shown = Math.min(model.rows.length, 4);
    this.patch({
      Title: { text: textStyle(model.title, 'title', { face: 'bold', width, lines: 2 }) },
      Help: {
        y: helpY,
        text: textStyle(model.help, 'body', { width, lines: 2, lineHeight: 46 }),
      },
      Rows: { y: rowsY },
      Buttons: { y: rowsY + shown * 100 + 24 },
      Quote: { text: textStyle(model.quote, 'small', { width, lines: 1 }) },
    });
    this.tag<StreamRows>('Rows').show(model.rows, grid.current);
    this.tag<ButtonRow>('Buttons').show(model.actions);
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<StreamRows>('Rows').componentOf(id) ?? this.tag<ButtonRow>('Buttons').componentOf(id)
    );
  }

  override backdrop(model: TooManyStreamsModel): BackdropModel {
    return { tint: model.tint, art: '', strength: 1 };
  }
}
