import { type Action, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { sayAfter, slowAfter } from './common.ts';

export interface LaunchModel extends ScreenModel {
  readonly screen: 'launch';
  readonly status: string;
  readonly actions: readonly Action[];
}

/** @param waited ms since the app was opened */
export function launchModel(waited: number, translate: Translate): LaunchModel {
  const status =
    waited >= slowAfter
      ? translate('launch.slow')
      : waited >= sayAfter
        ? translate('launch.status')
        : '';
  // Nobody has to wait for the service to watch what is free.
  const actions =
    waited >= slowAfter ? [button('browse', translate('action.browse'), { type: 'BROWSE' })] : [];
  return {
    screen: 'launch',
    title: translate('launch.title'),
    status,
    said: status ? [{ id: 'status', text: status, live: 'status' }] : [],
    actions,
    groups: [{ id: 'actions', name: translate('actions'), actions }],
    preferred: actions[0]?.id ?? null,
    back: { type: 'BACK' },
  };
}
