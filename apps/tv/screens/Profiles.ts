import type { ProfilesView } from '@couchpass/core';
import type { BackdropModel } from '../components/Backdrop.ts';
import { ButtonRow } from '../components/ButtonRow.ts';
import { Tiles } from '../components/Tiles.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type ProfilesModel, profilesModel } from '../models/profiles.ts';
import { textStyle } from '../textStyle.ts';
import { color, safe, stage } from '../theme.ts';
import { Screen } from './Screen.ts';

/** Lines of tiles that fit above the buttons. */
const visible = 3;
const width = stage.width - safe.margin * 2;

/** The device has several profiles: the viewer chooses one. */
export class Profiles extends Screen<ProfilesView, ProfilesModel> {
  static override _template(): Template {
    return {
      Title: { x: safe.margin, y: 158, color: color.text },
      Help: { x: safe.margin, y: 254, color: color.textSoft },
      Tiles: { type: Tiles, x: safe.margin, y: 330 },
      Buttons: { type: ButtonRow, x: safe.margin, y: 922 },
      TopBar: { type: TopBar },
    };
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Tiles: { brand }, Buttons: { brand }, TopBar: { brand } });
  }

  describe(view: ProfilesView): ProfilesModel {
    return profilesModel(view, this.context.translate);
  }

  draw(model: ProfilesModel, grid: FocusGrid, moved: boolean): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    this.patch({
      Title: { text: textStyle(model.title, 'title', { face: 'bold', width, lines: 1 }) },
      Help: { text: textStyle(model.help, 'body', { width, lines: 1 }) },
    });
    this.tag<ButtonRow>('Buttons').show(model.actions);
    const at = model.lines.findIndex(({ id }) => id === grid.groupId);
    const last = model.lines.length - 1;
    this.tag<Tiles>('Tiles').show(model.lines, {
      visible,
      at: at < 0 ? Math.max(0, last) : at,
      atTop: false,
      moved,
    });
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<Tiles>('Tiles').componentOf(id) ?? this.tag<ButtonRow>('Buttons').componentOf(id)
    );
  }

  override backdrop(model: ProfilesModel): BackdropModel {
    return { tint: model.tint, art: '', strength: 1 };
  }
}
