import type { SearchView } from '@couchpass/core';
import { searchIn } from '@couchpass/core/catalogue';
import type { RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import { Rows } from '../components/Rows.ts';
import { SearchField } from '../components/SearchField.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { keysOf, typed } from '../models/keyboard.ts';
import { type SearchModel, searchModel } from '../models/search.ts';
import type { Action, ActionGroup } from '../screenModel.ts';
import { atmosphere, color, safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** Items that are read of the catalogue between two frames. */
const slice = 400;

/** The viewer types a title with the remote; what is found is shown after every letter. */
export class Search extends Screen<SearchView, SearchModel> {
  declare private query: string;
  declare private keys: { readonly of: unknown; readonly groups: readonly ActionGroup[] } | null;
  declare private last: { view: SearchView; query: string; model: SearchModel } | null;

  static override _template(): Template {
    return {
      Rows: { type: Rows, x: safe.margin, visible: false },
      Field: { type: SearchField, x: safe.margin },
      TopBar: { type: TopBar },
    };
  }

  override _construct(): void {
    super._construct();
    this.query = '';
    this.keys = null;
    this.last = null;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Rows: { brand }, Field: { brand }, TopBar: { brand } });
  }

  override enter(view: SearchView): void {
    this.prepare(view);
  }

  /** Reads a large catalogue in parts, so that no key waits for it. */
  private prepare({ catalogue }: SearchView): void {
    if (!catalogue) return;
    const search = searchIn(catalogue);
    const read = () => {
      if (!search.prepare(slice)) this.after(0, read);
      else if (this.query !== '') this.again();
    };
    read();
  }

  private again(): void {
    this.last = null;
    this.context.refresh();
  }

  describe(view: SearchView): SearchModel {
    const { translate } = this.context;
    const { last, query } = this;
    if (this.keys?.of !== translate) this.keys = { of: translate, groups: keysOf(translate) };
    // The search is made once for each letter, not once for each key.
    else if (last?.view === view && last.query === query) return last.model;
    if (last && last.view.catalogue !== view.catalogue) this.prepare(view);
    const model = searchModel(view, query, this.keys?.groups ?? [], translate);
    this.last = { view, query, model };
    return model;
  }

  draw(model: SearchModel, grid: FocusGrid, moved: boolean): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    this.tag<SearchField>('Field').show(model);
    const rows = this.tag<Rows>('Rows');
    rows.visible = model.rows.length > 0;
    rows.show(model.rows, grid, moved);
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<SearchField>('Field').componentOf(id) ?? this.tag<Rows>('Rows').componentOf(id);
  }

  override chosen({ id }: Action): void {
    if (id.startsWith('key-')) this.query = typed(this.query, id);
  }

  /** Back leads from the results to the keys; the remote's own Play key plays the focused title. */
  override key(key: RemoteKey, focusedId: string | null): boolean {
    if (focusedId === null || !focusedId.startsWith('found-')) return false;
    if (key === 'Back') {
      this.context.focus('key-a');
      return true;
    }
    if (key !== 'Play' && key !== 'PlayPause') return false;
    const cards = this.last?.model.rows.flatMap(({ actions }) => actions) ?? [];
    const card = cards.find(({ id }) => id === focusedId);
    if (card) this.context.send(card.play);
    return card !== undefined;
  }

  override backdrop(): BackdropModel {
    return { tint: atmosphere(color.tint), art: '', strength: 1 };
  }
}
