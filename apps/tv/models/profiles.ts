import type { ProfilesView } from '@couchpass/core';
import { longDate, shortDate } from '../format.ts';
import { type Action, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { argb, atmosphere } from '../theme.ts';
import { titleOf } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { columns, type TileLine, type TileModel } from './providers.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

export interface ProfilesModel extends ScreenModel {
  readonly screen: 'profiles';
  readonly topBar: TopBarModel;
  readonly help: string;
  readonly lines: readonly TileLine[];
  readonly actions: readonly Action[];
  readonly tint: number;
}

export function profilesModel(view: ProfilesView, translate: Translate): ProfilesModel {
  const { item, profiles } = view;
  const name = translate('profiles.list');
  const tiles = profiles.map((profile): TileModel => {
    const label = cleanText(profile.providerName, maxLength.line) || profile.mvpd;
    const date = longDate(profile.until, translate.language);
    const until = translate('profiles.until', { date });
    return {
      id: `profile-${profile.mvpd}`,
      label,
      spoken: `${label}, ${until}`,
      role: 'button',
      event: { type: 'CHOOSE_PROFILE', mvpd: profile.mvpd },
      name: label,
      logo: profile.providerLogo ?? '',
      note: shortDate(profile.until, translate.language),
    };
  });
  const lines: TileLine[] = [];
  for (let from = 0; from < tiles.length; from += columns) {
    const actions = tiles.slice(from, from + columns);
    lines.push({ id: `tiles-${lines.length}`, name, shares: 'tiles', actions });
  }
  const actions = [button('cancel', translate('action.cancel'), { type: 'BACK' })];
  const toWatch = item ? translate('nav.toWatch', { title: titleOf(item) }) : '';
  const help = translate('profiles.help');
  return {
    screen: 'profiles',
    title: translate('profiles.title'),
    topBar: plainBar(toWatch),
    help,
    lines,
    actions,
    tint: atmosphere(argb(item?.tint)),
    said: [...(toWatch ? [{ id: 'to-watch', text: toWatch }] : []), { id: 'help', text: help }],
    groups: [...lines, { id: 'actions', name: translate('actions'), actions }],
    preferred: tiles[0]?.id ?? 'button-cancel',
    back: { type: 'BACK' },
  };
}
