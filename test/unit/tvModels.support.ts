import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate, languageNames, loadLanguage } from '../../apps/tv/texts/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import type { Viewer } from '../../core/machine/view.types.ts';

// Texts are loaded per language.
await Promise.all(Object.keys(languageNames).map(loadLanguage));

export const translate = createTranslate('en');

export const film: Item = {
  id: 'meridian',
  title: 'The Long Meridian',
  description: 'A survey team walks a line.',
  art: 'https://cdn.example/a.jpg',
  tint: '#4a1f63',
  genre: 'Drama',
  year: '2026',
  rating: '14+',
  durationS: 3120,
  live: false,
  access: 'subscription',
  resource: 'NORTHSTAR-FILM',
};

export const viewer: Viewer = {
  mvpd: 'HarborTV',
  providerName: 'Harbor TV',
  since: Date.UTC(2026, 2, 14, 12),
  until: Date.UTC(2026, 3, 13, 12),
};

/** What the screen says in the part with this id. */
export const said = (model: ScreenModel, id: string) =>
  model.said.find((part) => part.id === id)?.text;
export const ids = (model: ScreenModel) =>
  model.groups.flatMap(({ actions }) => actions.map(({ id }) => id));
export const events = (model: ScreenModel) =>
  Object.fromEntries(
    model.groups.flatMap(({ actions }) =>
      actions.map(({ id, event }) => [id, event?.type ?? null]),
    ),
  );
