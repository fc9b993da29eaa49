import { type Action, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { sayAfter, slowAfter } from './common.ts';

export interface LaunchModel extends ScreenModel {
  readonly screen: 'launch';
  readonly status: string;
  readonly actions: readonly Action[];
}

/** @param waited ms since the app was started */
export function launchModel(waited: number, translate: Translate): LaunchModel {
  const status =
    waited >= slowAfter
      ? translate('launch.slow')
      : waited >= sayAfter
        ? translate('launch.status')
        : '';
  // Free titles can be watched without waiting for the service.
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
