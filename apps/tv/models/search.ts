import type { Item, SearchView } from '@couchpass/core';
import { searchIn } from '@couchpass/core/catalogue';
import { type Action, type ActionGroup, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { capital } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { cardOf, type RowModel } from './home.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

export interface SearchModel extends ScreenModel {
  readonly screen: 'search';
  readonly topBar: TopBarModel;
  readonly leave: Action;
  readonly keys: readonly ActionGroup[];
  readonly query: string;
  readonly placeholder: string;
  /** How many were found, or that nothing was found; '' before the first letter. */
  readonly found: string;
  readonly rows: readonly RowModel[];
}

/** Most cards of a row: a longer text finds fewer. */
const most = 20;
/** Most rows of genres. */
const mostGenres = 3;

/**
 * @param query as typed
 * @param keys the keyboard, always the same object in one language
 */
export function searchModel(
  view: SearchView,
  query: string,
  keys: readonly ActionGroup[],
  translate: Translate,
): SearchModel {
  const { count, rows } = resultsOf(view, query, translate);
  const looked = query.trim();
  const found =
    looked === ''
      ? ''
      : rows.length === 0
        ? translate('search.none', { query: looked })
        : translate('providers.found', { count });
  const leave = button('back', translate('action.back'), { type: 'BACK' });
  const placeholder = translate('search.placeholder');
  return {
    screen: 'search',
    title: translate('nav.search'),
    topBar: plainBar(cleanText(view.viewer?.providerName ?? '', maxLength.line)),
    leave,
    keys,
    query,
    placeholder,
    found,
    rows,
    said: [
      { id: 'query', text: query || placeholder },
      ...(found ? [{ id: 'found', text: found, live: 'status' as const }] : []),
    ],
    groups: [{ id: 'leave', name: translate('actions'), actions: [leave] }, ...keys, ...rows],
    preferred: 'key-a',
    back: { type: 'BACK' },
  };
}

function resultsOf(
  view: SearchView,
  query: string,
  translate: Translate,
): { readonly count: number; readonly rows: readonly RowModel[] } {
  if (!view.catalogue) return { count: 0, rows: [] };
  const { titles, episodes, genres, count } = searchIn(view.catalogue).find(query, most);
  const rows: RowModel[] = [];
  const add = (name: string, items: readonly Item[]) => {
    if (items.length === 0) return;
    const index = rows.length;
    rows.push({
      // Another text is another row: its first card is in front again.
      id: `found-${index} ${query}`,
      name,
      actions: items.map((item, column) => ({
        ...cardOf(item, `found-${index}-item-${column}`, view, translate),
        stands: `${query} ${index} ${item.id}`,
      })),
    });
  };
  add(translate('search.titles'), titles);
  add(translate('action.episodes'), episodes);
  for (const { name, items } of genres.slice(0, mostGenres)) {
    add(capital(cleanText(name, maxLength.line), translate), items);
  }
  return { count, rows };
}
